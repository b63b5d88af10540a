// Linear equations and the inverse, by Gaussian elimination. They serve to check what descent finds and to take Newton's steps, so matrices
// are small and the cost, cubic in the size, does not matter.
import { asTensor } from '../broadcast.ts'
import { eye, tensor } from '../create.ts'
import { showShape } from '../layout.ts'
import { record } from '../record.ts'
import type { Tensor } from '../tensor.ts'
import { factor, substitute } from './lu.ts'
import { rowsOf, square } from './matrix.ts'

/**
 * The solution x of the linear equations A x = b.
 *
 * @param matrix A, of shape [n, n]
 * @param right b, of shape [n], or [n, m] for m right sides at once
 * @returns of b's shape; gradients flow to A and to b
 * @throws RangeError if the shapes do not fit, or A is singular to within round-off or not finite
 * @example
 * ```ts
 * solve(tensor([[2, 1], [1, 3]]), tensor([1, 2])) // → [0.2, 0.6]
 * solve(ones([2, 2]), tensor([1, 2])) // → RangeError: solve: the matrix [2, 2] is singular: its rows are not independent
 * ```
 */
export function solve(matrix: Tensor, right: Tensor): Tensor {
  const a = square('solve', matrix)
  const b = asTensor('solve', right)
  if (b.shape.length < 1 || b.shape.length > 2 || b.shape[0] !== a.shape[0]) {
    throw new RangeError(`solve: ${showShape(a.shape)} x = ${showShape(b.shape)}: the right side must have ${a.shape[0]} rows`)
  }
  return solved('solve', a, b)
}

/**
 * The inverse A⁻¹ of a matrix, with A⁻¹ A = I. To solve equations, {@link solve} is shorter and more accurate.
 *
 * @param matrix A, of shape [n, n]
 * @returns of shape [n, n]; gradients flow to A
 * @throws RangeError if A is not square, is singular to within round-off, or is not finite
 * @example
 * ```ts
 * inverse(tensor([[2, 1], [1, 1]])) // → [[1, -1], [-1, 2]]
 * inverse(zeros([2, 2])) // → RangeError: inverse: the matrix [2, 2] is singular: its rows are not independent
 * ```
 */
export function inverse(matrix: Tensor): Tensor {
  const a = square('inverse', matrix)
  return solved('inverse', a, eye(a.shape[0]!, { dtype: a.dtype }))
}

function solved(operation: string, a: Tensor, b: Tensor): Tensor {
  const x = solveColumns(operation, a, b)
  const pullbackA = (g: Tensor): Tensor => column(solve(a.T, g)).matmul(column(x).T).neg()
  return record(x, [a, pullbackA], [b, (g) => solve(a.T, g)])
}

/** The numbers of A⁻¹ B, column by column. */
function solveColumns(operation: string, a: Tensor, b: Tensor): Tensor {
  const lu = factor(rowsOf(operation, a))
  if (lu.singular) throw new RangeError(`${operation}: the matrix ${showShape(a.shape)} is singular: its rows are not independent`)
  const columns = column(b).T
  const solutions = Array.from({ length: columns.shape[0]! }, (_, i) => Array.from(substitute(lu, columns.at(i).values())))
  const dtype = a.dtype === 'float32' && b.dtype === 'float32' ? 'float32' : 'float64'
  return tensor(solutions, { dtype }).reshape([solutions.length, a.shape[0]!]).T.reshape(b.shape)
}

/** A vector as a matrix of one column; a matrix as it is. */
const column = (x: Tensor): Tensor => (x.shape.length === 1 ? x.reshape([-1, 1]) : x)
