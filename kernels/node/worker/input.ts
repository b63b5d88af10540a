// Gives cells two ways to ask their reader: `input`, which is awaited, and `prompt`, which blocks until the answer is there, as in browsers.
import { receiveMessageOnPort } from 'node:worker_threads'
import type { InputQuestion } from '../../session/input.ts'
import { KeyboardInterrupt } from './awaits.ts'
import type { FromWorker, InputReply, InputSettings } from './protocol.ts'

/** Options of `input`. */
export interface InputOptions {
  /** Whether what is typed must not be seen. */
  password?: boolean
}

export class Input {
  readonly #post: (message: FromWorker) => void
  readonly #settings: InputSettings
  readonly #waiting = new Map<number, (reply: InputReply) => void>()
  #tickets = 0

  constructor(post: (message: FromWorker) => void, settings: InputSettings) {
    this.#post = post
    this.#settings = settings
  }

  /** Asks and goes on; the answer comes in time. */
  async ask(question: InputQuestion): Promise<string> {
    const ticket = this.#send(question, false)
    return textOf(await new Promise((answered) => this.#waiting.set(ticket, answered)))
  }

  /** Takes the answer to a question that does not block. */
  hear(reply: InputReply): void {
    this.#waiting.get(reply.ticket)?.(reply)
    this.#waiting.delete(reply.ticket)
  }

  /** Asks and sleeps until the answer is there. */
  askBlocking(question: InputQuestion): string {
    const { isThere, port } = this.#settings
    const ticket = this.#send(question, true)
    for (;;) {
      const received = receiveMessageOnPort(port) as { message: InputReply } | undefined
      if (received?.message.ticket === ticket) return textOf(received.message)
      if (received) continue
      Atomics.wait(isThere, 0, 0)
      Atomics.store(isThere, 0, 0)
    }
  }

  #send(question: InputQuestion, blocks: boolean): number {
    const ticket = ++this.#tickets
    this.#post({ type: 'input', ticket, question, blocks })
    return ticket
  }
}

/** @throws KeyboardInterrupt, or an error that says why nobody can be asked */
function textOf({ answer }: InputReply): string {
  if ('text' in answer) return answer.text
  if ('interrupted' in answer) throw new KeyboardInterrupt()
  throw new Error(answer.refused)
}

/** Installs `input` and `prompt`. @returns what takes the answers */
export function installInput(post: (message: FromWorker) => void, settings: InputSettings): Input {
  const input = new Input(post, settings)
  Object.assign(globalThis, {
    input: (prompt: unknown = '', { password = false }: InputOptions = {}) => input.ask({ prompt: String(prompt), password }),
    prompt: (message: unknown = '', fallback?: string) => {
      const shown = fallback === undefined ? String(message) : `${String(message)} [${fallback}]`
      return input.askBlocking({ prompt: shown, password: false }) || (fallback ?? '')
    },
  })
  return input
}
