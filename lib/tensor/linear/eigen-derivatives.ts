// How eigenvalues and eigenvectors of a symmetric matrix change with it. To first order an eigenvalue moves by vᵀ dA v, and an eigenvector
// turns towards each other one by vᵢᵀ dA vⱼ / (λⱼ - λᵢ): the nearer two eigenvalues are, the faster, and where they meet without end.
import { tensor } from '../create.ts'
import type { Tensor } from '../tensor.ts'

/** Ā = V diag(λ̄) Vᵀ. */
export const pullbackOfValues = (gradient: Tensor, vectors: Tensor): Tensor => vectors.mul(gradient).matmul(vectors.T)

/**
 * Ā = V (F ∘ ½ (K - Kᵀ)) Vᵀ, with K = Vᵀ V̄ and Fᵢⱼ = 1 / (λⱼ - λᵢ).
 *
 * @throws RangeError if two eigenvalues are equal and it matters which of their eigenvectors were taken
 * @see Giles 2008, "Collected matrix derivative results for forward and reverse mode", section 3.1
 */
export function pullbackOfVectors(operation: string, gradient: Tensor, values: Tensor, vectors: Tensor): Tensor {
  const products = vectors.T.matmul(gradient)
  const turning = products.sub(products.T).div(2)
  const gaps = values.sub(values.reshape([-1, 1]))
  const together = tensor(pairsTogether(values.values()), { dtype: gaps.dtype })
  const undecided = turning.mul(together).abs().max().item()
  if (undecided <= 1e-12 * products.abs().max().item()) {
    const rates = turning.mul(together.neg().add(1)).div(gaps.add(together))
    return vectors.matmul(rates).matmul(vectors.T)
  }
  throw new RangeError(
    `${operation}: two of the eigenvalues ${values} are equal, so their eigenvectors may be any in a plane, and have no derivative. ` +
      'Take a derivative of the values only, and only one; or make the matrix a little less even.',
  )
}

/** 1 for each pair of indices whose eigenvalues are equal to within round-off, an index with itself among them; 0 for the others. */
function pairsTogether(values: readonly number[]): number[][] {
  const roundOff = 1e-12 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return values.map((value) => values.map((other) => (Math.abs(value - other) <= roundOff ? 1 : 0)))
}
