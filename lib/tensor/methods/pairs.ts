// Methods that combine two tensors, or a tensor and a number, element by element. Shapes broadcast.
import type { BinaryMethod } from '../signatures.ts'

export interface PairMethods {
  /**
   * x + b, element by element.
   * @throws RangeError if the shapes do not broadcast
   * @example
   * ```ts
   * tensor([1, 2]).add(10) // → [11, 12]
   * tensor([1, 2, 3]).add(ones([4])) // → RangeError: add: shapes [3] and [4] do not broadcast
   * ```
   */
  add: BinaryMethod<'add'>
  /**
   * x - b, element by element.
   * @example tensor([1, 2]).sub(1) // → [0, 1]
   */
  sub: BinaryMethod<'sub'>
  /**
   * x · b, element by element; the matrix product is `matmul`.
   * @example tensor([[1], [2]]).mul(tensor([3, 4])) // → [[3, 4], [6, 8]]
   */
  mul: BinaryMethod<'mul'>
  /**
   * x / b, element by element.
   * @example tensor([2, 4]).div(4) // → [0.5, 1]
   */
  div: BinaryMethod<'div'>
  /**
   * xᵇ, element by element.
   * @example tensor([1, 2, 3]).pow(3) // → [1, 8, 27]
   */
  pow: BinaryMethod<'pow'>
  /**
   * The greater of x and b, element by element; `max` is the greatest element.
   * @example tensor([-1, 5]).maximum(0) // → [0, 5]
   */
  maximum: BinaryMethod<'maximum'>
  /**
   * The smaller of x and b, element by element; `min` is the smallest element.
   * @example tensor([-1, 5]).minimum(0) // → [-1, 0]
   */
  minimum: BinaryMethod<'minimum'>
  /**
   * 1 where x > b, else 0. No gradient flows through it.
   * @example tensor([1, 2, 3]).greater(2) // → [0, 0, 1]
   */
  greater: BinaryMethod<'greater'>
  /**
   * 1 where x ≥ b, else 0. No gradient flows through it.
   * @example tensor([1, 2, 3]).greaterEqual(2) // → [0, 1, 1]
   */
  greaterEqual: BinaryMethod<'greaterEqual'>
  /**
   * 1 where x < b, else 0. No gradient flows through it.
   * @example tensor([1, 2, 3]).less(2) // → [1, 0, 0]
   */
  less: BinaryMethod<'less'>
  /**
   * 1 where x ≤ b, else 0. No gradient flows through it.
   * @example tensor([1, 2, 3]).lessEqual(2) // → [1, 1, 0]
   */
  lessEqual: BinaryMethod<'lessEqual'>
  /**
   * 1 where x = b, else 0. No gradient flows through it.
   * @example tensor([1, 2, 3]).equal(2) // → [0, 1, 0]
   */
  equal: BinaryMethod<'equal'>
  /**
   * 1 where x ≠ b, else 0. No gradient flows through it.
   * @example tensor([1, 2, 3]).notEqual(2) // → [1, 0, 1]
   */
  notEqual: BinaryMethod<'notEqual'>
}
