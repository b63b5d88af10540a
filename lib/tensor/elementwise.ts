// The loops behind every function that is applied element by element: operands that have been brought to one shape are read side by side. A
// plain number goes with every element of the other operand, without being written out as many times. These loops say what is computed; large
// tensors go through vector instructions (see fast/).
import type { Operand } from './broadcast.ts'
import { allocate, type DType, type Values } from './dtype.ts'
import { elements } from './fast/elements.ts'
import { perform } from './perform.ts'
import { large } from './storage/index.ts'
import { Tensor, valuesOf } from './tensor.ts'
import { witness } from './witness.ts'

/** A function of the elements in one place. */
export interface ElementFunction<Elements extends readonly number[]> {
  readonly name: string
  readonly value: (...elements: Elements) => number
  /** The operation on whole tensors. */
  readonly again: (...inputs: Operand[]) => Tensor
}

/** A function of one number, of every element. */
export function ofEach(f: ElementFunction<[number]>, x: Tensor): Tensor {
  if (!witness) return new Tensor(eachValue(f, x), x.shape, x.dtype)
  return perform({ ...f, inputs: [x] }, x.shape, x.dtype, () => eachValue(f, x))
}

/** A function of two numbers, of operands that have one shape; at most one of them is a plain number. */
export function ofPairs(f: ElementFunction<[number, number]>, a: Operand, b: Operand): Tensor {
  const { shape, dtype } = (typeof a === 'number' ? b : a) as Tensor
  if (!witness) return new Tensor(pairValues(f, a, b, dtype), shape, dtype)
  return perform({ ...f, inputs: [a, b] }, shape, dtype, () => pairValues(f, a, b, dtype))
}

/** A function of three numbers, of tensors that have one shape. */
export function ofTriples(f: ElementFunction<[number, number, number]>, a: Tensor, b: Tensor, c: Tensor): Tensor {
  return perform({ ...f, inputs: [a, b, c] }, b.shape, b.dtype, () => {
    const fast = b.size >= large ? elements(f.name, [a, b, c], b.size, b.dtype) : undefined
    if (fast) return fast
    const out = allocate(b.dtype, b.size)
    const [readA, readB, readC] = [valuesOf(a), valuesOf(b), valuesOf(c)]
    for (let i = 0; i < out.length; i++) out[i] = f.value(readA[i]!, readB[i]!, readC[i]!)
    return out
  })
}

function eachValue({ name, value }: ElementFunction<[number]>, x: Tensor): Values {
  const fast = x.size >= large ? elements(name, [x], x.size, x.dtype) : undefined
  if (fast) return fast
  const out = allocate(x.dtype, x.size)
  const read = valuesOf(x)
  for (let i = 0; i < out.length; i++) out[i] = value(read[i]!)
  return out
}

function pairValues({ name, value }: ElementFunction<[number, number]>, a: Operand, b: Operand, dtype: DType): Values {
  const { size } = (typeof a === 'number' ? b : a) as Tensor
  const fast = size >= large ? elements(name, [a, b], size, dtype) : undefined
  if (fast) return fast
  if (typeof a === 'number') return withNumber(b as Tensor, a, (x, number) => value(number, x))
  if (typeof b === 'number') return withNumber(a, b, value)
  const out = allocate(dtype, size)
  const [readA, readB] = [valuesOf(a), valuesOf(b)]
  for (let i = 0; i < out.length; i++) out[i] = value(readA[i]!, readB[i]!)
  return out
}

/** A number takes on the kind of the tensor beside it. */
function withNumber(x: Tensor, number: number, value: (x: number, number: number) => number): Values {
  const out = allocate(x.dtype, x.size)
  const read = valuesOf(x)
  const same = x.dtype === 'float32' ? Math.fround(number) : number
  for (let i = 0; i < out.length; i++) out[i] = value(read[i]!, same)
  return out
}
