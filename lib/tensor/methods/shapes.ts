// Methods that give another shape, or a part.
import type { Operand } from '../broadcast.ts'
import type { Range } from '../select.ts'
import type { Tensor } from '../tensor.ts'
import type { AnySizes, DropFirst, Resize, Shape, Transpose, Writable } from '../types/index.ts'

export interface ShapeMethods {
  /** The same numbers in another shape; one size may be -1, "what is left". */
  reshape<const S extends Shape>(shape: S): Tensor<Writable<S>>
  /** The axes in opposite order, or in the order given. */
  transpose<S extends Shape, const Axes extends Shape | undefined = undefined>(this: Tensor<S>, axes?: Axes): Tensor<Transpose<S, Axes>>
  /** The transpose. */
  readonly T: Tensor
  /** The entry at an index, or the part left when fewer indices than axes are given; -1 is the last. */
  at<S extends Shape, const Index extends Shape>(this: Tensor<S>, ...index: Index): Tensor<DropFirst<S, Index>>
  /** A range [start, stop] or [start, stop, step] of each axis, `null` for all of it. */
  slice<S extends Shape>(this: Tensor<S>, ...ranges: Range[]): Tensor<AnySizes<S>>
  /** The entries with these indices along an axis (axis 0 unless said), in this order; an index may come twice. */
  take<S extends Shape, const Axis extends number = 0>(this: Tensor<S>, indices: readonly number[], axis?: Axis): Tensor<Resize<S, Axis, number>>
  /** With this tensor as the condition: a where it is not 0, b where it is. */
  where(a: Operand, b: Operand): Tensor
  /** Goes through the entries along the first axis, so that `const [x, y] = w` takes a vector apart. */
  [Symbol.iterator](): Iterator<Tensor, undefined>
}
