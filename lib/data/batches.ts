// Batches: the examples in small groups, in random order, without replacement (every example once an epoch) or with. What an epoch holds
// depends on the seed and its number alone, so that a run can be repeated, and gone on with from any epoch.
import { leavesOf, mapTree, rng, type Rng, type Tree } from '../tensor/index.ts'

/** Options of {@link batches}. */
export interface BatchesOptions {
  /** How many examples a batch has. */
  size: number
  /** Decides the order; a whole number. */
  seed: number
  /** Draws each example anew from all of them, so that some come twice in an epoch and some not at all. False unless said. */
  replace?: boolean
  /** How many epochs going through all batches takes; without end unless said. */
  epochs?: number
}

/** Batches of examples, epoch after epoch; those of `epoch(0)` come first. */
export interface Batches<Data extends Tree> extends Iterable<Data> {
  /** How many batches an epoch has. The last is smaller if the size does not divide the examples. */
  readonly perEpoch: number
  /** How many examples there are. */
  readonly examples: number
  /** What decides the order. */
  readonly seed: number
  /** The batches of one epoch, the same each time. */
  epoch(number: number): Data[]
}

/**
 * Examples in batches of random order, for the `batches` of `descend` and `train`.
 *
 * @param data a Tensor or a tree of them, whose first axes are the examples: `{ x: [N, features], y: [N] }`
 * @param options.size how many examples a batch has
 * @param options.seed decides the order
 * @returns batches of the same form; going through them never ends unless `epochs` is given
 * @throws RangeError if the size is not from 1 to N, or the tensors have different numbers of examples
 * @example
 * ```ts
 * const shuffled = batches({ x: arange(5), y: arange(5).square() }, { size: 2, seed: 4 })
 * shuffled.perEpoch // → 3
 * shuffled.epoch(0) // → [ { x: [0, 1], y: [0, 1] }, { x: [3, 4], y: [9, 16] }, { x: [2], y: [4] } ]
 * ```
 */
export function batches<Data extends Tree>(data: Data, options: BatchesOptions): Batches<Data> {
  const { size, seed, replace = false, epochs = Infinity } = options
  const examples = exampleCount(data)
  if (!Number.isInteger(size) || size < 1 || size > examples) {
    throw new RangeError(`batches({ size: ${size} }): size must be a whole number from 1 to the ${examples} examples`)
  }
  const starts = Array.from({ length: Math.ceil(examples / size) }, (_, i) => i * size)
  const epoch = (number: number): Data[] => {
    const random = rng(seedOf(seed, number))
    const order = replace ? withReplacement(random, examples) : random.permutation(examples)
    return starts.map((start) => mapTree((leaf) => leaf.take(order.slice(start, start + size)), data))
  }
  return {
    perEpoch: starts.length,
    examples,
    seed,
    epoch,
    *[Symbol.iterator]() {
      for (let number = 0; number < epochs; number++) yield* epoch(number)
    },
  }
}

/** The number of examples, which all tensors must agree on. */
function exampleCount(data: Tree): number {
  const counts = leavesOf(data).map(({ shape }) => shape[0])
  const [count] = counts
  if (count === undefined || counts.some((other) => other !== count)) {
    const shapes = leavesOf(data).map(({ shape }) => `[${shape.join(', ')}]`).join(' and ')
    throw new RangeError(`batches: expected tensors with one number of examples as their first axis, got ${shapes}`)
  }
  return count
}

const withReplacement = (random: Rng, examples: number): number[] =>
  random.uniform([examples]).values().map((share) => Math.floor(share * examples))

/** A seed of its own for each epoch. The factor is large and odd, so that epoch 1 of seed 1 is not epoch 0 of seed 2. */
function seedOf(seed: number, epoch: number): number {
  return (seed + Math.imul(epoch, 0x9e3779b1)) | 0
}
