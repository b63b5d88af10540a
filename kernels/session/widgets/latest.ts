// A slider that is dragged changes faster than a figure can be drawn. Changes that arrive while a listener still runs are therefore merged:
// when it is done it is called once, with the newest value.

/** Calls something in the name of a cell. Resolves when it is done, with `false` if it was interrupted; never rejects. */
export type Call = (work: () => unknown) => Promise<boolean>

export class LatestListener<V> {
  readonly #listener: (value: V) => unknown
  readonly #call: Call
  #next: { value: V } | undefined
  #draining: Promise<void> | undefined

  constructor(listener: (value: V) => unknown, call: Call) {
    this.#listener = listener
    this.#call = call
  }

  /** Resolves when the listener has been called with this value or a newer one, and is done. */
  notify(value: V): Promise<void> {
    this.#next = { value }
    this.#draining ??= this.#drain().finally(() => { this.#draining = undefined })
    return this.#draining
  }

  async #drain(): Promise<void> {
    while (this.#next) {
      const isDone = await this.#call(() => {
        const { value } = this.#next!
        this.#next = undefined
        return this.#listener(value)
      })
      // Who interrupts a listener does not want it to begin again at once.
      if (!isDone) this.#next = undefined
    }
  }
}
