// Parts of tensors: single entries, ranges, chosen rows, and one of two by a condition. Reading parts is gathering, so the gradient of what
// was not read is zero.
import { align, asTensor, broadcastShape, type Operand } from './broadcast.ts'
import { ElementFunction, ofTriples } from './elementwise.ts'
import { axisFromFront, indexFromFront, showShape, sizeOf, stridesOf } from './layout.ts'
import { gather } from './rearrange.ts'
import { record } from './record.ts'
import { stretch } from './stretch.ts'
import type { Tensor } from './tensor.ts'
import type { AnySizes, DropFirst, Resize, Shape } from './types/index.ts'
import { Walk } from './walk.ts'

/** From `start` to just before `stop`, every `step`-th; negative ends count from the back. `null` is the whole axis. */
export type Range = readonly [start: number, stop?: number, step?: number] | null

export interface AtFunction {
  <S extends Shape, const Index extends Shape>(x: Tensor<S>, ...index: Index): Tensor<DropFirst<S, Index>>
}

export interface SliceFunction {
  <S extends Shape>(x: Tensor<S>, ...ranges: Range[]): Tensor<AnySizes<S>>
}

export interface TakeFunction {
  <S extends Shape, const Axis extends number = 0>(x: Tensor<S>, indices: readonly number[], axis?: Axis): Tensor<Resize<S, Axis, number>>
}

export const at = ((operand: Tensor, ...index: number[]): Tensor => {
  const x = asTensor('at', operand)
  if (index.length > x.shape.length) throw new RangeError(`at: ${index.length} indices into shape ${showShape(x.shape)}`)
  const strides = stridesOf(x.shape)
  const offset = index.reduce((sum, i, axis) => sum + indexFromFront('at', x.shape, axis, i) * strides[axis]!, 0)
  const shape = x.shape.slice(index.length)
  return gather(x, Walk.along(shape, strides.slice(index.length), offset))
}) as AtFunction

export const slice = ((operand: Tensor, ...ranges: Range[]): Tensor => {
  const x = asTensor('slice', operand)
  if (ranges.length > x.shape.length) throw new RangeError(`slice: ${ranges.length} ranges into shape ${showShape(x.shape)}`)
  const strides = stridesOf(x.shape)
  const cuts = x.shape.map((length, axis) => cut(length, ranges[axis] ?? null))
  const offset = cuts.reduce((sum, { start }, axis) => sum + start * strides[axis]!, 0)
  const shape = cuts.map(({ count }) => count)
  return gather(x, Walk.along(shape, cuts.map(({ step }, axis) => step * strides[axis]!), offset))
}) as SliceFunction

/** A range on an axis of this length; ends beyond the axis are moved to its end, as in array.slice. */
function cut(length: number, range: Range): { start: number; step: number; count: number } {
  const [from, to = length, step = 1] = range ?? [0]
  if (![from, to, step].every(Number.isInteger) || step < 1) {
    throw new RangeError(`slice: range [${from}, ${to}, ${step}]: ends must be whole numbers and the step a positive one`)
  }
  const clamp = (end: number): number => Math.min(Math.max(end < 0 ? end + length : end, 0), length)
  const start = clamp(from)
  return { start, step, count: Math.max(Math.ceil((clamp(to) - start) / step), 0) }
}

export const take = ((operand: Tensor, indices: readonly number[], axis: number = 0): Tensor => {
  const x = asTensor('take', operand)
  const along = axisFromFront('take', x.shape, axis)
  const chosen = indices.map((index) => indexFromFront('take', x.shape, along, index))
  const shape = x.shape.map((length, i) => (i === along ? chosen.length : length))
  return gather(x, Walk.through(placesOf(chosen, x.shape, along), shape))
}) as TakeFunction

/** Where the chosen entries of an axis lie, number by number. */
function placesOf(chosen: readonly number[], shape: Shape, along: number): Int32Array {
  const [outer, length, inner] = [sizeOf(shape.slice(0, along)), shape[along]!, sizeOf(shape.slice(along + 1))]
  const places = new Int32Array(outer * chosen.length * inner)
  let next = 0
  for (let i = 0; i < outer; i++) {
    for (const index of chosen) {
      const start = (i * length + index) * inner
      for (let place = start; place < start + inner; place++) places[next++] = place
    }
  }
  return places
}

/**
 * a where the condition holds (is not 0), b elsewhere. The three broadcast.
 *
 * @param condition such as `x.greater(0)`
 * @example
 * ```ts
 * const x = tensor([-2, 3])
 * where(x.less(0), 0, x) // → [0, 3]
 * ```
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  const [left, right] = align('where', a, b)
  const shape = broadcastShape('where', asTensor('where', condition).shape, left.shape)
  const [holds, ifTrue, ifFalse] = [stretch(condition, shape), stretch(left, shape), stretch(right, shape)]
  const y = ofTriples(choice, holds, ifTrue, ifFalse)
  return record(
    y,
    [ifTrue, (g) => where(holds, g, 0)],
    [ifFalse, (g) => where(holds, 0, g)],
  )
}

const choose = (condition: number, a: number, b: number): number => (condition !== 0 ? a : b)
const choice = new ElementFunction('where', choose, where as (...inputs: Operand[]) => Tensor)
