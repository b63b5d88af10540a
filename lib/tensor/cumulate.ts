// Running sums. The gradient of a running sum is a running sum in the other direction: xᵢ counts in yᵢ and in all that follow.
import { linesAlong } from './along.ts'
import { asTensor, type Operand } from './broadcast.ts'
import { allocateDirty } from './dtype.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'

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
  const { starts, stride, length } = linesAlong('cumsum', x.shape, axis)
  const again = (x: Operand): Tensor => running(x as Tensor, axis, direction)
  const y = perform({ name: 'cumsum', inputs: [x], choices: [axis, direction], again }, x.shape, x.dtype, () => {
    const out = allocateDirty(x.dtype, x.size)
    const read = valuesOf(x)
    const [first, step] = direction === 'forward' ? [0, stride] : [(length - 1) * stride, -stride]
    for (const start of starts) {
      let total = 0
      for (let i = 0, place = start + first; i < length; i++, place += step) out[place] = total += read[place]!
    }
    return out
  })
  return record(y, [x, (g) => running(g, axis, direction === 'forward' ? 'backward' : 'forward')])
}
