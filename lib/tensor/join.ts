// Tensors put together: along an axis they have (concat) or along a new one (stack). A gradient is cut up where the tensors met.
import { asTensor, cast, type Operand } from './broadcast.ts'
import { allocateDirty, type DType, promote, type Values } from './dtype.ts'
import { axisFromFront, sameShape, showShape, sizeOf } from './layout.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { reshape } from './reshape.ts'
import { slice, type Range } from './select.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { moveRows } from './walking.ts'

/**
 * Tensors put one after the other along an axis they have.
 *
 * @param axis 0 unless said; the other axes must have equal sizes
 * @throws RangeError if there is no tensor, no such axis, or shapes that do not fit
 * @example concat([tensor([1, 2]), tensor([3])]) // → [1, 2, 3]
 */
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  const { parts, shape, along } = line(tensors, axis)
  const dtype = parts.map((part) => part.dtype).reduce(promote)
  const operation = { name: 'concat', inputs: parts, choices: [along], again: joining(axis) }
  const y = perform(operation, shape, dtype, () => joined(parts, shape, along, dtype))
  let start = 0
  const edges = parts.map((part) => {
    const range: Range = [start, (start += part.shape[along]!)]
    const cutOut = (g: Tensor): Tensor => cast(slice(g, ...shape.map((_, i) => (i === along ? range : null))), part.dtype)
    return [part, cutOut] as const
  })
  return record(y, ...edges)
}

/** Made apart from the operation, so that it holds none of its tensors; see `repeating`. */
const joining = (axis: number) => (...parts: Operand[]): Tensor => concat(parts as Tensor[], axis)

/** The numbers of tensors that follow one another along an axis. */
function joined(parts: readonly Tensor[], shape: Shape, along: number, dtype: DType): Values {
  const out = allocateDirty(dtype, sizeOf(shape))
  const inner = sizeOf(shape.slice(along + 1))
  const rowLength = shape[along]! * inner
  const rows = sizeOf(shape.slice(0, along))
  let start = 0
  for (const part of parts) {
    const length = part.shape[along]! * inner
    const read = valuesOf(part)
    moveRows(read, out, rows, length, rowLength, start)
    start += length
  }
  return out
}

/** Checks that tensors fit together along an axis, and says what they make. */
function line(tensors: readonly Tensor[], axis: number): { parts: Tensor[]; shape: Shape; along: number } {
  const parts = tensors.map((x) => asTensor('concat', x))
  const [first] = parts
  if (first === undefined) throw new RangeError('concat: needs at least one tensor')
  const along = axisFromFront('concat', first.shape, axis)
  const others = (shape: Shape): Shape => shape.map((length, i) => (i === along ? 0 : length))
  for (const { shape } of parts) {
    if (sameShape(others(shape), others(first.shape))) continue
    throw new RangeError(`concat: shapes ${showShape(first.shape)} and ${showShape(shape)} differ off axis ${axis}`)
  }
  const total = parts.reduce((sum, { shape }) => sum + shape[along]!, 0)
  return { parts, along, shape: first.shape.map((length, i) => (i === along ? total : length)) }
}

/**
 * Tensors of one shape put side by side along a new axis; numbers count as scalars.
 *
 * @param axis where the new axis is to be, 0 unless said
 * @throws RangeError if there is no tensor or the shapes differ
 * @example
 * ```ts
 * stack([tensor([1, 2]), tensor([3, 4])]) // → [[1, 2], [3, 4]]
 * stack([tensor([1, 2]), tensor([3, 4])], 1) // → [[1, 3], [2, 4]]
 * ```
 */
export function stack(tensors: readonly (Tensor | number)[], axis = 0): Tensor {
  const parts = tensors.map((x) => asTensor('stack', x))
  const [first] = parts
  if (first === undefined) throw new RangeError('stack: needs at least one tensor')
  const different = parts.find(({ shape }) => !sameShape(shape, first.shape))
  if (different !== undefined) {
    throw new RangeError(`stack: shapes ${showShape(first.shape)} and ${showShape(different.shape)} differ`)
  }
  const along = axisFromFront('stack', [...first.shape, 1], axis)
  const wider = [...first.shape.slice(0, along), 1, ...first.shape.slice(along)]
  return concat(parts.map((part) => reshape(part, wider)), along)
}
