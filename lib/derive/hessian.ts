// Second derivatives. The Hessian H holds ∂²L/∂wᵢ∂wⱼ and is the Jacobian of the gradient. Its product with one vector needs no matrix and
// costs no more than a few gradients (Pearlmutter 1994): H v = ∇(∇L · v), the gradient of a scalar again.
import { checkSameForm, dotTree, leavesOf, type Tensor, type Tree } from '../tensor/index.ts'
import { grad } from './grad.ts'
import { endToEnd, jacobian } from './jacobian.ts'
import type { Loss } from './loss.ts'

/**
 * The product H v of the Hessian of a scalar loss with a vector. The Hessian itself is never made, so this is fit for many parameters.
 *
 * @returns a function of the parameters and a v like them; so is its result
 * @throws TypeError if v is not like the parameters
 * @see Pearlmutter 1994, "Fast exact multiplication by the Hessian"
 * @example hvp((w: Tensor) => w.pow(3).sum())(tensor([1, 2]), tensor([1, 1])) // → [6, 12]
 */
export function hvp<Params extends Tree = Tensor, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, vector: Params, ...rest: Rest) => Params {
  const gradient = grad(loss)
  return (params, vector, ...rest) => {
    checkSameForm('hvp', params, vector)
    return grad((w: Params) => dotTree(gradient(w, ...rest), vector))(params)
  }
}

/**
 * The Hessian ∂²L/∂wᵢ∂wⱼ of a scalar loss.
 *
 * @returns a function of the parameters; its result is a symmetric matrix with a row and a column for each parameter, in the order of
 * `values()`, leaf after leaf
 * @example
 * ```ts
 * const saddle = (w: Tensor) => w.at(0).square().sub(w.at(1).square())
 * hessian(saddle)(tensor([0, 0])) // → [[2, 0], [0, -2]]
 * ```
 */
export function hessian<Params extends Tree = Tensor, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, ...rest: Rest) => Tensor<[number, number]> {
  const gradient = grad(loss)
  return jacobian((params: Params, ...rest: Rest) => endToEnd(leavesOf(gradient(params, ...rest))))
}
