// Where the largest and the smallest number stand. The place jumps from one element to another, so no gradient flows.
import { linesAlong } from './along.ts'
import { asTensor } from './broadcast.ts'
import { allocateDirty } from './dtype.ts'
import { showShape } from './layout.ts'
import { Tensor, valuesOf } from './tensor.ts'
import type { AxisOf, Reduce, Shape } from './types/index.ts'
import { witness } from './witness.ts'

/** `argmax(x)`, `argmax(x, -1)` */
export interface PlaceFunction {
  <S extends Shape, const Axis extends AxisOf<S> | undefined = undefined>(x: Tensor<S>, axis?: Axis): Tensor<Reduce<S, Axis, false>>
}

function place(name: string, better: (a: number, b: number) => boolean): PlaceFunction {
  const apply = (operand: Tensor, axis?: number): Tensor => {
    const given = asTensor(name, operand)
    if (given.size === 0) throw new RangeError(`${name}: shape ${showShape(given.shape)} has no elements`)
    const x = axis === undefined ? given.reshape([-1]) : given
    witness?.read(x, name)
    const lines = linesAlong(name, x.shape, axis ?? 0)
    const out = allocateDirty(x.dtype, lines.starts.length)
    const read = valuesOf(x)
    lines.starts.forEach((start, line) => {
      let best = 0
      for (let i = 1; i < lines.length; i++) {
        const [champion, candidate] = [read[start + best * lines.stride]!, read[start + i * lines.stride]!]
        if (better(candidate, champion) || (Number.isNaN(candidate) && !Number.isNaN(champion))) best = i
      }
      out[line] = best
    })
    return new Tensor(out, x.shape.toSpliced(lines.axis, 1), x.dtype)
  }
  return apply as PlaceFunction
}

/**
 * The index of the largest element along an axis, or in `x.values()` without one; the first of equal ones. A NaN counts as the largest.
 *
 * @param axis the axis to search along, -1 being the last
 * @throws RangeError if there are no elements or no such axis
 * @example
 * ```ts
 * argmax(tensor([[1, 5, 2], [7, 0, 7]]), 1) // → [1, 0]
 * argmax(tensor([[1, 5, 2], [7, 0, 7]])) // → 3
 * ```
 */
export const argmax = place('argmax', (a, b) => a > b)

/**
 * The index of the smallest element along an axis, or in `x.values()` without one; the first of equal ones. A NaN counts as the smallest.
 *
 * @param axis the axis to search along, -1 being the last
 * @throws RangeError if there are no elements or no such axis
 * @example argmin(tensor([[1, 5, 2], [7, 0, 7]]), 1) // → [0, 1]
 */
export const argmin = place('argmin', (a, b) => a < b)
