// BFGS learns the inverse Hessian from the gradients it meets: after a step s the gradient has changed by y, and a matrix with B y = s that
// changes least from the last one has seen that much of the curvature. Steps become Newton's without a second derivative ever being taken.
import { eye, type Tensor, type Tree } from '../tensor/index.ts'
import { flatten, unflatten } from './flat.ts'
import type { Optimizer } from './optimizer.ts'
import { strongWolfe } from './search/index.ts'

/** The estimate of the inverse Hessian [n, n], with where the last step began and the gradient there, as vectors [n]. */
export interface BfgsState {
  inverse?: Tensor
  last?: { w: Tensor; g: Tensor }
}

/**
 * The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno: w ← w - B g, scaled by `strongWolfe` unless another search is given.
 *
 * B ← (I - s yᵀ / yᵀs) B (I - y sᵀ / yᵀs) + s sᵀ / yᵀs, where s is the last step and y the change of the gradient over it. B starts as
 * yᵀs / yᵀy · I. A pair with yᵀs ≤ 0, which a Wolfe search rules out, teaches nothing and is left out. Memory n².
 *
 * @see Nocedal & Wright, Numerical Optimization, algorithm 6.1, eq. 6.17 and 6.20
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().mul(tensor([1, 1000])).sum()
 * const run = descend(bowl, tensor([1, 1]), { optimizer: bfgs(), steps: 50, tolerance: 1e-6 })
 * run.reason // → 'converged'
 * ```
 */
export function bfgs(): Optimizer<BfgsState> {
  return {
    name: 'bfgs',
    search: strongWolfe(),
    init: () => ({}),
    step(gradient, { inverse, last }, params) {
      const w = flatten(params)
      const g = flatten(gradient)
      const B = last === undefined ? undefined : learned(inverse, w.sub(last.w), g.sub(last.g))
      const direction = B === undefined ? g.neg() : B.matmul(g).neg()
      return [unflatten(direction, params), { ...(B !== undefined && { inverse: B }), last: { w, g } }]
    },
  }
}

/** The inverse Hessian after a step s over which the gradient changed by y. */
function learned(before: Tensor | undefined, s: Tensor, y: Tensor): Tensor | undefined {
  const ys = y.dot(s).item()
  if (!(ys > 1e-10 * s.norm().item() * y.norm().item())) return before
  const I = eye(s.size, { dtype: s.dtype })
  const B: Tensor = before ?? I.mul(ys / y.dot(y).item())
  const [S, Y]: Tensor[] = [s.reshape([-1, 1]), y.reshape([-1, 1])]
  const left = I.sub(S!.matmul(Y!.T).div(ys))
  return left.matmul(B).matmul(left.T).add(S!.matmul(S!.T).div(ys))
}
