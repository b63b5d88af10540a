// Memory over thousands of short cells. V8 lets a small heap grow to several times of what is alive in it before it looks through the whole:
// the garbage of the cells would take more room than the kernel itself. So every so many cells a small heap is looked through, which takes
// some milliseconds; one that a notebook has filled is left to V8.

const cellsBetween = 250
const smallHeap = 64 * 1024 * 1024

/**
 * What Node is started with for a kernel. A nursery of 1 MB for new objects, where V8 would grow it to 16 MB, makes loops that allocate no
 * slower, because it stays in the processor's cache; and no compiled script is kept for the day when the very same text is run again.
 */
export const kernelFlags: readonly string[] = ['--max-semi-space-size=1', '--no-compilation-cache']

/** Keeps the heap of this thread small; one for each thread. */
export class Housekeeping {
  #collectGarbage: (() => void) | undefined
  #cells = 0

  /** Hears of each cell, when its answer is under way. */
  afterCell(): void {
    this.#cells++
    if (this.#cells % cellsBetween === 0 && process.memoryUsage().heapUsed < smallHeap) void this.#collect()
  }

  async #collect(): Promise<void> {
    this.#collectGarbage ??= await garbageCollector()
    this.#collectGarbage?.()
  }
}

/**
 * V8 gives it to contexts that are made while a flag is set, and cells are not to see it. All threads share the flag: another that does the
 * same at the same moment may have taken it back, and then this one tries again after its next cells.
 */
async function garbageCollector(): Promise<(() => void) | undefined> {
  // Nothing that a kernel needs to begin.
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')])
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('globalThis.gc') as (() => void) | undefined
  setFlagsFromString('--no-expose-gc')
  return collect
}
