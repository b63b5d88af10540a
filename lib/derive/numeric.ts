// The gradient by trying: move one parameter a little and see what the loss does. It needs no calculus and so can check what calculus gave,
// but it is approximate and takes a loss or two for every parameter.
import { leavesOf, tensor, type Tensor, type Tree, withLeaves } from '../tensor/index.ts'
import { checkScalar, type Loss } from './loss.ts'

/** Options of {@link numericGradient}. */
export interface NumericOptions {
  /** How far a parameter x is moved: h · max(1, |x|). The best is near 1e-5 for the central and 1e-8 for the forward difference. */
  h?: number
  /** `central`: (L(x+h) - L(x-h)) / 2h, with an error in h². `forward`: (L(x+h) - L(x)) / h, with an error in h. */
  difference?: 'central' | 'forward'
}

/**
 * The gradient of a scalar loss by finite differences: two losses for each parameter (central), or one and one more for each (forward).
 *
 * @param options.h how far each parameter is moved
 * @param options.difference `'central'`, good to about ten digits, or `'forward'`, good to about eight
 * @example numericGradient((w: Tensor) => w.square().sum())(tensor([3, 4])) // → [6, 8]
 */
export function numericGradient<Params extends Tree = Tensor>(loss: Loss<Params>, options: NumericOptions = {}): (params: Params) => Params {
  const { difference = 'central', h = difference === 'central' ? 1e-5 : 1e-8 } = options
  return (params) => {
    const moves = probes(loss, params)
    const here = difference === 'forward' ? (moves[0]?.lossAt(0) ?? NaN) : NaN // the same for all parameters: measured once
    const slopes = moves.map(({ x, lossAt }) => {
      const step = stepFor(x, h)
      return difference === 'central' ? (lossAt(step) - lossAt(-step)) / (2 * step) : (lossAt(step) - here) / step
    })
    const leaves = leavesOf(params)
    const starts = leaves.map((_, i) => leaves.slice(0, i).reduce((sum, leaf) => sum + leaf.size, 0))
    return withLeaves(params, leaves.map((leaf, i) => like(leaf, slopes.slice(starts[i], starts[i]! + leaf.size))))
  }
}

/** One parameter, and the loss as a function of how far it alone is moved. */
export interface Probe {
  x: number
  lossAt(move: number): number
}

/** A probe for every parameter, leaf after leaf. Everything is measured in float64: float32 would drown a small move in round-off. */
export function probes<Params extends Tree>(loss: Loss<Params>, params: Params): Probe[] {
  const leaves = leavesOf(params).map((leaf) => leaf.cast('float64'))
  return leaves.flatMap((leaf, place) => {
    const values = leaf.values()
    return values.map((x, i) => ({
      x,
      lossAt(move) {
        const moved = like(leaf, values.with(i, x + move))
        return checkScalar('numericGradient', loss(withLeaves(params, leaves.with(place, moved)))).item()
      },
    }))
  })
}

/** A step that suits the size of x, and that x + step - x gives back exactly. */
export function stepFor(x: number, h: number): number {
  const step = h * Math.max(1, Math.abs(x))
  return x + step - x
}

const like = (leaf: Tensor, values: number[]): Tensor => tensor(values, { dtype: leaf.dtype }).reshape(leaf.shape)
