// Line search by bracketing, as in UDL figure 6.10. Two points b < c divide the interval [a, d] in thirds. If the loss at b is above that
// at c, the lowest place cannot lie in [a, b) and that part is dropped; else (c, d] is. Each round leaves two thirds of the interval.
//
// The figure has one valley in mind. Where there are several, the rule could walk away from the start to a valley that lies above it, so
// [a, b) is kept as long as nothing lower than the start has been seen. On a line with one valley this changes nothing.
import { checkOptions } from '../options.ts'
import { type LineSearch, Measurements } from './line-search.ts'

/** Options of {@link bracketing}. */
export interface BracketingOptions {
  /** d of the first interval [0, d]: the longest step that can come out. 1 unless said. */
  reach?: number
  /** Stop when the interval is this narrow. A millionth of `reach` unless said. */
  tolerance?: number
}

/**
 * Exact line search by bracketing in thirds. It costs two losses a round; {@link goldenSection} needs one.
 *
 * @param options see {@link BracketingOptions}
 * @throws RangeError unless both are positive
 * @see Prince, Understanding Deep Learning, figure 6.10
 * @example
 * ```ts
 * const line = lineFrom((w: Tensor) => w.square().sum(), tensor([2, 0]), tensor([-1, 0]))
 * const found = bracketing({ reach: 3 }).search(line)
 * found.step.toFixed(4) // → '2.0000'
 * found.evaluations // → 71
 * found.brackets[1]?.from // → 1
 * ```
 */
export function bracketing({ reach = 1, tolerance = reach * 1e-6 }: BracketingOptions = {}): LineSearch {
  checkOptions('bracketing', { reach, tolerance }, { reach: 'positive', tolerance: 'positive' })
  return {
    name: 'bracketing',
    search(line) {
      const measured = new Measurements(line)
      let [a, d] = [0, reach]
      while (d - a > tolerance) {
        const b = measured.at(a + (d - a) / 3)
        const c = measured.at(d - (d - a) / 3)
        measured.brackets.push({ from: a, to: d, trials: [b, c] })
        if (b.value > c.value && c.value < line.value) a = b.t
        else d = c.t
      }
      measured.brackets.push({ from: a, to: d, trials: [measured.at((a + d) / 2)] })
      return measured.result()
    },
  }
}
