// What cells are waiting for. An `await` of a cell goes through `wait`, so that an interrupt can end it although nothing runs that could be
// stopped. Each wait takes itself out of the set when it ends: a race against one shared promise would be simpler, but every race would
// hang on to that promise for ever.
import type { AwaitSite } from '../../session/runner.ts'
import type { Outlet } from './outlet.ts'

/** What an interrupted `await` throws. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt'

  constructor(message = 'the cell was interrupted') {
    super(message)
  }
}

interface PendingAwait {
  site: AwaitSite
  reject(reason: unknown): void
}

export class Awaits {
  readonly #pending = new Set<PendingAwait>()
  #refusing = false
  readonly #outlet: Outlet
  readonly #onFailure: (error: unknown, site: AwaitSite) => void

  /**
   * @param outlet is told whose code goes on when an await ends
   * @param onFailure hears of each awaited promise that is rejected
   */
  constructor(outlet: Outlet, onFailure: (error: unknown, site: AwaitSite) => void) {
    this.#outlet = outlet
    this.#onFailure = onFailure
  }

  /** The value itself, or a promise for what it becomes that an interrupt rejects. */
  wait(value: unknown, site: AwaitSite): unknown {
    if (this.#refusing) throw new KeyboardInterrupt()
    if (!isThenable(value)) return value
    const outlet = this.#outlet
    const { owner } = outlet
    return new Promise((resolve, reject) => {
      const pending = { site, reject }
      this.#pending.add(pending)
      value.then(
        (result) => {
          this.#pending.delete(pending)
          outlet.enter(owner)
          resolve(result)
        },
        (error: unknown) => {
          this.#pending.delete(pending)
          outlet.enter(owner)
          this.#onFailure(error, site)
          reject(error)
        },
      )
    })
  }

  /** What `for await` goes through, each step of which can be interrupted. */
  waitEach(iterable: AsyncIterable<unknown> | Iterable<unknown>, site: AwaitSite): AsyncIterable<unknown> {
    return {
      [Symbol.asyncIterator]: () => {
        const iterator = isAsync(iterable) ? iterable[Symbol.asyncIterator]() : awaitingEach(iterable)
        return {
          next: async () => (await this.wait(iterator.next(), site)) as IteratorResult<unknown>,
          return: async (value) => (await iterator.return?.(value)) ?? { done: true, value },
        }
      },
    }
  }

  /** Ends what a firm interrupt has begun. */
  allow(): void {
    this.#refusing = false
  }

  /**
   * Rejects everything that is awaited.
   *
   * @param firmly refuses every later await too, until `allow`
   * @returns where that was: in functions first, then in cells themselves
   */
  interrupt(firmly: boolean): AwaitSite[] {
    this.#refusing = firmly
    const places = this.places()
    const pending = [...this.#pending]
    this.#pending.clear()
    for (const { reject } of pending) reject(new KeyboardInterrupt())
    return places
  }

  /** Where something is awaited: in functions first, then in cells themselves. */
  places(): AwaitSite[] {
    return [...this.#pending].map(({ site }) => site).sort((a, b) => Number(b.inFunction) - Number(a.inFunction))
  }
}

const isAsync = (iterable: object): iterable is AsyncIterable<unknown> => Symbol.asyncIterator in iterable

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') && typeof (value as { then?: unknown }).then === 'function'

async function* awaitingEach(iterable: Iterable<unknown>): AsyncGenerator<unknown> {
  for (const item of iterable) yield await item
}
