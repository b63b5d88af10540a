// How answers of the reader get to the thread that runs cells. `input` waits for a message, as for any other. `prompt` blocks the thread, as in
// browsers, so that no message can arrive: it sleeps until a number in shared memory changes, and then looks into a port of its own.
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { InputAnswer, InputQuestion } from '../session/input.ts'
import type { InputReply, InputSettings } from './worker/protocol.ts'

export class ThreadInput {
  readonly #isThere = new Int32Array(new SharedArrayBuffer(4))
  readonly #port: MessagePort
  readonly #post: (reply: InputReply) => void
  /** Whether each question that waits blocks the thread, by its ticket. */
  readonly #waiting = new Map<number, boolean>()
  #isInterrupted = false
  /** What the thread must know of it, to be handed over at its start. */
  readonly settings: InputSettings

  /** @param post sends to a thread that does not block */
  constructor(post: (reply: InputReply) => void) {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    this.#port.unref()
    this.#post = post
    this.settings = { isThere: this.#isThere, port: port2 }
  }

  /** Has a question answered. */
  async ask(ticket: number, question: InputQuestion, blocks: boolean, ask: (question: InputQuestion) => Promise<InputAnswer>): Promise<void> {
    this.#waiting.set(ticket, blocks)
    this.#reply(ticket, this.#isInterrupted ? { interrupted: true } : await ask(question))
  }

  /** Answers what blocks the thread, now or until the next cell, with the interrupt. What is awaited is given up: the await itself ends. */
  interrupt(): void {
    this.#isInterrupted = true
    for (const [ticket, blocks] of [...this.#waiting]) {
      if (blocks) this.#reply(ticket, { interrupted: true })
      else this.#waiting.delete(ticket)
    }
  }

  /** A cell begins, which may ask. */
  begin(): void {
    this.#isInterrupted = false
  }

  close(): void {
    this.#port.close()
  }

  #reply(ticket: number, answer: InputReply['answer']): void {
    const blocks = this.#waiting.get(ticket)
    if (blocks === undefined) return
    this.#waiting.delete(ticket)
    if (!blocks) return this.#post({ ticket, answer })
    this.#port.postMessage({ ticket, answer } satisfies InputReply)
    Atomics.store(this.#isThere, 0, 1)
    Atomics.notify(this.#isThere, 0)
  }
}
