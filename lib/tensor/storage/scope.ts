// A scope: what is made inside of it is released when it ends, except what its result holds. It is for the library's own work on the way
// to a result, of which nobody else can have got hold; there the collector's time need not be waited for.
import type { Values } from '../dtype.ts'
import { type Block, blockOf } from './block.ts'
import { heap } from './heap.ts'

/** The blocks that came to be in the innermost scope. */
let born: Block[] | undefined

/** Tells the innermost scope, if there is one. */
export function noteBirth(block: Block): void {
  born?.push(block)
}

/**
 * Runs the library's own work and releases what it made on the way.
 *
 * @param heldBy the numbers that the result needs
 */
export function scoped<Result>(run: () => Result, heldBy: (result: Result) => readonly Values[]): Result {
  const outer = born
  const mine: Block[] = (born = [])
  try {
    const result = run()
    if (mine.length > 0) {
      const held = new Set(heldBy(result).map(blockOf))
      for (const block of mine) {
        if (held.has(block)) outer?.push(block)
        else block.release()
      }
    }
    return result
  } finally {
    born = outer
  }
}

/**
 * Runs something in the middle of others' work, who know nothing of it: what it makes does not end with their scope, and the heap does not
 * move under their hands. Where there is no room left without moving, it gets ordinary arrays.
 */
export function aside<Result>(run: () => Result): Result {
  const scope = born
  born = undefined
  try {
    return heap.still(run)
  } finally {
    born = scope
  }
}
