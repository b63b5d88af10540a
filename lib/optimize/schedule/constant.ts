// The schedule that does nothing: for tables of schedules, and to follow a warm-up.
import { checkOptions } from '../options.ts'

/** A learning rate as a function of the step 0, 1, 2, … */
export type Schedule = (step: number) => number

/**
 * The same learning rate at every step.
 *
 * @param learningRate α
 * @throws RangeError unless it is positive
 * @example
 * ```ts
 * [0, 1, 1000].map(schedule.constant(0.1)) // → [ 0.1, 0.1, 0.1 ]
 * ```
 */
export function constant(learningRate: number): Schedule {
  checkOptions('constant', { learningRate }, { learningRate: 'positive' })
  return () => learningRate
}
