// The determinant: by how much a matrix stretches volumes, with a minus sign if it mirrors them.
import { allocate } from '../dtype.ts'
import { stack } from '../join.ts'
import { record } from '../record.ts'
import { Tensor } from '../tensor.ts'
import { factor } from './lu.ts'
import { rowsOf, square } from './matrix.ts'
import { inverse } from './solve.ts'

/**
 * The determinant of a matrix. It is the product of the eigenvalues, and 0 where the rows are not independent.
 *
 * @param matrix of shape [n, n]
 * @returns a scalar; gradients flow to the matrix, singular ones too
 * @throws RangeError if the matrix is not square or not finite
 * @example determinant(tensor([[1, 2], [3, 4]])) // → -2
 */
export function determinant(matrix: Tensor): Tensor<[]> {
  const a = square('determinant', matrix)
  const { rows, sign, singular } = factor(rowsOf('determinant', a))
  const value = rows.reduce((product, row, i) => product * row[i]!, sign) + 0 // which makes 0 of -0
  const y = new Tensor(allocate(a.dtype, 1).fill(value), [], a.dtype) as Tensor
  const cofactors = (): Tensor => (singular ? minors(a) : y.mul(inverse(a).T))
  return record(y, [a, (g) => g.mul(cofactors())]) as Tensor<[]>
}

/**
 * The derivative where there is no inverse: entry [i, j] is the determinant of what is left without row i and column j, with the signs of a
 * chessboard.
 */
function minors(a: Tensor): Tensor {
  const n = a.shape[0]!
  if (n === 1) return a.mul(0).add(1)
  const all = Array.from({ length: n }, (_, i) => i)
  const without = (i: number): number[] => all.filter((k) => k !== i)
  const entry = (i: number, j: number): Tensor => determinant(a.take(without(i)).take(without(j), 1)).mul((-1) ** (i + j))
  return stack(all.map((i) => stack(all.map((j) => entry(i, j)))))
}
