// The Jacobian of a function with many values, ∂fᵢ/∂wⱼ. One recording of f serves all rows: row i is the way back from the i-th value
// alone.
import { together } from '../compile/index.ts'
import { concat, leavesOf, stack, type Tensor, type Tree, withLeaves } from '../tensor/index.ts'
import { unit } from '../tensor/unit.ts'
import { recordFrom } from './backward.ts'
import { checkTensor } from './loss.ts'

/**
 * The Jacobian ∂fᵢ/∂wⱼ of a function with many values. Zeros in it are never negative zeros.
 *
 * @param f from parameters (a Tensor or a tree of them), and anything else, to a Tensor
 * @returns a function of the same arguments; its result is a matrix with a row for each value and a column for each parameter, both in
 * the order of `values()`, leaf after leaf
 * @example jacobian((w: Tensor) => w.mul(w.sum()))(tensor([1, 2])) // → [[4, 1], [2, 5]]
 */
export function jacobian<Params extends Tree = Tensor, Rest extends unknown[] = []>(
  f: (params: Params, ...rest: Rest) => Tensor,
): (params: Params, ...rest: Rest) => Tensor<[number, number]> {
  return (params, ...rest) => together(f, () => {
    const { result, pullback } = recordFrom(leavesOf(params), (leaves) => checkTensor('jacobian', f(withLeaves(params, leaves), ...rest)))
    const rows = Array.from({ length: result.size }, (_, i) => endToEnd(pullback(unit(result.shape, i, result.dtype))))
    return stack(rows).add(0) as Tensor<[number, number]> // -0 becomes 0: which of them a zero is depends on how it was come by
  })
}

/** Tensors laid end to end as one vector. */
export const endToEnd = (tensors: readonly Tensor[]): Tensor => concat(tensors.map((x) => x.reshape([-1])))
