// Methods that make one number of many, over the whole tensor or along an axis.
import type { Tensor } from '../tensor.ts'
import type { AxisOf, Reduce, Shape } from '../types/index.ts'

interface ReductionMethod {
  <S extends Shape, const Axis extends AxisOf<S> | undefined = undefined, KeepDims extends boolean = false>(
    this: Tensor<S>,
    axis?: Axis,
    keepDims?: KeepDims,
  ): Tensor<Reduce<S, Axis, KeepDims>>
}

export interface ReductionMethods {
  /**
   * Σx, over all elements or along one axis.
   * @example
   * ```ts
   * tensor([[1, 2], [3, 4]]).sum() // → 10
   * tensor([[1, 2], [3, 4]]).sum(0) // → [4, 6]
   * tensor([[1, 2], [3, 4]]).sum(-1, true) // → [[3], [7]]
   * ```
   */
  sum: ReductionMethod
  /**
   * The average, of all elements or along one axis.
   * @example tensor([[1, 2], [3, 4]]).mean(1) // → [1.5, 3.5]
   */
  mean: ReductionMethod
  /**
   * The largest element, of all or along one axis. Equal ones share the gradient.
   * @example tensor([[1, 5], [3, 4]]).max(0) // → [3, 5]
   */
  max: ReductionMethod
  /**
   * The smallest element, of all or along one axis. Equal ones share the gradient.
   * @example tensor([[1, 5], [3, 4]]).min() // → 1
   */
  min: ReductionMethod
  /**
   * log Σ eˣ, of all elements or along one axis. It does not overflow.
   * @example tensor([1000, 1000]).logsumexp() // → 1001
   */
  logsumexp: ReductionMethod
  /**
   * The length (Σ|x|ᵖ)^(1/p), of all elements or along one axis. The order p is 2 unless said. The slope at x = 0 is taken as 0.
   * @example
   * ```ts
   * tensor([3, 4]).norm() // → 5
   * tensor([3, -4]).norm(0, false, 1) // → 7
   * ```
   */
  norm<S extends Shape, const Axis extends AxisOf<S> | undefined = undefined, KeepDims extends boolean = false>(
    this: Tensor<S>,
    axis?: Axis,
    keepDims?: KeepDims,
    order?: number,
  ): Tensor<Reduce<S, Axis, KeepDims>>
}
