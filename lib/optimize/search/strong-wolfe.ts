// Line search for the strong Wolfe conditions: the loss falls enough, and the slope has become flat enough,
//
//   φ(t) ≤ φ(0) + c₁ t φ′(0)   and   |φ′(t)| ≤ c₂ |φ′(0)|      (Nocedal & Wright, Numerical Optimization, algorithms 3.5 and 3.6)
//
// First the step grows until an interval is known to hold such a place; then the interval is closed in on it.
import { checkOptions } from '../options.ts'
import { type LineSearch, Measurements, type SearchResult, type Trial } from './line-search.ts'

/** Options of {@link strongWolfe}. */
export interface StrongWolfeOptions {
  /** The step tried first. 1 unless said. */
  initial?: number
  /** c₁, the share of the promised decrease that is asked for. 1e-4 unless said. */
  sufficientDecrease?: number
  /** c₂, the share of the first slope that may be left; above c₁. 0.9 unless said; 0.1 suits conjugate gradients. */
  curvature?: number
  /** Take the lowest place found after this many measurements. 40 unless said. */
  trials?: number
}

/** A measured place with the slope there. */
type Sloped = Trial & { slope: number }

/**
 * Inexact line search for a step at which the loss is low enough and the slope flat enough; for methods that learn from both ends of a
 * step.
 *
 * @throws RangeError if an option is out of range, or `curvature` is not above `sufficientDecrease`
 * @see Nocedal & Wright, Numerical Optimization, algorithms 3.5 and 3.6
 * @example
 * ```ts
 * const line = lineFrom((w: Tensor) => w.square().sum(), tensor([2, 0]), tensor([-1, 0]))
 * const found = strongWolfe({ initial: 8 }).search(line)
 * found.step // → 2
 * found.gradientEvaluations // → 2
 * ```
 */
export function strongWolfe(options: StrongWolfeOptions = {}): LineSearch {
  const { initial = 1, sufficientDecrease = 1e-4, curvature = 0.9, trials = 40 } = options
  checkOptions(
    'strongWolfe',
    { initial, sufficientDecrease, curvature, trials },
    { initial: 'positive', sufficientDecrease: 'between 0 and 1', curvature: 'between 0 and 1', trials: 'a whole number, one or more' },
  )
  if (curvature <= sufficientDecrease) {
    throw new RangeError(
      `strongWolfe({ sufficientDecrease: ${sufficientDecrease}, curvature: ${curvature} }): curvature must be above sufficientDecrease`,
    )
  }

  return {
    name: 'strong Wolfe',
    search(line) {
      const measured = new Measurements(line)
      if (!(line.slope < 0)) return measured.result()
      const start: Sloped = { t: 0, value: line.value, slope: line.slope }
      const tooHigh = ({ t, value }: Trial): boolean => !(value <= line.value + sufficientDecrease * t * line.slope)
      const flat = ({ slope }: Sloped): boolean => Math.abs(slope) <= -curvature * line.slope

      let last = start
      let t = initial
      for (let trial = 0; trial < trials; trial++) {
        const tried = measured.withSlopeAt(t)
        measured.brackets.push({ from: last.t, to: t, trials: [tried] })
        if (tooHigh(tried) || (trial > 0 && tried.value >= last.value)) return closeIn(last, tried, trials - trial)
        if (flat(tried)) return measured.result(tried)
        if (tried.slope >= 0) return closeIn(tried, last, trials - trial)
        last = tried
        t *= 2
      }
      return measured.result()

      /** Algorithm 3.6, "zoom": `low` is the lower end of the interval, and the loss falls from it towards `high`. */
      function closeIn(low: Sloped, high: Sloped, left: number): SearchResult {
        for (let trial = 0; trial < left; trial++) {
          const tried = measured.withSlopeAt(between(low, high))
          measured.brackets.push({ from: Math.min(low.t, high.t), to: Math.max(low.t, high.t), trials: [tried] })
          if (tooHigh(tried) || tried.value >= low.value) {
            high = tried
          } else {
            if (flat(tried)) return measured.result(tried)
            if (tried.slope * (high.t - low.t) >= 0) high = low
            low = tried
          }
        }
        return measured.result()
      }
    },
  }
}

/**
 * Where to look next in an interval: the lowest place of the cubic with the values and slopes of both ends (Nocedal & Wright, eq. 3.59),
 * or the middle if that lies too near an end.
 */
function between(p: Sloped, q: Sloped): number {
  const width = q.t - p.t
  const d1 = p.slope + q.slope - (3 * (q.value - p.value)) / width
  const d2 = Math.sign(width) * Math.sqrt(d1 * d1 - p.slope * q.slope)
  const t = q.t - (width * (q.slope + d2 - d1)) / (q.slope - p.slope + 2 * d2)
  const fraction = (t - p.t) / width
  return fraction > 0.1 && fraction < 0.9 ? t : p.t + width / 2
}
