// Sorting. The order is found first, as the places to read from; the sorted numbers are then gathered, so that gradients go back to where
// each number came from.
import { linesAlong } from './along.ts'
import { asTensor } from './broadcast.ts'
import { allocateDirty } from './dtype.ts'
import { gather } from './rearrange.ts'
import { Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { Walk } from './walk.ts'
import { witness } from './witness.ts'

/** For each place of the sorted tensor, the index along the axis and the position of the number that belongs there. */
function order(operation: string, x: Tensor, axis: number): { indices: Tensor; from: Int32Array } {
  const { starts, stride, length } = linesAlong(operation, x.shape, axis)
  witness?.read(x, operation)
  const from = new Int32Array(x.size)
  const indices = allocateDirty(x.dtype, x.size)
  const read = valuesOf(x)
  for (const start of starts) {
    const value = (i: number): number => read[start + i * stride]!
    const sorted = Array.from({ length }, (_, i) => i).sort((i, j) => compare(value(i), value(j)))
    sorted.forEach((index, place) => {
      indices[start + place * stride] = index
      from[start + place * stride] = start + index * stride
    })
  }
  return { indices: new Tensor(indices, x.shape, x.dtype), from }
}

/** NaN comes last, whatever it is compared with. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The numbers in rising order along an axis, each line by itself. NaN comes last.
 *
 * @param axis the axis to sort along, the last unless said
 * @throws RangeError if x has no such axis
 * @example
 * ```ts
 * sort(tensor([3, 1, 2])) // → [1, 2, 3]
 * sort(tensor([[3, 1], [2, 4]]), 0) // → [[2, 1], [3, 4]]
 * ```
 */
export function sort<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  const operand = asTensor('sort', x)
  return gather(operand, Walk.through(order('sort', operand, axis).from, operand.shape)) as Tensor<S>
}

/**
 * The indices that would sort x along an axis: `x.take(argsort(x).values())` is sorted for a vector x. Equal numbers keep their order.
 *
 * @param axis the axis to sort along, the last unless said
 * @throws RangeError if x has no such axis
 * @example argsort(tensor([3, 1, 2])) // → [1, 2, 0]
 */
export function argsort<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  return order('argsort', asTensor('argsort', x), axis).indices as Tensor<S>
}
