// A large product by two threads. The result is cut into parts along its longer side; each part is a product of its own, whose sums are
// taken in the order in which one thread takes them. So the result is the same to the bit, whoever does which part.
import type { ProductSizes } from '../../multiply.ts'
import type { BlockProduct } from '../product/blocks.ts'
import type { Matrix } from '../product/matrix.ts'
import type { WrittenCalls } from './calls.ts'
import type { Rounds } from './rounds.ts'

/** Below so many multiplications the other thread is not worth waking. */
const worthTwo = 128 ** 3
/** Parts begin where a block of rows or a tile of columns does. */
const partStep = 16
/** Parts shorter than this spend their time on laying out the other factor, which each part does for itself. */
const shortestPart = 128
const mostParts = 8

export type Multiplier = Pick<BlockProduct, 'multiply'>

/** A product by one thread, and the same written down for the other. */
export interface TwoWays {
  readonly here: Multiplier
  readonly there: Multiplier
}

/** @returns as `play` of rounds.ts; `'declined'` also for a product that is not worth dividing, or not wholly on the heap */
export function multiplyDivided(
  { here, there }: TwoWays,
  sizes: ProductSizes,
  [a, b, result]: readonly [Matrix, Matrix, Matrix],
  rounds: Rounds,
  calls: WrittenCalls,
): ReturnType<Rounds['play']> {
  const { rows, inner, columns } = sizes
  const isWorthIt = rows * inner * columns >= worthTwo && Math.max(rows, columns) >= 2 * shortestPart
  const isOnHeap = [a, b, result].every(({ address }) => address !== undefined)
  if (!isWorthIt || !isOnHeap) return 'declined'
  const parts = partsOf(Math.max(rows, columns))
  const multiply = (product: Multiplier, part: number): void => {
    const [start, length] = parts[part]!
    if (rows >= columns) product.multiply({ ...sizes, rows: length }, a.from(start, 0), b, result.from(start, 0))
    else product.multiply({ ...sizes, columns: length }, a, b.from(0, start), result.from(0, start))
  }
  const written = parts.map((_, part) => {
    multiply(there, part)
    return calls.take()
  })
  return rounds.play(written, (part) => multiply(here, part))
}

/** An even number of parts of about the same length, for two. */
function partsOf(size: number): [start: number, length: number][] {
  const count = Math.min(2 * Math.floor(size / (2 * shortestPart)), mostParts)
  const length = Math.ceil(size / count / partStep) * partStep
  return Array.from({ length: Math.ceil(size / length) }, (_, i) => [i * length, Math.min(length, size - i * length)])
}
