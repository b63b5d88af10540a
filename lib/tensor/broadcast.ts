// What makes `matrix + row` and `2 * x` possible: operands are brought to a common shape and a common kind of number before an
// element-by-element operation sees them.
import { allocateDirty, type DType, promote } from './dtype.ts'
import { noAxes, sameShape, showShape } from './layout.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { stretch } from './stretch.ts'
import { Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { repeating, witness } from './witness.ts'

/** An argument of an element-by-element operation. */
export type Operand = Tensor | number

/** The tensor itself, or a scalar tensor for a number. @throws TypeError for anything else */
export function asTensor(operation: string, x: Operand, dtype: DType = 'float64'): Tensor {
  if (x instanceof Tensor) return x
  if (typeof x === 'number') {
    const scalar = new Tensor(dtype === 'float32' ? Math.fround(x) : x, noAxes, dtype)
    witness?.given(scalar)
    return scalar
  }
  const hint = Array.isArray(x) ? '; wrap it: tensor([…])' : ''
  throw new TypeError(`${operation}: expected a Tensor or a number, got ${describe(x)}${hint}`)
}

/** A value in a few words, for messages. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'function' ? 'a function' : `the ${typeof value} ${String(value)}`
}

/** The shape that both shapes stretch to. @throws RangeError that names both if there is none */
export function broadcastShape(operation: string, a: Shape, b: Shape): Shape {
  if (b.length === 0 || sameShape(a, b)) return a
  if (a.length === 0) return b
  const axes = Math.max(a.length, b.length)
  return Array.from({ length: axes }, (_, axis) => {
    const lengthA = a[axis - axes + a.length] ?? 1
    const lengthB = b[axis - axes + b.length] ?? 1
    if (lengthA === lengthB || lengthB === 1) return lengthA
    if (lengthA === 1) return lengthB
    throw new RangeError(`${operation}: shapes ${showShape(a)} and ${showShape(b)} do not broadcast`)
  })
}

/** The same numbers as another kind. */
export function cast(x: Tensor, dtype: DType): Tensor {
  if (x.dtype === dtype) return x
  const y = perform({ name: 'cast', inputs: [x], again: repeating(cast, dtype) }, x.shape, dtype, () => {
    const out = allocateDirty(dtype, x.size)
    out.set(valuesOf(x))
    return out
  })
  return record(y, [x, (g) => cast(g, x.dtype)])
}

/** The operands of an element-by-element operation at their common shape and kind. A plain number beside a tensor is left as it is. */
export function operands(operation: string, a: Operand, b: Operand): { a: Operand; b: Operand } {
  if (a instanceof Tensor ? isAligned(a, b) : typeof a === 'number' && b instanceof Tensor) return { a, b }
  const [left, right] = align(operation, a, b)
  return { a: left, b: right }
}

const isAligned = (a: Tensor, b: Operand): boolean =>
  typeof b === 'number' || (b instanceof Tensor && a.dtype === b.dtype && sameShape(a.shape, b.shape))

/** Both as tensors at their common shape and kind. A plain number takes on the kind of the other. */
export function align(operation: string, a: Operand, b: Operand): [Tensor, Tensor] {
  const left = asTensor(operation, a, b instanceof Tensor ? b.dtype : undefined)
  const right = asTensor(operation, b, left.dtype)
  const shape = broadcastShape(operation, left.shape, right.shape)
  const dtype = promote(left.dtype, right.dtype)
  return [stretch(cast(left, dtype), shape), stretch(cast(right, dtype), shape)]
}

