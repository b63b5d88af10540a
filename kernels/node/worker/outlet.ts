// The one way out for what a cell puts out: counted per cell, so that a flood is cut at its source.
import { OutputBudget } from '../../session/budget.ts'
import type { RunOutput } from '../../session/runner.ts'

export class Outlet {
  readonly #send: (output: RunOutput) => void
  #budget = new OutputBudget()
  /** Displays that are still being made: the cell waits for them. */
  readonly pending = new Set<Promise<void>>()

  constructor(send: (output: RunOutput) => void) {
    this.#send = send
  }

  /** Gives the next cell its own budget. */
  renew(): void {
    this.#budget = new OutputBudget()
  }

  write(name: 'stdout' | 'stderr', text: string): void {
    const shown = this.#budget.take(text)
    if (shown) this.#send({ type: 'stream', name, text: shown })
  }

  put(output: Exclude<RunOutput, { type: 'stream' }>): void {
    const verdict = this.#budget.takeDisplay()
    if (verdict === 'show') this.#send(output)
    else if (verdict === 'note') this.#send({ type: 'stream', name: 'stderr', text: OutputBudget.displayNote })
  }
}
