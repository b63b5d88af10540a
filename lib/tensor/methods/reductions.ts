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
  /** Σ x */
  sum: ReductionMethod
  /** The average. */
  mean: ReductionMethod
  /** The largest element. */
  max: ReductionMethod
  /** The smallest element. */
  min: ReductionMethod
  /** The Euclidean length √Σx². */
  norm: ReductionMethod
}
