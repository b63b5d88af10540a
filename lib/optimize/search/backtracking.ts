// Backtracking: try a long step, and shorten it until the loss falls by a fair share of what the slope promised,
//
//   φ(t) ≤ φ(0) + c t φ′(0)      (Armijo 1966; Nocedal & Wright, Numerical Optimization, algorithm 3.1)
//
// It does not look for the lowest place, only for one that is low enough, and so costs few measurements.
import { checkOptions } from '../options.ts'
import { type LineSearch, Measurements } from './line-search.ts'

/** Options of {@link backtracking}. */
export interface BacktrackingOptions {
  /** The step tried first. 1 unless said. */
  initial?: number
  /** What a step that was too long is multiplied by. 1/2 unless said. */
  shrink?: number
  /** c, the share of the promised decrease that is asked for. 1e-4 unless said. */
  sufficientDecrease?: number
  /** Give up after this many trials. 60 unless said. */
  trials?: number
}

/**
 * Inexact line search: the first of the steps `initial`, `initial · shrink`, `initial · shrink²`, … that lowers the loss enough.
 *
 * @throws RangeError if an option is out of range
 * @see Armijo 1966; Nocedal & Wright, Numerical Optimization, algorithm 3.1
 * @example
 * ```ts
 * const line = lineFrom((w: Tensor) => w.square().sum(), tensor([2, 0]), tensor([-1, 0]))
 * const found = backtracking({ initial: 8 }).search(line)
 * found.step // → 2
 * found.evaluations // → 3
 * ```
 */
export function backtracking({ initial = 1, shrink = 0.5, sufficientDecrease = 1e-4, trials = 60 }: BacktrackingOptions = {}): LineSearch {
  checkOptions(
    'backtracking',
    { initial, shrink, sufficientDecrease, trials },
    { initial: 'positive', shrink: 'between 0 and 1', sufficientDecrease: 'between 0 and 1', trials: 'a whole number, one or more' },
  )
  return {
    name: 'backtracking',
    search(line) {
      const measured = new Measurements(line)
      const nowhere = { t: 0, value: line.value }
      if (line.slope >= 0) return measured.result(nowhere)

      let t = initial
      for (let trial = 0; trial < trials; trial++) {
        const tried = measured.at(t)
        measured.brackets.push({ from: 0, to: t, trials: [tried] })
        if (tried.value <= line.value + sufficientDecrease * t * line.slope) return measured.result(tried)
        t *= shrink
      }
      return measured.result(nowhere)
    },
  }
}
