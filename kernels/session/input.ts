// Questions that a cell asks its reader while it runs: `input` and `prompt`. Only the front end that runs a cell can be asked, and only as
// long as the cell runs; who cannot be asked is told so at once, instead of waited for.

export interface InputQuestion {
  prompt: string
  /** Whether what is typed must not be seen. */
  password: boolean
}

export type InputAnswer =
  | { text: string }
  /** Nobody can be asked, and why. */
  | { refused: string }

/** Asks the front end of a cell. */
export type AskReader = (question: InputQuestion) => Promise<string>

const nobodyListens =
  'The reader cannot be asked: whoever runs this cell has said that it gives no input (allow_stdin is false), as programs do that execute ' +
  'whole notebooks. Write the value into the cell, for example const name = \'Ada\'.'
const noCell = 'The reader can only be asked while the cell runs. Await the answer in the cell itself, and pass it on from there.'

/** Answers the questions of one session's cells. */
export class InputDesk {
  #ask: AskReader | undefined
  #isOpen = false

  /** A cell begins that can ask in this way, if in any. */
  open(ask: AskReader | undefined): void {
    this.#ask = ask
    this.#isOpen = true
  }

  /** Whether whoever runs the cell can be asked; programs that execute whole notebooks cannot. */
  get isAttended(): boolean {
    return this.#ask !== undefined
  }

  /** The cell has ended. */
  close(): void {
    this.#isOpen = false
  }

  async answer(question: InputQuestion): Promise<InputAnswer> {
    if (!this.#isOpen) return { refused: noCell }
    if (!this.#ask) return { refused: nobodyListens }
    return { text: await this.#ask(question) }
  }
}
