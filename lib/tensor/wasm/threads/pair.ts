// A second thread beside the one that runs the program, as long as there is one.
import { heap, type Piece } from '../../storage/index.ts'
import { BlockProduct } from '../product/blocks.ts'
import { productKernelNames } from '../product/kernels.ts'
import { type ProductKind, productKinds, productModule } from '../product/kinds.ts'
import { wasm } from '../runtime.ts'
import { WrittenCalls, wordsOfCall } from './calls.ts'
import { multiplyDivided, type Multiplier } from './divided.ts'
import type { StartThread, Thread } from './host.ts'
import { Rounds } from './rounds.ts'
import { secondThread, type SecondThreadWork, words } from './second.ts'

/** How long a thread may take to be ready, in seconds. */
const patience = 30

interface Host {
  console?: { warn(text: string): void }
  setTimeout?: (act: () => void, milliseconds: number) => object | number
  clearTimeout?: (timer: object | number | undefined) => void
}
const host = globalThis as Host

/** Says why there is no second thread, and that nothing is lost but time. */
export const warn = (reason: string): void =>
  host.console?.warn(`threads(2): ${reason}; everything is computed all the same, by one thread`)

export class Pair {
  readonly #rounds = new Rounds()
  readonly #calls = new WrittenCalls()
  readonly #there = new Map<ProductKind, BlockProduct>()
  readonly #thread: Thread
  readonly #room: Piece
  readonly #onLoss: () => void
  #isOver = false
  readonly #decide: (isReady: boolean) => void
  /** Comes when it works, or has failed or been ended. */
  readonly isReady: Promise<boolean>

  /**
   * @param room for the other thread to work in; it is the pair's from now on
   * @param onLoss told when it ends without having been asked to
   */
  constructor(start: StartThread, room: Piece, onLoss: () => void) {
    this.#room = room
    this.#onLoss = onLoss
    const kinds = productKinds()
    kinds.forEach((kind, i) => {
      this.#there.set(kind, new BlockProduct(kind.numbers, this.#calls.kernels(i * productKernelNames.length), room.address))
    })
    const modules = kinds.map((kind) => productModule(kind, wasm!, heap.memory!))
    const control = this.#rounds.control
    const work: SecondThreadWork = { memory: heap.memory!, modules, names: productKernelNames, control, words, wordsOfCall }
    const { promise, resolve } = promised<boolean>()
    this.#decide = resolve
    this.#thread = start(secondThread.toString(), work, (reason) => this.#lose(`the second thread has failed: ${reason}`))
    void this.#thread.ready.then(() => resolve(true))
    const timer = host.setTimeout?.(() => this.#lose(`the second thread was not ready after ${patience} seconds`), 1000 * patience)
    this.isReady = promise.finally(() => host.clearTimeout?.(timer))
  }

  /** @returns false if nothing has come of it; then the result is to be made anew */
  multiply(kind: ProductKind, here: Multiplier, ...[sizes, ...matrices]: Parameters<Multiplier['multiply']>): boolean {
    const there = this.#there.get(kind)
    if (!there || this.#isOver) return false
    const outcome = multiplyDivided({ here, there }, sizes, matrices, this.#rounds, this.#calls)
    if (outcome === 'lost') this.#lose('the second thread has not done its part')
    return outcome === 'done'
  }

  /** Between products nobody is in the room. */
  end(): void {
    this.#stop()
    heap.giveBack(this.#room)
  }

  /** Who has failed may still be in the room, which is left to it. */
  #lose(reason: string): void {
    if (this.#isOver) return
    warn(reason)
    this.#stop()
    this.#onLoss()
  }

  #stop(): void {
    this.#isOver = true
    this.#decide(false)
    this.#thread.end()
  }
}

/** A promise and what fulfils it. */
function promised<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve!: (value: Value) => void
  const promise = new Promise<Value>((fulfil) => { resolve = fulfil })
  return { promise, resolve }
}
