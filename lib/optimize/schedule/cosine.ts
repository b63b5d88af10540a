// Cosine decay: from the first rate to the last along half a wave, slow at both ends and with nothing to choose in between.
import { checkOptions } from '../options.ts'
import type { Schedule } from './constant.ts'

/** Options of {@link cosine}. */
export interface CosineOptions {
  /** α of the first step. */
  initial: number
  /** T, the step at which the last rate is reached. */
  steps: number
  /** The rate from then on. 0 unless said. */
  final?: number
}

/**
 * A rate along half a cosine: final + ½ (α - final)(1 + cos(π t / T)), and `final` from step T on.
 *
 * @throws RangeError unless α is positive, T a whole number above 0, and the last rate zero or more
 * @see Loshchilov & Hutter 2017, eq. 5 (one run, without restarts)
 * @example
 * ```ts
 * [0, 5, 10, 11].map(schedule.cosine({ initial: 1, steps: 10 })) // → [ 1, 0.5, 0, 0 ]
 * ```
 */
export function cosine({ initial, steps, final = 0 }: CosineOptions): Schedule {
  checkOptions('cosine', { initial, steps, final }, { initial: 'positive', steps: 'a whole number, one or more', final: 'zero or more' })
  return (step) => halfWave(initial, final, step / steps)
}

/** From one number to another along half a cosine, as `share` goes from 0 to 1. */
export function halfWave(from: number, to: number, share: number): number {
  const wave = Math.cos(Math.PI * Math.min(share, 1))
  return (from * (1 + wave)) / 2 + (to * (1 - wave)) / 2
}
