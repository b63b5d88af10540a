// A training run put on ice: everything the next step depends on, after a whole epoch. As text it is JSON in which every number comes back
// to the last bit, -0, NaN and the infinite ones too, so that a resumed run is the run that was never interrupted.
import { Tensor, tensor, type Tree } from '../../tensor/index.ts'

/** What the epochs so far came to. */
export interface EpochReport {
  /** 1 after the first epoch. */
  readonly epoch: number
  /** The mean of the batches' losses, each measured before its step. */
  readonly loss: number
  /** What `validate` gave after the epoch, if there is one. */
  readonly validation?: number
}

/** Everything that the rest of a training run depends on, after a whole epoch. */
export interface Checkpoint<Params extends Tree = Tree> {
  readonly params: Params
  /** The optimizer's state. */
  readonly state: unknown
  readonly reports: readonly EpochReport[]
  /** The epoch with the lowest validation so far, and the parameters after it. */
  readonly best?: { readonly epoch: number; readonly validation: number; readonly params: Params }
}

/**
 * A checkpoint as text, to be written to a file.
 *
 * @throws TypeError if the optimizer's state holds something that is no plain data, such as a function
 * @example
 * ```ts
 * const { checkpoint } = train((w: Tensor) => w.square(), tensor(1), { optimizer: adam(), epochs: 1 })
 * const again = checkpointFromText<Tensor>(checkpointToText(checkpoint))
 * again.params // → 0.999
 * ```
 */
export const checkpointToText = (checkpoint: Checkpoint): string => JSON.stringify(packed(checkpoint, 'checkpoint'))

/**
 * The checkpoint in a text made by {@link checkpointToText}.
 *
 * @throws SyntaxError if the text is none
 * @example checkpointFromText('{}') // → SyntaxError: checkpoint: the text holds no parameters; was it written by checkpointToText?
 */
export function checkpointFromText<Params extends Tree = Tree>(text: string): Checkpoint<Params> {
  const checkpoint = unpacked(JSON.parse(text)) as Checkpoint<Params>
  if (checkpoint?.params !== undefined && Array.isArray(checkpoint.reports)) return checkpoint
  throw new SyntaxError('checkpoint: the text holds no parameters; was it written by checkpointToText?')
}

/** What stands for a value that JSON does not know; no key of a state begins like this. */
const TAG = '~'

function packed(value: unknown, place: string): unknown {
  if (value instanceof Tensor) {
    const { shape, dtype } = value
    return { [TAG]: 'tensor', shape, dtype, values: value.values().map((number) => packed(number, place)) }
  }
  if (typeof value === 'number') return packedNumber(value)
  if (value === undefined) return { [TAG]: 'undefined' }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((entry, i) => packed(entry, `${place}[${i}]`))
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, packed(entry, `${place}.${key}`)]))
  }
  const kind = typeof value === 'object' ? 'an object with methods' : `a ${typeof value}`
  throw new TypeError(`${place}: only plain data can be kept in a checkpoint, not ${kind}`)
}

function packedNumber(value: number): unknown {
  if (Object.is(value, -0)) return { [TAG]: '-0' }
  return Number.isFinite(value) ? value : { [TAG]: String(value) }
}

function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked)
  if (typeof value !== 'object' || value === null) return value
  const tag = (value as Record<string, unknown>)[TAG]
  if (tag === undefined) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, unpacked(entry)]))
  if (tag === 'undefined') return undefined
  if (tag !== 'tensor') return Number(tag)
  const { shape, dtype, values } = value as { shape: number[]; dtype: 'float64' | 'float32'; values: unknown[] }
  return tensor(values.map(unpacked) as number[], { dtype }).reshape(shape)
}
