// Methods for products of matrices and vectors.
import type { Tensor } from '../tensor.ts'
import type { MatMul, Multiplies, Shape } from '../types/index.ts'

export interface ProductMethods {
  /**
   * The matrix product [..., m, k] @ [..., k, n] → [..., m, n]. A vector counts as a row on the left and as a column on the right.
   * @throws RangeError if the inner sizes differ or an argument is a scalar
   * @example
   * ```ts
   * tensor([[1, 2], [3, 4]]).matmul(tensor([[1, 0], [0, 2]])) // → [[1, 4], [3, 8]]
   * tensor([[1, 2], [3, 4]]).matmul(tensor([1, 1])) // → [3, 7]
   * ```
   */
  matmul<A extends Shape, B extends Shape>(this: Tensor<A>, b: Tensor<B> & Multiplies<A, B>): Tensor<MatMul<A, B>>
  /**
   * The inner product Σ xᵢ bᵢ with a tensor of the same shape.
   * @throws RangeError if the shapes differ
   * @example tensor([1, 2, 3]).dot(tensor([1, 0, -1])) // → -2
   */
  dot(b: Tensor): Tensor<[]>
}
