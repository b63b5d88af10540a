// Methods that combine two tensors, or a tensor and a number, element by element. Shapes broadcast.
import type { BinaryMethod } from '../signatures.ts'

export interface PairMethods {
  /** x + b */
  add: BinaryMethod<'add'>
  /** x - b */
  sub: BinaryMethod<'sub'>
  /** x · b, element by element; the matrix product is `matmul`. */
  mul: BinaryMethod<'mul'>
  /** x / b */
  div: BinaryMethod<'div'>
  /** xᵇ */
  pow: BinaryMethod<'pow'>
  /** The greater of x and b. */
  maximum: BinaryMethod<'maximum'>
  /** The smaller of x and b. */
  minimum: BinaryMethod<'minimum'>
  /** 1 where x > b, else 0. */
  greater: BinaryMethod<'greater'>
  /** 1 where x < b, else 0. */
  less: BinaryMethod<'less'>
  /** 1 where x = b, else 0. */
  equal: BinaryMethod<'equal'>
}
