// Exponential decay: the rate falls by the same factor every step.
import { checkOptions } from '../options.ts'
import type { Schedule } from './constant.ts'

/** Options of {@link exponential}. */
export interface ExponentialOptions {
  /** α of the first step. */
  initial: number
  /** γ, what it is multiplied by each step. */
  decay: number
}

/**
 * A rate that falls by a factor every step: α γᵗ.
 *
 * The sum of all steps to come is finite, α / (1 - γ) times the gradient: too fast a decay stops short of the minimum.
 *
 * @throws RangeError unless α is positive and γ between 0 and 1
 * @example
 * ```ts
 * [0, 1, 2].map(schedule.exponential({ initial: 1, decay: 0.5 })) // → [ 1, 0.5, 0.25 ]
 * ```
 */
export function exponential({ initial, decay }: ExponentialOptions): Schedule {
  checkOptions('exponential', { initial, decay }, { initial: 'positive', decay: 'between 0 and 1' })
  return (step) => initial * decay ** step
}
