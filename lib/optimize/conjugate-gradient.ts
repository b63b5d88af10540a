// Nonlinear conjugate gradients: each direction is the new downhill direction plus a share β of the last one, chosen so that a step does
// not undo the one before. With exact line searches a quadratic in n dimensions is done after n steps, where plain descent zigzags.
//
//   d ← -g + β d,   β = max(0, g·(g - g₋) / g₋·g₋)      (Polak & Ribière 1969, with restarts: Nocedal & Wright, eq. 5.44-5.45)
import { dotTree, mapTree, type Tree } from '../tensor/index.ts'
import type { Optimizer } from './optimizer.ts'
import { strongWolfe } from './search/index.ts'

/** The last gradient and direction; nothing before the first step. */
export interface ConjugateGradientState {
  last?: { gradient: Tree; direction: Tree }
}

/**
 * Nonlinear conjugate gradients, scaled by `strongWolfe({ curvature: 0.1 })` unless another search is given.
 *
 * @see Nocedal & Wright, Numerical Optimization, section 5.2 (the form "PR+")
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().mul(tensor([1, 10])).sum()
 * const options = { search: strongWolfe({ curvature: 0.1 }), steps: 100, tolerance: 1e-6 }
 * descend(bowl, tensor([10, 1]), options).steps // → 86
 * descend(bowl, tensor([10, 1]), { ...options, optimizer: conjugateGradient() }).steps // → 2
 * ```
 */
export function conjugateGradient(): Optimizer<ConjugateGradientState> {
  return {
    name: 'conjugate gradients',
    search: strongWolfe({ curvature: 0.1 }),
    init: () => ({}),
    step(gradient, { last }) {
      const downhill = mapTree((g) => g.neg(), gradient)
      const direction = last === undefined ? downhill : bend(downhill, gradient, last.gradient, last.direction)
      return [direction, { last: { gradient, direction } }]
    },
  }
}

/** The new direction; straight downhill again where the bent one would lead uphill. */
function bend<Params extends Tree>(downhill: Params, gradient: Params, lastGradient: Tree, lastDirection: Tree): Params {
  const change = mapTree((g, g0) => g.sub(g0), gradient, lastGradient)
  const beta = Math.max(0, dotTree(gradient, change).item() / dotTree(lastGradient, lastGradient).item())
  const direction = mapTree((d, d0) => d.add(d0.mul(beta)), downhill, lastDirection)
  return dotTree(direction, gradient).item() < 0 ? direction : downhill
}
