// The loops behind every function that is applied element by element: operands that have been brought to one shape are read side by side. A
// plain number goes with every element of the other operand, without being written out as many times. Large tensors go through vector
// instructions (see fast/), smaller ones through a loop, and a lone number takes neither.
import type { Operand } from './broadcast.ts'
import { allocate, type DType, type Values } from './dtype.ts'
import { fastElements } from './fast/index.ts'
import { Loops } from './loops.ts'
import { perform } from './perform.ts'
import { large } from './storage/index.ts'
import { numberOf, Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { isWatched } from './witness.ts'

/** A function of single numbers. */
export class ElementFunction<Elements extends number[]> {
  readonly name: string
  readonly value: (...elements: Elements) => number
  /** The operation on whole tensors. */
  readonly again: (...inputs: Operand[]) => Tensor
  readonly loops: Loops

  constructor(name: string, value: (...elements: Elements) => number, again: (...inputs: Operand[]) => Tensor) {
    this.name = name
    this.value = value
    this.again = again
    this.loops = new Loops(name, value)
  }
}

/** A function of one number, of every element. */
export function ofEach(f: ElementFunction<[number]>, x: Tensor): Tensor {
  const { size, shape, dtype } = x
  if (isWatched(size)) return watched(f, [x], shape, dtype, () => eachValue(f, x))
  return new Tensor(size === 1 ? rounded(f.value(numberOf(x)), dtype) : eachValue(f, x), shape, dtype)
}

/** A function of two numbers, of operands that have one shape; at most one of them is a plain number. */
export function ofPairs(f: ElementFunction<[number, number]>, a: Operand, b: Operand): Tensor {
  const { size, shape, dtype } = (typeof a === 'number' ? b : a) as Tensor
  if (isWatched(size)) return watched(f, [a, b], shape, dtype, () => pairValues(f, a, b, dtype))
  return new Tensor(size === 1 ? rounded(f.value(lone(a, dtype), lone(b, dtype)), dtype) : pairValues(f, a, b, dtype), shape, dtype)
}

/** A function of three numbers, of tensors that have one shape. */
export function ofTriples(f: ElementFunction<[number, number, number]>, a: Tensor, b: Tensor, c: Tensor): Tensor {
  return watched(f, [a, b, c], b.shape, b.dtype, () => {
    const fast = b.size >= large ? fastElements(f.name, [a, b, c], b.size, b.dtype) : undefined
    if (fast) return fast
    const out = allocate(b.dtype, b.size)
    const [readA, readB, readC] = [valuesOf(a), valuesOf(b), valuesOf(c)]
    for (let i = 0; i < out.length; i++) out[i] = f.value(readA[i]!, readB[i]!, readC[i]!)
    return out
  })
}

/** For those who want to know what is done. */
function watched(f: AnyFunction, inputs: Operand[], shape: Shape, dtype: DType, compute: () => Values): Tensor {
  return perform({ name: f.name, value: f.value, again: f.again, inputs }, shape, dtype, compute)
}

type AnyFunction = Pick<ElementFunction<number[]>, 'name' | 'value' | 'again'>

function eachValue({ name, loops }: ElementFunction<[number]>, x: Tensor): Values {
  const fast = x.size >= large ? fastElements(name, [x], x.size, x.dtype) : undefined
  if (fast) return fast
  const out = allocate(x.dtype, x.size)
  loops.each(valuesOf(x), out)
  return out
}

function pairValues({ name, loops }: ElementFunction<[number, number]>, a: Operand, b: Operand, dtype: DType): Values {
  const { size } = (typeof a === 'number' ? b : a) as Tensor
  const fast = size >= large ? fastElements(name, [a, b], size, dtype) : undefined
  if (fast) return fast
  const out = allocate(dtype, size)
  if (typeof a === 'number') loops.withLeft(rounded(a, dtype), valuesOf(b as Tensor), out)
  else if (typeof b === 'number') loops.withRight(valuesOf(a), rounded(b, dtype), out)
  else loops.pairs(valuesOf(a), valuesOf(b), out)
  return out
}

/** The number of an operand that is or has just one. A plain number takes on the kind of the tensor beside it. */
const lone = (operand: Operand, dtype: DType): number => (typeof operand === 'number' ? rounded(operand, dtype) : numberOf(operand))

const rounded = (number: number, dtype: DType): number => (dtype === 'float32' ? Math.fround(number) : number)
