// Tensors from numbers, and the usual ones: zeros, ones, the identity, evenly spaced numbers.
import { describe } from './broadcast.ts'
import { allocate, allocateDirty, type DType } from './dtype.ts'
import { checkShape, sizeOf } from './layout.ts'
import { Tensor } from './tensor.ts'
import type { Shape, Writable } from './types/index.ts'
import { witness } from './witness.ts'

/** Options of what makes tensors. */
export interface CreateOptions {
  /** The kind of numbers; float64 unless said. */
  dtype?: DType
}

/** Numbers nested in arrays to any depth. */
export type Nested = number | readonly Nested[]

/**
 * A tensor of the given numbers. Its shape is that of the nested arrays; a number alone makes a scalar.
 *
 * @param options.dtype `'float64'` unless said, or unless the numbers come in a Float32Array
 * @throws TypeError if the parts have different shapes or hold something else than numbers; the message names the place
 * @example
 * ```ts
 * tensor([[1, 2, 3], [4, 5, 6]]).shape // → [ 2, 3 ]
 * tensor(0.5).item() // → 0.5
 * tensor([[1, 2], [3]]) // → TypeError: tensor: [1] has 1 entries where [0] has 2: all parts must have one shape
 * ```
 */
export function tensor(data: Nested | Float64Array | Float32Array, options: CreateOptions = {}): Tensor {
  const dtype = options.dtype ?? (data instanceof Float32Array ? 'float32' : 'float64')
  if (ArrayBuffer.isView(data)) {
    const values = allocateDirty(dtype, data.length)
    values.set(data)
    return given(new Tensor(values, [data.length], dtype))
  }
  const shape = shapeOf(data)
  const values = allocateDirty(dtype, sizeOf(shape))
  let next = 0
  const fill = (part: Nested, axis: number, path: string): void => {
    if (axis === shape.length) {
      if (typeof part !== 'number') throw new TypeError(`tensor: entry ${path || '[]'} is ${describe(part)}, not a number`)
      values[next++] = part
      return
    }
    const length = Array.isArray(part) ? part.length : undefined
    if (length !== shape[axis]) {
      const found = length === undefined ? describe(part) : `${length} entries`
      throw new TypeError(`tensor: ${path || 'the data'} has ${found} where [0] has ${shape[axis]}: all parts must have one shape`)
    }
    ;(part as readonly Nested[]).forEach((entry, i) => fill(entry, axis + 1, `${path}[${i}]`))
  }
  fill(data, 0, '')
  return given(new Tensor(values, shape, dtype))
}

/** The shape told by the first entry of each axis. */
function shapeOf(data: Nested): number[] {
  const shape: number[] = []
  for (let part: Nested | undefined = data; Array.isArray(part); part = part[0] as Nested | undefined) shape.push(part.length)
  return shape
}

/**
 * A tensor of one number over and over.
 *
 * @example full([2, 2], 7) // → [[7, 7], [7, 7]]
 */
export const full = <const S extends Shape>(shape: S, value: number, options?: CreateOptions): Tensor<Writable<S>> =>
  filled('full', shape, value, options)

/**
 * A tensor of zeros.
 *
 * @example zeros([3]) // → [0, 0, 0]
 */
export const zeros = <const S extends Shape>(shape: S, options?: CreateOptions): Tensor<Writable<S>> =>
  filled('zeros', shape, 0, options)

/**
 * A tensor of ones.
 *
 * @example ones([3]) // → [1, 1, 1]
 */
export const ones = <const S extends Shape>(shape: S, options?: CreateOptions): Tensor<Writable<S>> =>
  filled('ones', shape, 1, options)

function filled(operation: string, shape: Shape, value: number, { dtype = 'float64' }: CreateOptions = {}): Tensor {
  checkShape(operation, shape)
  return given(new Tensor(allocateDirty(dtype, sizeOf(shape)).fill(value), shape, dtype))
}

/**
 * The identity matrix of n rows and columns.
 *
 * @example eye(2) // → [[1, 0], [0, 1]]
 */
export function eye<const N extends number>(n: N, options: CreateOptions = {}): Tensor<[N, N]> {
  checkShape('eye', [n])
  const dtype = options.dtype ?? 'float64'
  const values = allocate(dtype, n * n)
  for (let i = 0; i < n; i++) values[i * n + i] = 1
  return given(new Tensor(values, [n, n], dtype))
}

/**
 * Evenly spaced numbers from `start` to `stop`, both included.
 *
 * @param count how many
 * @example linspace(0, 1, 5) // → [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace<const N extends number>(start: number, stop: number, count: N, options: CreateOptions = {}): Tensor<[N]> {
  checkShape('linspace', [count])
  const dtype = options.dtype ?? 'float64'
  const values = allocateDirty(dtype, count)
  for (let i = 0; i < count; i++) values[i] = count === 1 ? start : start + ((stop - start) * i) / (count - 1)
  if (count > 1) values[count - 1] = stop
  return given(new Tensor(values, [count], dtype))
}

/**
 * Numbers from `start` up to, and without, `stop`, in steps of `step`. With one argument, from 0 up to it.
 *
 * @throws RangeError if they would never end
 * @example
 * ```ts
 * arange(4) // → [0, 1, 2, 3]
 * arange(1, 2, 0.25) // → [1, 1.25, 1.5, 1.75]
 * ```
 */
export function arange(start: number, stop?: number, step = 1, options: CreateOptions = {}): Tensor<[number]> {
  if (stop === undefined) return arange(0, start, step, options)
  const count = Math.max(Math.ceil((stop - start) / step), 0)
  if (!Number.isFinite(count)) throw new RangeError(`arange: from ${start} to ${stop} by ${step} never ends`)
  const dtype = options.dtype ?? 'float64'
  const values = allocateDirty(dtype, count)
  for (let i = 0; i < count; i++) values[i] = start + i * step
  return given(new Tensor(values, [count], dtype))
}

function given<T extends Tensor>(made: T): T {
  witness?.given(made)
  return made
}
