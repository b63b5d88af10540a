// Methods that find, order and accumulate.
import type { Tensor } from '../tensor.ts'
import type { AxisOf, Reduce, Shape } from '../types/index.ts'

interface PlaceMethod {
  <S extends Shape, const Axis extends AxisOf<S> | undefined = undefined>(this: Tensor<S>, axis?: Axis): Tensor<Reduce<S, Axis, false>>
}

interface LineMethod {
  <S extends Shape>(this: Tensor<S>, axis?: number): Tensor<S>
}

export interface StatisticsMethods {
  /**
   * The index of the largest element along an axis, or in `values()` without one; the first of equal ones.
   * @example tensor([[1, 5, 2], [7, 0, 7]]).argmax(1) // → [1, 0]
   */
  argmax: PlaceMethod
  /**
   * The index of the smallest element along an axis, or in `values()` without one; the first of equal ones.
   * @example tensor([[1, 5, 2], [7, 0, 7]]).argmin() // → 4
   */
  argmin: PlaceMethod
  /**
   * The numbers in rising order along an axis, the last unless said. NaN comes last.
   * @example tensor([3, 1, 2]).sort() // → [1, 2, 3]
   */
  sort: LineMethod
  /**
   * The indices that would sort along an axis, the last unless said.
   * @example tensor([3, 1, 2]).argsort() // → [1, 2, 0]
   */
  argsort: LineMethod
  /**
   * The running sum along an axis, the last unless said.
   * @example tensor([1, 2, 3]).cumsum() // → [1, 3, 6]
   */
  cumsum: LineMethod
  /**
   * Probabilities eˣ / Σ eˣ along an axis, the last unless said.
   * @example tensor([0, 0, 1000]).softmax() // → [0, 0, 1]
   */
  softmax: LineMethod
  /**
   * The logarithms of the probabilities that `softmax` gives.
   * @example tensor([0, 1000]).logSoftmax() // → [-1000, 0]
   */
  logSoftmax: LineMethod
  /**
   * Numbers picked along an axis, the last unless said, by a tensor of indices: one from each row, say.
   * @throws RangeError if the shapes do not go together or an index is outside of the axis
   * @example tensor([[1, 2, 3], [4, 5, 6]]).gather(tensor([[2], [0]])) // → [[3], [4]]
   */
  gather<S extends Shape>(indices: Tensor<S>, axis?: number): Tensor<S>
}
