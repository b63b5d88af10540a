// Matrices such as the Hessian have a row for every parameter, whatever tree the parameters come as. These two functions go between a tree
// and one vector [n] of all its numbers, leaf after leaf, in the order of the Hessian's rows.
import { concat, leavesOf, type Tensor, type Tree, withLeaves } from '../tensor/index.ts'

/** All numbers of a tree as one vector [n]. */
export const flatten = (tree: Tree): Tensor => concat(leavesOf(tree).map((leaf) => leaf.reshape([-1])))

/** The numbers of a vector [n] as a tree of this form, of the same kinds of numbers. */
export function unflatten<Params extends Tree>(vector: Tensor, like: Params): Params {
  let start = 0
  const leaves = leavesOf(like).map((leaf) => {
    const part = vector.slice([start, start + leaf.size])
    start += leaf.size
    return part.reshape(leaf.shape).cast(leaf.dtype)
  })
  return withLeaves(like, leaves)
}
