// The square root of a positive definite matrix: A = L Lᵀ with L lower triangular. It exists for no other, so it is also the quickest test
// whether a symmetric Hessian curves upwards every way.
import { tensor } from '../create.ts'
import { record } from '../record.ts'
import type { Tensor } from '../tensor.ts'
import { checkSymmetric, rowsOf, square } from './matrix.ts'
import { solve } from './solve.ts'

/**
 * The Cholesky factor L of a symmetric positive definite matrix: lower triangular, with L Lᵀ = A.
 *
 * @param matrix A, of shape [n, n]
 * @returns of shape [n, n]; gradients flow to A, as symmetric matrices
 * @throws RangeError if A is not square, not symmetric, not finite, or not positive definite
 * @see Murray 2016, "Differentiation of the Cholesky decomposition", eq. 9
 * @example
 * ```ts
 * cholesky(tensor([[4, 2], [2, 5]])) // → [[2, 0], [1, 2]]
 * cholesky(tensor([[1, 2], [2, 1]])) // → RangeError: cholesky: the matrix is not positive definite: 1 - 4 = -3 is left at [1, 1]
 * ```
 */
export function cholesky(matrix: Tensor): Tensor {
  const a = square('cholesky', matrix)
  const factor: Tensor = tensor(factorOf(a), { dtype: a.dtype })
  return record(factor, [a, (g) => pullback(g, factor)])
}

function factorOf(a: Tensor): number[][] {
  const rows = rowsOf('cholesky', a)
  checkSymmetric('cholesky', rows)
  const factor = rows.map((row) => Array.from(row, () => 0))
  rows.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let explained = 0
      for (let k = 0; k < j; k++) explained += factor[i]![k]! * factor[j]![k]!
      const rest = row[j]! - explained
      if (i === j && !(rest > 0)) {
        const left = `${row[i]} - ${explained} = ${rest} is left at [${i}, ${i}]`
        throw new RangeError(`cholesky: the matrix is not positive definite: ${left}`)
      }
      factor[i]![j] = i === j ? Math.sqrt(rest) : rest / factor[j]![j]!
    }
  })
  return factor
}

/** Ā = ½ L⁻ᵀ (S + Sᵀ) L⁻¹, where S is the lower triangle of Lᵀ L̄ with its diagonal halved, made symmetric. */
function pullback(gradient: Tensor, factor: Tensor): Tensor {
  const n = factor.shape[0]!
  const halves = tensor(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i > j ? 1 : i === j ? 0.5 : 0))))
  const s = factor.T.matmul(gradient).mul(halves.cast(factor.dtype))
  const symmetric = s.add(s.T)
  const left = solve(factor.T, symmetric)
  return solve(factor.T, left.T).div(2)
}
