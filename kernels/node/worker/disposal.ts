// What a cell declares with `using` at its top level is disposed of when the cell ends, in the opposite order, also when it throws
// (https://tc39.es/proposal-explicit-resource-management). Its names stay, as those of other constants do.

const disposeSymbol = Symbol.dispose
const asyncDisposeSymbol = Symbol.asyncDispose

/** An error from disposing, with the one that was under way. */
class SuppressedError extends Error {
  override readonly name = 'SuppressedError'
  readonly error: unknown
  readonly suppressed: unknown

  constructor(error: unknown, suppressed: unknown) {
    super('disposing of what the cell used failed as well', { cause: suppressed })
    this.error = error
    this.suppressed = suppressed
  }
}

export class Disposal {
  readonly #steps: (() => unknown)[] = []
  #thrown: { error: unknown } | undefined

  /** @throws TypeError for a value that cannot be disposed of */
  add(value: unknown, isAwaited: boolean): void {
    if (value === null || value === undefined) return
    const methods = value as Record<symbol, unknown>
    const method = (isAwaited ? methods[asyncDisposeSymbol] : undefined) ?? methods[disposeSymbol]
    if (typeof method !== 'function') {
      throw new TypeError(`using: the value has no method [Symbol.${isAwaited ? 'asyncDispose' : 'dispose'}]()`)
    }
    this.#steps.push(() => (method as () => unknown).call(value))
  }

  failed(error: unknown): void {
    this.#thrown = this.#thrown ? { error: new SuppressedError(error, this.#thrown.error) } : { error }
  }

  /** @throws what the cell threw, or disposing did */
  async end(): Promise<void> {
    for (const step of this.#steps.reverse()) {
      try {
        await step()
      } catch (error) {
        this.failed(error)
      }
    }
    if (this.#thrown) throw this.#thrown.error
  }
}
