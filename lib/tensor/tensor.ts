// A tensor: numbers in a box with a shape. Its numbers are private and never change, so a tensor can be shared, kept in a run's history,
// and used twice in a formula without a thought. What can be done with tensors stands in the neighbouring files, an idea each; `methods/`
// hangs those functions on the class.
import { fixedShape, showShape, sizeOf } from './layout.ts'
import { type MimeBundle, mimeBundle, text } from './show.ts'
import type { DType, Values } from './dtype.ts'
import { apart, arrayOf, aside, type Block, blockOf, onHeapFrom } from './storage/index.ts'
import type { Methods } from './methods/index.ts'
import type { Trace } from './record.ts'
import type { Shape, ToArray } from './types/index.ts'
import { witness } from './witness.ts'

/**
 * The numbers of a tensor, for the files of this folder alone: they read them and never write them. Whoever also allocates does that first,
 * because it may move the numbers.
 */
export let valuesOf: (tensor: Tensor) => Values
/** The number of a tensor of one, which needs no array for it. */
export let numberOf: (tensor: Tensor) => number
/** Whether a tensor has its numbers still to come. */
export let isPromised: (tensor: Tensor) => boolean
/** Gives a tensor the numbers that it was promised. */
export let keepPromise: (tensor: Tensor, values: Values) => void
/** Gives a small tensor that is kept for long an array of its own; see storage/page.ts. */
export let settle: (tensor: Tensor) => void
/** How a tensor came to be, while a derivative is being taken. */
export let traceOf: (tensor: Tensor) => Trace | undefined
/** Notes how a tensor came to be; done once, by the operation that made it. */
export let setTrace: (tensor: Tensor, trace: Trace) => void

/**
 * An n-dimensional array of numbers that never changes.
 *
 * Operations return new tensors: `a.add(b)`, `w.matmul(x)`, `x.square().sum()`. Numbers take part as scalars, and shapes broadcast: sizes
 * are compared from the last axis backwards, and a size of 1 stretches. Make one with {@link tensor}, {@link zeros}, {@link rng}, …
 *
 * The type parameter is optional: `Tensor` is any tensor, `Tensor<[128, 10]>` one whose shape the compiler checks.
 *
 * @example
 * ```ts
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * x.shape // → [ 2, 3 ]
 * x.mul(10).sum(0) // → [50, 70, 90]
 * ```
 */
export class Tensor<S extends Shape = Shape> {
  /** The length of each axis; a scalar has none: `[]`. */
  readonly shape: Shape
  /** The kind of its numbers. */
  readonly dtype: DType
  /** A lone number is kept as it is until somebody wants it in an array; making one takes longer than computing with the number. */
  #array: Values | number | undefined
  /** Where the numbers lie if they are many; the array is then a view that may have become empty. */
  #block: Block | undefined
  /** Works the numbers out when they are first asked for; see `compile/together/`. */
  #promise: (() => Values) | undefined
  #trace: Trace | undefined

  /** @internal Tensors are made by `tensor`, `zeros`, `rng(seed).normal`, … */
  constructor(values: Values | number | (() => Values), shape: Shape, dtype: DType) {
    this.shape = fixedShape(shape)
    this.dtype = dtype
    if (typeof values === 'number') this.#array = values
    else if (typeof values === 'function') this.#promise = values
    else this.#take(values)
    witness?.born(this)
  }

  static {
    valuesOf = (tensor) => tensor.#values
    numberOf = (tensor) => (typeof tensor.#array === 'number' ? tensor.#array : tensor.#values[0]!)
    isPromised = (tensor) => tensor.#promise !== undefined
    keepPromise = (tensor, values) => tensor.#take(values)
    settle = (tensor) => {
      if (typeof tensor.#array === 'object' && tensor.#block === undefined) tensor.#array = apart(tensor.#array)
    }
    traceOf = (tensor) => tensor.#trace
    setTrace = (tensor, trace) => {
      tensor.#trace = trace
    }
  }

  // The shape occurs in the type of a method's parameter and nowhere else. TypeScript compares those in both directions, which makes shapes
  // gradual: [number, 10] and [128, 10] go together either way, [64, 10] and [128, 10] do not. The method itself does not exist.
  private '~shape'?(shape: S): void

  /** How many numbers it holds. */
  get size(): number {
    if (this.#block !== undefined) return this.#block.length
    if (typeof this.#array === 'number') return 1
    return this.#array === undefined ? sizeOf(this.shape) : this.#array.length
  }

  get #values(): Values {
    if (this.#block !== undefined) return this.#block.values
    if (this.#array === undefined) this.#take(aside(this.#promise!))
    else if (typeof this.#array === 'number') this.#array = arrayOf(this.dtype, 1).fill(this.#array)
    return this.#block === undefined ? (this.#array as Values) : (this.#block as Block).values
  }

  #take(values: Values): void {
    this.#array = values
    // An empty array may be a view whose memory has moved since.
    this.#block = values.length >= onHeapFrom || values.length === 0 ? blockOf(values) : undefined
    this.#promise = undefined
  }

  /**
   * The one number of a tensor that holds just one.
   *
   * @throws RangeError if it holds more or none
   * @example
   * ```ts
   * tensor([3, 4]).norm().item() // → 5
   * ```
   */
  item(): number {
    witness?.read(this, 'item()')
    if (this.size === 1) return numberOf(this)
    throw new RangeError(`item: shape ${showShape(this.shape)} holds ${this.size} numbers, not one; try values() or at()`)
  }

  /**
   * Its numbers in a flat array, row after row.
   *
   * @example
   * ```ts
   * tensor([[1, 2], [3, 4]]).values() // → [ 1, 2, 3, 4 ]
   * ```
   */
  values(): number[] {
    witness?.read(this, 'values()')
    return Array.from(this.#values)
  }

  /**
   * Its numbers as nested arrays of its shape; a scalar becomes a number.
   *
   * @example
   * ```ts
   * eye(2).toArray() // → [ [ 1, 0 ], [ 0, 1 ] ]
   * ```
   */
  toArray<A extends Shape>(this: Tensor<A>): ToArray<A> {
    witness?.read(this, 'toArray()')
    const values = this.#values
    const nest = (axis: number, start: number, size: number): unknown => {
      if (axis === this.shape.length) return values[start]!
      const length = this.shape[axis]!
      const step = size / length
      return Array.from({ length }, (_, i) => nest(axis + 1, start + i * step, step))
    }
    return nest(0, 0, this.size) as ToArray<A>
  }

  /** Its numbers in brackets, at most four significant digits each and the middle of long axes left out. */
  toString(): string {
    witness?.read(this, 'toString()')
    return text(this)
  }

  /** How a notebook shows it. */
  [Symbol.for('Jupyter.display')](): MimeBundle {
    return mimeBundle(this)
  }

  /** How Node's console shows it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return text(this)
  }
}

// The operations as methods; see `methods/`. An interface of the same name adds their types to the class.
export interface Tensor<S extends Shape = Shape> extends Methods {}
