// The stdin channel: a cell asks, the front end that runs it answers. Some front ends name the question that they answer, others just answer;
// then it is the one that has waited longest.
import type { InputQuestion } from '../input.ts'
import type { JupyterMessage } from '../message.ts'
import { textOf } from './content.ts'
import type { Publisher } from './publisher.ts'

interface Waiting {
  /** The id of the `input_request`. */
  id: string
  /** The cell that asks. */
  request: JupyterMessage
  answer(text: string): void
}

export class Stdin {
  readonly #publisher: Publisher
  #waiting: Waiting[] = []

  constructor(publisher: Publisher) {
    this.#publisher = publisher
  }

  /** Asks the sender of a request. The promise stays open for ever where no answer comes before the cell ends. */
  ask(request: JupyterMessage, { prompt, password }: InputQuestion): Promise<string> {
    const id = this.#publisher.ask(request, { prompt, password })
    return new Promise((answer) => this.#waiting.push({ id, request, answer }))
  }

  /** Takes an `input_reply`. */
  reply({ parent_header: parent, content }: JupyterMessage): void {
    const id = 'msg_id' in parent ? parent.msg_id : undefined
    const asked = id === undefined ? this.#waiting[0] : this.#waiting.find((waiting) => waiting.id === id)
    if (!asked) return
    this.#waiting.splice(this.#waiting.indexOf(asked), 1)
    asked.answer(textOf(content['value']))
  }

  /** What a cell has asked is of no more interest: it has ended. */
  forget(request: JupyterMessage): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.request !== request)
  }
}
