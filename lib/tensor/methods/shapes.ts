// Methods that give another shape, or a part.
import type { Operand } from '../broadcast.ts'
import type { Range } from '../select.ts'
import type { Tensor } from '../tensor.ts'
import type { AnySizes, DropFirst, Resize, Shape, Transpose, Writable } from '../types/index.ts'

export interface ShapeMethods {
  /**
   * The same numbers in another shape; one size may be -1, "what is left".
   * @throws RangeError if the shapes hold different numbers of elements
   * @example arange(6).reshape([2, -1]) // → [[0, 1, 2], [3, 4, 5]]
   */
  reshape<const S extends Shape>(shape: S): Tensor<Writable<S>>
  /**
   * The axes in opposite order, or in the order given.
   * @example zeros([2, 3, 4]).transpose([2, 0, 1]).shape // → [ 4, 2, 3 ]
   */
  transpose<S extends Shape, const Axes extends Shape | undefined = undefined>(this: Tensor<S>, axes?: Axes): Tensor<Transpose<S, Axes>>
  /**
   * The transpose: the axes in opposite order.
   * @example tensor([[1, 2], [3, 4]]).T // → [[1, 3], [2, 4]]
   */
  readonly T: Tensor
  /**
   * The entry at an index; the part left, when there are fewer indices than axes. Negative ones count from the end.
   * @throws RangeError if an index is outside of its axis
   * @example
   * ```ts
   * tensor([[1, 2], [3, 4]]).at(1, 0) // → 3
   * tensor([[1, 2], [3, 4]]).at(-1) // → [3, 4]
   * ```
   */
  at<S extends Shape, const Index extends Shape>(this: Tensor<S>, ...index: Index): Tensor<DropFirst<S, Index>>
  /**
   * A range [start, stop] or [start, stop, step] of each axis, `null` for all of it; negative ends count from the end.
   * @example
   * ```ts
   * arange(6).slice([1, -1]) // → [1, 2, 3, 4]
   * arange(6).reshape([2, 3]).slice(null, [0, 3, 2]) // → [[0, 2], [3, 5]]
   * ```
   */
  slice<S extends Shape>(this: Tensor<S>, ...ranges: Range[]): Tensor<AnySizes<S>>
  /**
   * The entries with these indices along an axis, 0 unless said, in this order. An index may come twice.
   * @throws RangeError if an index is outside of the axis
   * @example tensor([[1, 2], [3, 4], [5, 6]]).take([2, 0]) // → [[5, 6], [1, 2]]
   */
  take<S extends Shape, const Axis extends number = 0>(
    this: Tensor<S>,
    indices: readonly number[],
    axis?: Axis,
  ): Tensor<Resize<S, Axis, number>>
  /**
   * With this tensor as the condition: a where it is not 0, b where it is.
   * @example tensor([1, 0]).where(10, 20) // → [10, 20]
   */
  where(a: Operand, b: Operand): Tensor
  /**
   * Goes through the entries along the first axis, so that a vector can be taken apart.
   * @example
   * ```ts
   * const [x, y] = tensor([3, 4])
   * y // → 4
   * ```
   */
  [Symbol.iterator](): Iterator<Tensor, undefined>
}
