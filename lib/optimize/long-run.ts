// A descent of more than a few seconds shows how far it has come, and takes that away when it is done: what it found is in the run.
import { Bar } from '../bar.ts'
import { showNumber } from '../tensor/index.ts'

/** Milliseconds that a person waits without wondering, and those between two looks at the bar. */
const patience = 2000
const between = 250

/** Watches a descent of so many steps. */
export class LongRun {
  readonly #bar = new Bar()
  readonly #steps: number
  #next = Date.now() + patience

  constructor(steps: number) {
    this.#steps = steps
  }

  /** To be told of every step. */
  step(step: number, loss: number): void {
    const now = Date.now()
    if (now < this.#next) return
    this.#next = now + between
    this.#bar.show(step, this.#steps, `step ${step} of ${this.#steps}: loss ${showNumber(loss)}`)
  }

  end(): void {
    this.#bar.clear()
  }
}
