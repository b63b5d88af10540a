// The learning rate α: one number, or a schedule that gives the number for each step.
import { checkOptions } from './options.ts'

/** A number, or a function from the step (0, 1, 2, …) to a number. */
export type LearningRate = number | ((step: number) => number)

/** The learning rate as a function of the step. @throws RangeError at once for a number that is not positive, at its step for a schedule */
export function schedule(call: string, learningRate: LearningRate): (step: number) => number {
  if (typeof learningRate !== 'function') {
    checkOptions(call, { learningRate }, { learningRate: 'positive' })
    return () => learningRate
  }
  return (step) => {
    const rate = learningRate(step)
    if (typeof rate === 'number' && rate >= 0 && Number.isFinite(rate)) return rate
    throw new RangeError(`${call}: learningRate(${step}) is ${rate}: a schedule must give numbers, zero or more`)
  }
}
