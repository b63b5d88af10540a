// Regularisation: a price on large weights, R(w), added to the loss with a factor λ.
import { leavesOf, type Tensor, type Tree } from '../tensor/index.ts'

const total = (params: Tree, price: (leaf: Tensor) => Tensor): Tensor =>
  leavesOf(params).map((leaf) => price(leaf).sum() as Tensor).reduce((sum, term) => sum.add(term))

/**
 * The L2 penalty Σ w² over all parameters. Its gradient is 2w, so λ · l2 shrinks every weight in proportion.
 *
 * @param params a Tensor or a tree of them; leave out what is not to be shrunk, such as biases
 * @returns a scalar
 * @example l2({ W: tensor([[1, 2]]), b: tensor(3) }) // → 14
 */
export const l2 = (params: Tree): Tensor => total(params, (leaf) => leaf.square())

/**
 * The L1 penalty Σ |w| over all parameters. Its gradient is the sign of w, so λ · l1 draws small weights all the way to 0.
 *
 * @param params a Tensor or a tree of them; leave out what is not to be shrunk, such as biases
 * @returns a scalar
 * @example l1({ W: tensor([[1, -2]]), b: tensor(3) }) // → 6
 */
export const l1 = (params: Tree): Tensor => total(params, (leaf) => leaf.abs())
