// The exact search on a quadratic. There the slope changes evenly along a line, so two slopes tell where it is zero:
//
//   φ″ = (φ′(1) - φ′(0)) / 1,   t = -φ′(0) / φ″ = gᵀg / gᵀHg for the direction -g      (Nocedal & Wright, eq. 3.26)
//
// What holds on quadratics alone is checked and not believed: the slope at the place found must be gone.
import { type LineSearch, Measurements } from './line-search.ts'

/** The share of the slope at the start that may be left at the lowest place, through round-off in float32. */
const leftOver = 1e-3
/** A fall of the loss by this share of it cannot be told from round-off. */
const negligible = 1e-12

/**
 * Exact line search on a quadratic loss: the lowest place of the line, worked out from two slopes.
 *
 * It measures the loss and its gradient twice: once at t = 1, once at the place found.
 *
 * @throws RangeError where the slope at the place found is not zero, so that the loss is not quadratic along the line
 * @see Nocedal & Wright, Numerical Optimization, eq. 3.26
 * @example
 * ```ts
 * const line = lineFrom((w: Tensor) => w.sub(3).square().sum(), tensor([0]), tensor([1]))
 * exact().search(line).step // → 3
 * ```
 */
export function exact(): LineSearch {
  return {
    name: 'exact',
    search(line) {
      const measured = new Measurements(line)
      const nowhere = { t: 0, value: line.value }
      if (line.slope >= 0) return measured.result(nowhere)
      const curvature = measured.withSlopeAt(1).slope - line.slope
      if (!(curvature > 0)) return measured.result(nowhere) // the line falls for ever: there is no lowest place

      const found = measured.withSlopeAt(-line.slope / curvature)
      measured.brackets.push({ from: 0, to: found.t, trials: [found] })
      const fall = (-line.slope * found.t) / 2
      if (fall <= negligible * Math.abs(line.value)) return measured.result(found)
      if (Math.abs(found.slope) > leftOver * Math.abs(line.slope)) {
        throw new RangeError(
          `exact: the loss is not quadratic along this line: at t = ${found.t}, where its slope should be 0, it is ${found.slope}; ` +
            'try bracketing(), goldenSection() or strongWolfe()',
        )
      }
      return measured.result(found)
    },
  }
}
