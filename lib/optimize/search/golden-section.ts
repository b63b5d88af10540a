// Golden-section search: bracketing whose inner points are placed so that one of them serves again in the next round. A round then costs
// one measurement instead of two and leaves 0.618 of the interval (Kiefer 1953). The rule for what to drop is that of bracketing.
import { checkOptions } from '../options.ts'
import { type LineSearch, Measurements } from './line-search.ts'

/** What a round leaves of the interval: the r for which r² = 1 - r, so that the kept part is divided as the whole was. */
const RATIO = (Math.sqrt(5) - 1) / 2

/** Options of {@link goldenSection}. */
export interface GoldenSectionOptions {
  /** The end of the first interval: the longest step that can come out. 1 unless said. */
  reach?: number
  /** Stop when the interval is this narrow. A millionth of `reach` unless said. */
  tolerance?: number
}

/**
 * Exact line search by golden section.
 *
 * @param options see {@link GoldenSectionOptions}
 * @throws RangeError unless both are positive
 * @see Kiefer 1953, "Sequential minimax search for a maximum"
 * @example
 * ```ts
 * const line = lineFrom((w: Tensor) => w.square().sum(), tensor([2, 0]), tensor([-1, 0]))
 * const found = goldenSection({ reach: 3 }).search(line)
 * found.step.toFixed(4) // → '2.0000'
 * found.evaluations // → 31
 * ```
 */
export function goldenSection({ reach = 1, tolerance = reach * 1e-6 }: GoldenSectionOptions = {}): LineSearch {
  checkOptions('goldenSection', { reach, tolerance }, { reach: 'positive', tolerance: 'positive' })
  return {
    name: 'golden section',
    search(line) {
      const measured = new Measurements(line)
      let [a, d] = [0, reach]
      let b = measured.at(d - RATIO * (d - a))
      let c = measured.at(a + RATIO * (d - a))
      while (d - a > tolerance) {
        measured.brackets.push({ from: a, to: d, trials: [b, c] })
        if (b.value > c.value && c.value < line.value) {
          a = b.t
          b = c
          c = measured.at(a + RATIO * (d - a))
        } else {
          d = c.t
          c = b
          b = measured.at(d - RATIO * (d - a))
        }
      }
      measured.brackets.push({ from: a, to: d, trials: [b, c] })
      return measured.result()
    },
  }
}
