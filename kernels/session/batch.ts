// Text that a cell prints arrives in thousands of small pieces. They are put together for a moment, because a front end draws each message
// anew; nothing is ever dropped, and the order with other outputs stays.
import type { OutputEvent, OutputListener } from './output.ts'

const longestWait = 15
const largestBatch = 64 * 1024

/** Puts stream output together for up to 15 ms or 64 KiB and passes everything on in order. */
export class OutputBatch {
  readonly #listener: OutputListener
  #stream: { name: 'stdout' | 'stderr'; parts: string[]; length: number } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(listener: OutputListener) {
    this.#listener = listener
  }

  add(output: OutputEvent): void {
    if (output.output_type !== 'stream') {
      this.flush()
      this.#listener(output)
      return
    }
    if (this.#stream && this.#stream.name !== output.name) this.flush()
    this.#stream ??= { name: output.name, parts: [], length: 0 }
    this.#stream.parts.push(output.text)
    this.#stream.length += output.text.length
    if (this.#stream.length >= largestBatch) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), longestWait)
  }

  /** Passes on what is still held back. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const stream = this.#stream
    this.#stream = undefined
    if (stream) this.#listener({ output_type: 'stream', name: stream.name, text: stream.parts.join('') })
  }
}
