// Operations that change a tensor's shape and none of its numbers: reshape and transpose.
import { asTensor, type Operand } from './broadcast.ts'
import { axisFromFront, checkShape, sameShape, showShape, sizeOf, stridesOf } from './layout.ts'
import { perform } from './perform.ts'
import { gather } from './rearrange.ts'
import { record } from './record.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { Shape, Transpose, Writable } from './types/index.ts'
import { Walk } from './walk.ts'
import { repeating } from './witness.ts'

/** `reshape(x, [2, -1])` */
export interface ReshapeFunction {
  <const S extends Shape>(x: Tensor, shape: S): Tensor<Writable<S>>
}

/** `transpose(x)`, `transpose(x, [2, 0, 1])` */
export interface TransposeFunction {
  <S extends Shape, const Axes extends Shape | undefined = undefined>(x: Tensor<S>, axes?: Axes): Tensor<Transpose<S, Axes>>
}

export const reshape = ((operand: Tensor, wanted: Shape): Tensor => {
  const x = asTensor('reshape', operand)
  const shape = fillIn(x.shape, wanted)
  if (sameShape(shape, x.shape)) return x
  const again = repeating(reshape as (x: Tensor, shape: Shape) => Tensor, shape)
  const y = perform({ name: 'reshape', inputs: [x], again }, shape, x.dtype, () => valuesOf(x))
  return record(y, [x, (g) => reshape(g, x.shape)])
}) as ReshapeFunction

/** The wanted shape with -1 replaced by what is left over. */
function fillIn(shape: Shape, wanted: Shape): Shape {
  const unknown = wanted.filter((length) => length === -1).length
  checkShape('reshape', wanted.map((length) => (length === -1 ? 0 : length)))
  const known = sizeOf(wanted.filter((length) => length !== -1))
  const rest = unknown === 1 && known > 0 ? sizeOf(shape) / known : 1
  const filled = wanted.map((length) => (length === -1 ? rest : length))
  if (unknown > 1 || !Number.isInteger(rest) || sizeOf(filled) !== sizeOf(shape)) {
    throw new RangeError(`reshape: shape ${showShape(shape)} with ${sizeOf(shape)} numbers cannot become ${showShape(wanted)}`)
  }
  return filled
}

export const transpose = ((operand: Tensor, axes?: Shape): Tensor => {
  const x = asTensor('transpose', operand)
  const order = axes === undefined ? x.shape.map((_, axis) => x.shape.length - 1 - axis) : permutationOf(x.shape, axes)
  const strides = stridesOf(x.shape)
  const shape = order.map((axis) => x.shape[axis]!)
  return gather(x, Walk.along(shape, order.map((axis) => strides[axis]!)))
}) as TransposeFunction

function permutationOf(shape: Shape, axes: Shape): number[] {
  const order = axes.map((axis) => axisFromFront('transpose', shape, axis))
  if (order.length !== shape.length || new Set(order).size !== order.length) {
    throw new RangeError(`transpose: axes ${showShape(axes)} must name each of the ${shape.length} axes of shape ${showShape(shape)} once`)
  }
  return order
}
