// The loop behind every function of two numbers: operands that have been brought to one shape are read side by side.
import { allocate } from './dtype.ts'
import { Tensor, valuesOf } from './tensor.ts'

/** The values alone, of operands that have one shape. */
export function elementwise(value: (a: number, b: number) => number, a: Tensor, b: Tensor): Tensor {
  const readA = valuesOf(a)
  const readB = valuesOf(b)
  const out = allocate(a.dtype, readA.length)
  for (let i = 0; i < out.length; i++) out[i] = value(readA[i]!, readB[i]!)
  return new Tensor(out, a.shape, a.dtype)
}
