// Where an element lies in the row of numbers behind a tensor. Element [i, j, k] lies at i·strides[0] + j·strides[1] + k·strides[2]; every
// rearrangement (transpose, slice, broadcast) is a walk through the same numbers with other strides.
import type { Shape } from './types/index.ts'

/** A shape as messages write it: `[128, 10]`. */
export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`

/** The shape of a scalar. */
export const noAxes: Shape = Object.freeze([])

/** The same shape as one that cannot change, which all tensors that have it can share. */
export function fixedShape(shape: Shape): Shape {
  if (shape === latest) return shape // asking whether it can change takes longer
  return (latest = shape.length === 0 ? noAxes : Object.isFrozen(shape) ? shape : Object.freeze([...shape]))
}

let latest = noAxes

export const sizeOf = (shape: Shape): number => shape.reduce((size, length) => size * length, 1)

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false
  return true
}

/** How far apart in memory neighbours along each axis are: [3, 4] has strides [4, 1]. */
export function stridesOf(shape: Shape): number[] {
  const strides: number[] = new Array(shape.length)
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride
    stride *= shape[axis]!
  }
  return strides
}

/** The positions that a walk over `shape` with these strides visits, in order. It grows axis by axis: each one so far becomes a row. */
export function positions(shape: Shape, strides: readonly number[], offset = 0): Int32Array {
  let visited = Int32Array.of(offset)
  shape.forEach((length, axis) => {
    const stride = strides[axis]!
    const longer = new Int32Array(visited.length * length)
    let next = 0
    for (const start of visited) for (let i = 0; i < length; i++) longer[next++] = start + i * stride
    visited = longer
  })
  return visited
}

/** An axis counted from the front, given one that may be counted from the back. @throws RangeError if the shape has no such axis */
export function axisFromFront(operation: string, shape: Shape, axis: number): number {
  if (!Number.isInteger(axis) || axis < -shape.length || axis >= shape.length) {
    throw new RangeError(`${operation}: axis ${axis}: shape ${showShape(shape)} has ${shape.length} axes`)
  }
  return axis < 0 ? axis + shape.length : axis
}

/** An index counted from the front, given one that may be counted from the back. @throws RangeError if the axis is shorter */
export function indexFromFront(operation: string, shape: Shape, axis: number, index: number): number {
  const length = shape[axis]!
  if (!Number.isInteger(index) || index < -length || index >= length) {
    throw new RangeError(`${operation}: index ${index} is outside axis ${axis} of shape ${showShape(shape)}`)
  }
  return index < 0 ? index + length : index
}

/** @throws RangeError unless every size is a whole number, zero or more */
export function checkShape(operation: string, shape: Shape): void {
  if (!Array.isArray(shape)) throw new TypeError(`${operation}: expected a shape, such as [${String(shape)}], got ${String(shape)}`)
  if (shape.every((length) => Number.isInteger(length) && length >= 0)) return
  throw new RangeError(`${operation}: shape ${showShape(shape)}: every size must be a whole number, zero or more`)
}
