// Two threads for large products, for those who ask for them.
import { heap } from '../../storage/index.ts'
import { roomForProducts } from '../product/blocks.ts'
import type { ProductKind } from '../product/kinds.ts'
import type { Multiplier } from './divided.ts'
import { threadStarter } from './host.ts'
import { Pair, warn } from './pair.ts'

let pair: Pair | undefined

/**
 * Chooses how many threads compute large matrix products from now on; one, unless said otherwise.
 *
 * With two, a product of some millions of multiplications is divided between them, and takes little more than half the time on a machine
 * with two idle cores. Each element is still summed in the same order: results are the same to the last bit. The second thread sleeps when
 * there is nothing to do, and ends with the program.
 *
 * Call it first: threads share only a memory that was made for sharing, and the memory is made with the first large tensor. It needs
 * Node 20.16 or later, or a page with `SharedArrayBuffer`, which browsers give to pages isolated from other origins (by the headers
 * `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`).
 *
 * @returns how many work, when they do: 1, with a warning that says why, where a second thread cannot be had
 * @throws RangeError if it is neither 1 nor 2
 * @throws Error if there is a large tensor already
 * @example
 * ```ts
 * await threads(1) // → 1
 * await threads(3 as 2) // → RangeError: threads(3): expected 1 or 2
 * ```
 */
export async function threads(count: 1 | 2): Promise<number> {
  if (count !== 1 && count !== 2) throw new RangeError(`threads(${String(count)}): expected 1 or 2`)
  if (count === 2) return (await (pair ??= startPair())?.isReady) ? 2 : 1
  pair?.end()
  pair = undefined
  return 1
}

/** @returns nothing, with a warning, where there cannot be one */
function startPair(): Pair | undefined {
  const start = threadStarter()
  if (!start) return without('nothing here starts threads')
  if (!heap.share()) return without('there is no memory here that threads can share')
  const room = heap.take(roomForProducts(), true)
  if (!room) return without(`memoryLimit(${heap.limit}) leaves no room for what the second thread works in`)
  try {
    return new Pair(start, room, () => { pair = undefined })
  } catch (error) {
    heap.giveBack(room)
    return without(`the second thread cannot be started: ${String(error)}`)
  }
}

function without(reason: string): undefined {
  warn(reason)
  return undefined
}

/** A product by two threads. @returns false if there is one, or it is not worth two */
export const multiplyByTwo = (kind: ProductKind, here: Multiplier, ...product: Parameters<Multiplier['multiply']>): boolean =>
  pair !== undefined && pair.multiply(kind, here, ...product)
