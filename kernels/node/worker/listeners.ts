// Listeners of cells that are called when the reader moves a control. Each call has its own turn of the event loop: code that is cut off by
// an interrupt takes along whatever called it, and nothing of ours must be among that.
import type { Call } from '../../session/widgets/index.ts'
import { KeyboardInterrupt } from './awaits.ts'
import type { Outlet, Owner } from './outlet.ts'
import { describeThrown } from './thrown.ts'

const soon = setImmediate

export class Listeners {
  readonly #outlet: Outlet
  readonly #begin: () => void
  /** What gives up each call that has not ended. */
  readonly #running = new Set<() => void>()

  /** @param begin called before each listener, as before a cell */
  constructor(outlet: Outlet, begin: () => void) {
    this.#outlet = outlet
    this.#begin = begin
  }

  /** Remembers the cell that runs now: listeners are called in its name, and show their errors there. */
  inThisCell(): Call {
    const { owner } = this.#outlet
    return (work) => new Promise((resolve) => this.#call(work, owner, resolve))
  }

  #call(work: () => unknown, owner: Owner, done: (isDone: boolean) => void): void {
    const giveUp = () => {
      this.#running.delete(giveUp)
      this.#show(new KeyboardInterrupt('the listener of a control was interrupted'), owner)
      done(false)
    }
    this.#running.add(giveUp)
    soon(async () => {
      if (!this.#running.has(giveUp)) return
      this.#begin()
      this.#outlet.enter(owner)
      try {
        await work()
      } catch (error) {
        if (this.#running.has(giveUp)) this.#show(error, owner)
      }
      if (this.#running.delete(giveUp)) done(true)
    })
  }

  #show(error: unknown, owner: Owner): void {
    this.#outlet.enter(owner)
    this.#outlet.put({ type: 'uncaught', error: describeThrown(error), inPromise: false })
  }

  /** Gives up all calls that have not ended; the code itself has been cut off, or its awaits rejected. */
  interrupt(): void {
    for (const giveUp of [...this.#running]) giveUp()
  }
}
