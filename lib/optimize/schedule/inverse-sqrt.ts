// The decay of theory: slow enough to get anywhere, fast enough to quiet the noise of batches. It is AdaGrad's decay, were all gradients
// alike.
import { checkOptions } from '../options.ts'
import type { Schedule } from './constant.ts'

/**
 * A rate that falls with the root of time: α / √(t + 1).
 *
 * @param initial α
 * @throws RangeError unless it is positive
 * @see Zinkevich 2003, theorem 1
 * @example
 * ```ts
 * [0, 3, 99].map(schedule.inverseSqrt(1)) // → [ 1, 0.5, 0.1 ]
 * ```
 */
export function inverseSqrt(initial: number): Schedule {
  checkOptions('inverseSqrt', { initial }, { initial: 'positive' })
  return (step) => initial / Math.sqrt(step + 1)
}
