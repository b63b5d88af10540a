// Unit vectors, which pick one of many values: the rows of a Jacobian are the ways back from them.
import { allocate, type DType } from './dtype.ts'
import { sizeOf } from './layout.ts'
import { Tensor } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { witness } from './witness.ts'

/** 1 at one place, counted row after row, and 0 at all others. */
export function unit(shape: Shape, place: number, dtype: DType): Tensor {
  const values = allocate(dtype, sizeOf(shape))
  values[place] = 1
  const made = new Tensor(values, shape, dtype)
  witness?.given(made, true)
  return made
}
