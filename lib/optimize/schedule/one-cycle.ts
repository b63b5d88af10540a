// One cycle: up to a rate that could not be kept, and down to nearly nothing, both along half a wave. The middle explores, the end settles.
import { checkOptions } from '../options.ts'
import type { Schedule } from './constant.ts'
import { halfWave } from './cosine.ts'

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** The highest rate. */
  peak: number
  /** T, how many steps the cycle has. */
  steps: number
  /** The share of them that goes up. 0.3 unless said. */
  rise?: number
  /** The rate begins at the peak divided by this. 25 unless said. */
  startDivisor?: number
  /** It ends at its beginning divided by this. 10,000 unless said. */
  endDivisor?: number
}

/**
 * A rate that rises to its peak and falls far below where it began, each way along half a cosine.
 *
 * @throws RangeError unless T is a whole number above 0, `rise` lies between 0 and 1, and the others are positive
 * @see Smith & Topin 2018; the shape and the numbers are PyTorch's
 * @example
 * ```ts
 * [0, 3, 10].map(schedule.oneCycle({ peak: 1, steps: 11, rise: 4 / 11, endDivisor: 4 })) // → [ 0.04, 1, 0.01 ]
 * ```
 */
export function oneCycle({ peak, steps, rise = 0.3, startDivisor = 25, endDivisor = 1e4 }: OneCycleOptions): Schedule {
  checkOptions(
    'oneCycle',
    { peak, steps, rise, startDivisor, endDivisor },
    { peak: 'positive', steps: 'a whole number, one or more', rise: 'between 0 and 1', startDivisor: 'positive', endDivisor: 'positive' },
  )
  const start = peak / startDivisor
  const end = start / endDivisor
  const top = rise * steps - 1 // the step of the peak, counted from 0
  const last = steps - 1
  return (step) => (step <= top ? halfWave(start, peak, step / top) : halfWave(peak, end, (step - top) / (last - top)))
}
