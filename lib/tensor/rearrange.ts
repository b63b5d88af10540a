// Two operations move numbers without changing them, and each is the other's backward rule. `gather` reads: out[i] = x[from[i]].
// `scatter` adds back: out[to[i]] += x[i]. Transposing, slicing and broadcasting are gathers; summing over an axis is a scatter.
import { allocate } from './dtype.ts'
import { sizeOf } from './layout.ts'
import { record } from './record.ts'
import { Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { witness } from './witness.ts'

/** A tensor of `shape` whose i-th number is number `from[i]` of x. Its gradient is scattered back. */
export function gather(x: Tensor, from: Int32Array, shape: Shape): Tensor {
  const read = valuesOf(x)
  const out = allocate(x.dtype, from.length)
  for (let i = 0; i < from.length; i++) out[i] = read[from[i]!]!
  const y = new Tensor(out, shape, x.dtype)
  witness?.operation(y, { name: 'gather', inputs: [x], again: (x) => gather(x as Tensor, from, shape), places: from })
  return record(y, [x, (g) => scatter(g, from, x.shape)])
}

/** A tensor of `shape` in which number i of x was added at place `to[i]`. Its gradient is gathered back. */
export function scatter(x: Tensor, to: Int32Array, shape: Shape): Tensor {
  const read = valuesOf(x)
  const total = new Float64Array(sizeOf(shape)) // in double precision: float32 sums would lose a digit on long axes
  for (let i = 0; i < to.length; i++) total[to[i]!]! += read[i]!
  const out = x.dtype === 'float64' ? total : Float32Array.from(total)
  const y = new Tensor(out, shape, x.dtype)
  witness?.operation(y, { name: 'scatter', inputs: [x], again: (x) => scatter(x as Tensor, to, shape), places: to })
  return record(y, [x, (g) => gather(g, to, x.shape)])
}
