// Operations that treat each line of numbers along one axis by itself: sorting, running sums, the place of the largest. A tensor is cut
// into those lines here.
import { axisFromFront, positions, stridesOf } from './layout.ts'
import type { Shape } from './types/index.ts'

/** The lines along an axis: where each begins, how far apart its numbers lie, and how many they are. */
export interface Lines {
  /** The axis, counted from the front. */
  readonly axis: number
  readonly length: number
  readonly stride: number
  /** The position of the first number of each line, in the order of a tensor without the axis. */
  readonly starts: Int32Array
}

/** The lines of a shape along an axis. @throws RangeError if it has no such axis */
export function linesAlong(operation: string, shape: Shape, wanted: number): Lines {
  const axis = axisFromFront(operation, shape, wanted)
  const strides = stridesOf(shape)
  const starts = positions(shape.toSpliced(axis, 1), strides.toSpliced(axis, 1))
  return { axis, length: shape[axis]!, stride: strides[axis]!, starts }
}
