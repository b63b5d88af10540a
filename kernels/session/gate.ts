// Type errors are to stand above what the cell puts out, but the cell does not wait for the check. So its output waits, for a moment: the
// check takes some milliseconds, only the very first takes longer, since the language server must start. What comes too late stands below.
import { OutputBatch } from './batch.ts'
import type { OutputEvent, OutputListener } from './output.ts'

/** How long output waits, in ms. */
const longestHold = 1500
/** How long the end of a cell waits for what should have stood above it. */
const longestEnd = 5000

export class OutputGate {
  readonly #batch: OutputBatch
  #held: OutputEvent[] | undefined
  #first: Promise<void> = Promise.resolve()

  constructor(listener: OutputListener) {
    this.#batch = new OutputBatch(listener)
  }

  /** Holds output back until something that may come first is known. */
  holdFor(first: Promise<OutputEvent | undefined>): void {
    this.#held = []
    const timer = setTimeout(() => this.#open(), longestHold)
    this.#first = first.then((output) => {
      clearTimeout(timer)
      if (output) this.#batch.add(output)
      this.#open()
    })
  }

  add(output: OutputEvent): void {
    if (this.#held) this.#held.push(output)
    else this.#batch.add(output)
  }

  /** Passes on all there is. */
  flush(): void {
    this.#open()
    this.#batch.flush()
  }

  /** Waits for what was to come first, then passes on all there is. */
  async close(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, longestEnd) })
    await Promise.race([this.#first, late])
    clearTimeout(timer)
    this.flush()
  }

  #open(): void {
    const held = this.#held
    this.#held = undefined
    for (const output of held ?? []) this.#batch.add(output)
  }
}
