// Warm-up: short steps first, while gradients are large and averages young, then the schedule proper.
import { type LearningRate, schedule } from '../learning-rate.ts'
import { checkOptions } from '../options.ts'
import type { Schedule } from './constant.ts'

/** Options of {@link warmUp}. */
export interface WarmUpOptions {
  /** T, how many steps the rate rises; at step T it is what comes `after`. */
  steps: number
  /** The rate to come: a number, or a schedule, whose step 0 is step T here. */
  after: LearningRate
  /** The share of that rate to begin with. 0 unless said, which makes the first step none. */
  from?: number
}

/**
 * A rate that rises in a straight line over T steps: α₀ (from + (1 - from) t / T), then what comes after.
 *
 * @throws RangeError unless T is a whole number above 0 and `from` lies in [0, 1)
 * @see Goyal et al. 2018, section 2.2
 * @example
 * ```ts
 * [0, 1, 2, 4, 100].map(schedule.warmUp({ steps: 4, after: 1 })) // → [ 0, 0.25, 0.5, 1, 1 ]
 * ```
 */
export function warmUp({ steps, after, from = 0 }: WarmUpOptions): Schedule {
  checkOptions('warmUp', { steps, from }, { steps: 'a whole number, one or more', from: 'from 0 to below 1' })
  const later = schedule('warmUp', after)
  return (step) => (step >= steps ? later(step - steps) : later(0) * (from + ((1 - from) * step) / steps))
}
