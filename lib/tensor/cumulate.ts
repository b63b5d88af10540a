// Running sums. The gradient of a running sum is a running sum in the other direction: xᵢ counts in yᵢ and in all that follow.
import { asTensor } from './broadcast.ts'
import { allocateDirty, type Values } from './dtype.ts'
import { axisFromFront, sizeOf } from './layout.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { repeating } from './witness.ts'

/**
 * The running sum along an axis: yᵢ = x₀ + x₁ + … + xᵢ.
 *
 * @param axis the axis to sum along, the last unless said
 * @throws RangeError if x has no such axis
 * @example
 * ```ts
 * cumsum(tensor([1, 2, 3])) // → [1, 3, 6]
 * cumsum(tensor([[1, 2], [3, 4]]), 0) // → [[1, 2], [4, 6]]
 * ```
 */
export function cumsum<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  return running(asTensor('cumsum', x), axis, 'forward') as Tensor<S>
}

function running(x: Tensor, axis: number, direction: 'forward' | 'backward'): Tensor {
  const along = axisFromFront('cumsum', x.shape, axis)
  const again = repeating(running, axis, direction)
  const y = perform({ name: 'cumsum', inputs: [x], choices: [axis, direction], again }, x.shape, x.dtype, () => {
    const out = allocateDirty(x.dtype, x.size)
    const read = valuesOf(x)
    const [length, inner] = [x.shape[along]!, sizeOf(x.shape.slice(along + 1))]
    const size = length * inner
    const [first, step] = direction === 'forward' ? [0, inner] : [size - inner, -inner]
    for (let start = first; start < x.size; start += size) {
      if (inner === 1) alongLine(read, out, start, step, length)
      else alongRows(read, out, start, step, length, inner)
    }
    return out
  })
  return record(y, [x, (g) => running(g, axis, direction === 'forward' ? 'backward' : 'forward')])
}

function alongLine(read: Values, out: Values, start: number, step: number, length: number): void {
  let total = 0
  for (let i = 0, place = start; i < length; i++, place += step) out[place] = total += read[place]!
}

/** Neighbours along the axis are rows; the numbers of a row belong to different sums. */
function alongRows(read: Values, out: Values, start: number, step: number, length: number, inner: number): void {
  const totals = new Float64Array(inner)
  for (let i = 0, row = start; i < length; i++, row += step) {
    for (let j = 0; j < inner; j++) out[row + j] = totals[j]! += read[row + j]!
  }
}
