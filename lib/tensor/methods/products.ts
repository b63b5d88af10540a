// Methods for products of matrices and vectors.
import type { Tensor } from '../tensor.ts'
import type { MatMul, Multiplies, Shape } from '../types/index.ts'

export interface ProductMethods {
  /** The matrix product [..., m, k] @ [..., k, n] → [..., m, n]. */
  matmul<A extends Shape, B extends Shape>(this: Tensor<A>, b: Tensor<B> & Multiplies<A, B>): Tensor<MatMul<A, B>>
  /** The inner product Σ xᵢ bᵢ of two vectors. */
  dot(b: Tensor): Tensor<[]>
}
