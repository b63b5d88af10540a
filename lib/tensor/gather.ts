// One number from each line: what picks the score of the right class out of every row. (`take` in select.ts picks whole entries instead.)
import { asTensor } from './broadcast.ts'
import { axisFromFront, indexFromFront, positions, showShape, stridesOf } from './layout.ts'
import { gather as read } from './rearrange.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { Walk } from './walk.ts'
import { witness } from './witness.ts'

/**
 * Numbers picked along an axis by a tensor of indices: out[i, j] = x[i, indices[i, j]] for two axes and axis 1.
 *
 * @param indices whole numbers, with as many axes as x and of equal sizes off `axis`; negative ones count from the end
 * @param axis the axis that the indices are of, the last unless said
 * @returns of the shape of `indices`; gradients flow to x
 * @throws RangeError if the shapes do not go together or an index is outside of the axis
 * @example
 * ```ts
 * gather(tensor([[1, 2, 3], [4, 5, 6]]), tensor([[2], [0]])) // → [[3], [4]]
 * gather(tensor([[1, 2, 3], [4, 5, 6]]), tensor([[1, 1, 0]]), 0) // → [[4, 5, 3]]
 * ```
 */
export function gather<S extends Shape>(x: Tensor, indices: Tensor<S>, axis = -1): Tensor<S> {
  const [source, places] = [asTensor('gather', x), asTensor('gather', indices)]
  const along = axisFromFront('gather', source.shape, axis)
  const fits = places.shape.length === source.shape.length && places.shape.every((n, i) => i === along || n === source.shape[i])
  if (!fits) throw new RangeError(`gather: shapes ${showShape(source.shape)} and ${showShape(places.shape)} differ off axis ${along}`)
  const strides = stridesOf(source.shape)
  const lines = positions(places.shape, strides.map((stride, i) => (i === along ? 0 : stride)))
  const chosen = valuesOf(places)
  witness?.read(places, 'gather by computed indices')
  const from = lines.map((start, i) => start + indexFromFront('gather', source.shape, along, chosen[i]!) * strides[along]!)
  return read(source, Walk.through(from, places.shape)) as Tensor<S>
}
