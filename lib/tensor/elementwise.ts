// The loop behind every function of two numbers: operands that have been brought to one shape are read side by side. A plain number goes
// with every element of the other operand, without being written out as many times.
import type { Operand } from './broadcast.ts'
import { allocate } from './dtype.ts'
import { Tensor, valuesOf } from './tensor.ts'

/** The values alone, of two operands that have one shape; at most one of them is a plain number. */
export function elementwise(value: (a: number, b: number) => number, a: Operand, b: Operand): Tensor {
  if (typeof a === 'number') return withNumber(b as Tensor, a, (x, number) => value(number, x))
  if (typeof b === 'number') return withNumber(a, b, value)
  const readA = valuesOf(a)
  const readB = valuesOf(b)
  const out = allocate(a.dtype, readA.length)
  for (let i = 0; i < out.length; i++) out[i] = value(readA[i]!, readB[i]!)
  return new Tensor(out, a.shape, a.dtype)
}

/** A number takes on the kind of the tensor beside it. */
function withNumber(x: Tensor, number: number, value: (x: number, number: number) => number): Tensor {
  const read = valuesOf(x)
  const out = allocate(x.dtype, read.length)
  const same = x.dtype === 'float32' ? Math.fround(number) : number
  for (let i = 0; i < out.length; i++) out[i] = value(read[i]!, same)
  return new Tensor(out, x.shape, x.dtype)
}
