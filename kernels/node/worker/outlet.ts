// The one way out for what cells put out. It knows in whose name code runs: the cell under way, or an earlier one whose timer or listener
// has its turn. Output goes to that cell, and counts as its own, so that a flood is cut at its source.
import { OutputBudget } from '../../session/budget.ts'
import type { RunOutput, RunOutputContent } from '../../session/runner.ts'

/** The cell in whose name code runs. */
export class Owner {
  readonly run: number
  readonly budget = new OutputBudget()

  constructor(run: number) {
    this.run = run
  }
}

const soon = setImmediate

export class Outlet {
  readonly #send: (output: RunOutput) => void
  /** The cell that runs, or ran last. */
  #cell = new Owner(0)
  #owner = this.#cell
  #returning = false
  /** Displays that are still being made: the cell waits for them. */
  readonly pending = new Set<Promise<void>>()

  constructor(send: (output: RunOutput) => void) {
    this.#send = send
  }

  /** From now on code runs in the name of this run of a cell. */
  begin(run: number): void {
    this.#cell = new Owner(run)
    this.#owner = this.#cell
  }

  /** In whose name code runs now. */
  get owner(): Owner {
    return this.#owner
  }

  /**
   * What follows in this turn of the event loop, and what it resolves, runs in the name of a cell. A later turn that does not say whose it is
   * belongs to the cell under way.
   */
  enter(owner: Owner): void {
    this.#owner = owner
    if (owner === this.#cell || this.#returning) return
    this.#returning = true
    soon(() => {
      this.#returning = false
      this.#owner = this.#cell
    })
  }

  /** A function that runs, whenever it is called, in the name of the cell that runs now. */
  bind<Arguments extends unknown[]>(callback: (...args: Arguments) => unknown): (...args: Arguments) => unknown {
    const owner = this.#owner
    const outlet = this
    return function (this: unknown, ...args) {
      outlet.enter(owner)
      return callback.apply(this, args)
    }
  }

  write(name: 'stdout' | 'stderr', text: string): void {
    const { run, budget } = this.#owner
    const shown = budget.take(text)
    if (shown) this.#send({ run, type: 'stream', name, text: shown })
  }

  put(output: Exclude<RunOutputContent, { type: 'stream' }>): void {
    const { run, budget } = this.#owner
    const verdict = budget.takeDisplay()
    if (verdict === 'show') this.#send({ run, ...output })
    else if (verdict === 'note') this.#send({ run, type: 'stream', name: 'stderr', text: OutputBudget.displayNote })
  }
}
