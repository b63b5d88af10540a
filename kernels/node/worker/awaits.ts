// What cells are waiting for. An `await` of a cell goes through `wait`, so that an interrupt can end it although nothing runs that could be
// stopped. Each wait takes itself out of the set when it ends: a race against one shared promise would be simpler, but every race would hang
// on to that promise for ever.
import type { AwaitSite } from '../../session/runner.ts'

/** What an interrupted `await` throws. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt'

  constructor() {
    super('the cell was interrupted')
  }
}

interface PendingAwait {
  site: AwaitSite
  reject(reason: unknown): void
}

export class Awaits {
  readonly #pending = new Set<PendingAwait>()
  readonly #onFailure: (error: unknown, site: AwaitSite) => void

  /** @param onFailure hears of each awaited promise that is rejected */
  constructor(onFailure: (error: unknown, site: AwaitSite) => void) {
    this.#onFailure = onFailure
  }

  /** The value itself, or a promise for what it becomes that an interrupt rejects. */
  wait(value: unknown, site: AwaitSite): unknown {
    if (!isThenable(value)) return value
    return new Promise((resolve, reject) => {
      const pending = { site, reject }
      this.#pending.add(pending)
      value.then(
        (result) => {
          this.#pending.delete(pending)
          resolve(result)
        },
        (error: unknown) => {
          this.#pending.delete(pending)
          this.#onFailure(error, site)
          reject(error)
        },
      )
    })
  }

  /** What `for await` goes through, each step of which can be interrupted. */
  waitEach(iterable: AsyncIterable<unknown> | Iterable<unknown>, site: AwaitSite): AsyncIterable<unknown> {
    const isAsync = (iterable as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] !== undefined
    return {
      [Symbol.asyncIterator]: () => {
        const iterator = isAsync ? (iterable as AsyncIterable<unknown>)[Symbol.asyncIterator]() : awaitingEach(iterable as Iterable<unknown>)
        return {
          next: async () => (await this.wait(iterator.next(), site)) as IteratorResult<unknown>,
          return: async (value) => (await iterator.return?.(value)) ?? { done: true, value },
        }
      },
    }
  }

  /** Rejects everything that is awaited. @returns where that was, innermost first */
  interrupt(): AwaitSite[] {
    const pending = [...this.#pending].reverse()
    this.#pending.clear()
    for (const { reject } of pending) reject(new KeyboardInterrupt())
    return pending.map(({ site }) => site)
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') && typeof (value as { then?: unknown }).then === 'function'

async function* awaitingEach(iterable: Iterable<unknown>): AsyncGenerator<unknown> {
  for (const item of iterable) yield await item
}
