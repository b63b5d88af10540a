// Second derivatives. The Hessian H holds ∂²L/∂wᵢ∂wⱼ and is the Jacobian of the gradient. Its product with one vector needs no matrix and
// costs no more than a few gradients (Pearlmutter 1994): H v = ∇(∇L · v), the gradient of a scalar again.
import { checkSameForm, dotTree, leavesOf, type Tensor, type Tree } from '../tensor/index.ts'
import { grad } from './grad.ts'
import { endToEnd, jacobian } from './jacobian.ts'
import type { Loss } from './loss.ts'

export function hvp<Params extends Tree, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, vector: Params, ...rest: Rest) => Params {
  const gradient = grad(loss)
  return (params, vector, ...rest) => {
    checkSameForm('hvp', params, vector)
    return grad((w: Params) => dotTree(gradient(w, ...rest), vector))(params)
  }
}

export function hessian<Params extends Tree, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, ...rest: Rest) => Tensor<[number, number]> {
  const gradient = grad(loss)
  return jacobian((params: Params, ...rest: Rest) => endToEnd(leavesOf(gradient(params, ...rest))))
}
