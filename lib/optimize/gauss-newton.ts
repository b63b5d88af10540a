// The Gauss-Newton method is for losses that are sums of squares. The Hessian of ½ Σ r² is JᵀJ plus terms with the residuals' own
// curvature; where the fit is good those are small, and dropping them leaves a matrix that first derivatives give and that has no negative
// curvature.
import type { Tensor, Tree } from '../tensor/index.ts'
import { jacobian } from '../derive/index.ts'
import { dampedSolve } from './damped-solve.ts'
import { flatten, unflatten } from './flat.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link gaussNewton}. */
export interface GaussNewtonOptions<Params extends Tree> {
  /** r(w): what the loss sums the squares of, as one vector [N] (any shape will do). */
  residuals: (params: Params) => Tensor
  /** λ, added to the diagonal. 0 unless said; above 0 the method is Levenberg's. */
  damping?: number
}

/**
 * The Gauss-Newton method: w ← w - (JᵀJ + λ I)⁻¹ Jᵀ r, with the Jacobian J = ∂r/∂w, [N, n].
 *
 * Whatever factor the loss has (a sum, a mean, a half), the step is the same.
 *
 * @param options see {@link GaussNewtonOptions}
 * @throws RangeError unless λ is zero or more; at a step where JᵀJ + λ I is singular
 * @see Nocedal & Wright, Numerical Optimization, eq. 10.23; Levenberg 1944, Marquardt 1963
 * @example
 * ```ts
 * const x = tensor([0, 1, 2, 3])
 * const residuals = (w: Tensor) => x.mul(w.at(0)).exp().sub(tensor([1, 2, 4, 8]))
 * const loss = (w: Tensor) => residuals(w).square().sum()
 * descend(loss, tensor([1]), { optimizer: gaussNewton({ residuals }), steps: 20, tolerance: 1e-9 }).params // → [0.6931]
 * ```
 */
export function gaussNewton<P extends Tree>({ residuals, damping = 0 }: GaussNewtonOptions<P>): Optimizer<null> {
  checkOptions('gaussNewton', { damping }, { damping: 'zero or more' })
  const slopes = jacobian((params: P) => residuals(params).reshape([-1]))
  return {
    name: damping === 0 ? 'gauss-newton' : `gauss-newton, damped ${damping}`,
    init: () => null,
    step(gradient, state, params) {
      // The residuals are those of the loss being descended, so its parameters have this form.
      const at = params as unknown as P
      const J: Tensor = slopes(at)
      const r = residuals(at).reshape([-1])
      return [unflatten(dampedSolve('gaussNewton', J.T.matmul(J), damping, J.T.matmul(r)), params), state]
    },
  }
}
