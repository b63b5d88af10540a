// The heap: one WebAssembly memory in which the numbers of large tensors lie, so that vector instructions reach them where they are. It is
// made when the first large tensor is, and grows with what is asked for, up to a limit.
//
// Growing moves it: every view of the old memory is empty afterwards. Addresses stay what they were.
import { isShared, wasm, type WasmMemory } from '../wasm/runtime.ts'
import { sharedMemory } from './shared.ts'
import { type Piece, pieceBytes, Pool } from './pool.ts'

const pageBytes = 65536
const mebibyte = 2 ** 20
/** What addresses of 32 bits reach. */
const largestLimit = 65535 * pageBytes

/**
 * How large the heap may be for what it has been seen to hold: twice that, and at least this. Tensors that a program has dropped come back
 * when the garbage collector has been round, and only between the program's turns. A long loop that never pauses would fill the heap with
 * them; past this size it gets ordinary arrays instead, which are collected while it runs.
 */
const smallestCeiling = 128 * mebibyte

/** Some runtimes can be asked to make the calls that are due at once (a proposal for ECMAScript; in V8 behind a flag). */
type Registry = FinalizationRegistry<Piece | undefined> & { cleanupSome?(): void }

class Heap {
  #memory: WasmMemory | undefined
  #buffer: ArrayBuffer | undefined
  #limit = 1024 * mebibyte
  #ceiling = smallestCeiling
  /** Whether the collector has been round since the ceiling was set, and whether it will say so. */
  #swept = false
  #isAwaited = false
  #inUse = 0
  /** Held from the time when there was no room until the collector has been round. */
  #reminder: ArrayBuffer | undefined
  readonly #pool = new Pool()
  /** The collector calls back between a program's turns, never in the middle of one. */
  readonly #dropped: Registry = new FinalizationRegistry((piece) => {
    if (piece) this.giveBack(piece)
    else [this.#swept, this.#isAwaited, this.#reminder] = [true, false, undefined]
  })
  #isStill = false
  /** For tests: the memory moves whenever a piece is asked for. */
  restless = false

  /** What kernels work on; nothing where there is no WebAssembly. */
  get memory(): WasmMemory | undefined {
    if (this.#memory || !wasm) return this.#memory
    return this.#begin(new wasm.Memory({ initial: 1 }))
  }

  /**
   * Makes the memory one that other threads see as well, before there is any.
   *
   * @returns false where there is no such memory
   * @throws Error if there is a memory already that is for one thread alone
   */
  share(): boolean {
    if (!this.#memory) {
      const memory = sharedMemory(Math.floor(this.#limit / pageBytes))
      if (memory) this.#begin(memory)
      return memory !== undefined
    }
    if (isShared(this.#memory)) return true
    throw new Error(
      'threads(2): there are large tensors already, in memory that one thread sees alone; call it before anything else, ' +
        'in a notebook in its first cell after a restart of the kernel',
    )
  }

  #begin(memory: WasmMemory): WasmMemory {
    this.#memory = memory
    this.#buffer = memory.buffer
    // Nothing lies at address 0.
    this.#pool.add({ address: pieceBytes(1), bytes: pageBytes - pieceBytes(1) })
    return memory
  }

  /** The memory's bytes, until it grows. */
  get buffer(): ArrayBuffer | undefined {
    return this.#buffer
  }

  /** How many bytes there are, free or not. */
  get bytes(): number {
    return this.#buffer?.byteLength ?? 0
  }

  /** How many bytes are taken. */
  get inUse(): number {
    return this.#inUse
  }

  get limit(): number {
    return this.#limit
  }

  /** @throws RangeError unless it is from 0 up to what 32 bits can address */
  set limit(bytes: number) {
    if (!(bytes >= 0)) throw new RangeError(`memoryLimit(${bytes}): expected a number of bytes, zero or more`)
    this.#limit = Math.min(bytes, largestLimit)
  }

  /**
   * A piece of at least so many bytes. Any view may be empty afterwards.
   *
   * @param isKept whether it is taken once and kept for work; such pieces do not wait for what the collector may find
   * @returns nothing if the heap is full, or not there; then nothing has moved
   */
  take(bytes: number, isKept = false): Piece | undefined {
    if (this.#limit === 0 || !this.memory) return undefined
    const size = pieceBytes(bytes)
    const address = this.#find(size) ?? this.#findAfterSweep(size) ?? (isKept ? this.#findBeyond(size) : undefined)
    if (address === undefined) {
      this.#reminder ??= newReminder(this.bytes)
      return undefined
    }
    if (this.restless) this.#grow(0)
    this.#inUse += size
    return { address, bytes: size }
  }

  /** Runs something during which the memory does not move. */
  still<Result>(run: () => Result): Result {
    const before = this.#isStill
    this.#isStill = true
    try {
      return run()
    } finally {
      this.#isStill = before
    }
  }

  giveBack(piece: Piece): void {
    this.#inUse -= piece.bytes
    this.#pool.giveBack(piece)
  }

  /** Gives a piece back when nobody holds its owner any more. */
  leaveTo(owner: object, piece: Piece): void {
    this.#dropped.register(owner, piece, owner)
  }

  /** Takes a piece from its owner, to be given back by hand. */
  takeFrom(owner: object): void {
    this.#dropped.unregister(owner)
  }

  /** Has the collector say when it has been round: by something that nobody holds. */
  #awaitSweep(): void {
    if (!this.#isAwaited) this.#dropped.register({}, undefined)
    this.#isAwaited = true
  }

  #find(bytes: number): number | undefined {
    if (this.#swept) {
      this.#ceiling = Math.max(2 * this.#inUse, smallestCeiling)
      this.#swept = false
    }
    const pool = this.#pool
    const found = pool.take(bytes)
    if (found !== undefined) return found
    // What waits in other sizes is melted when it is much, and when the memory cannot grow.
    if (pool.waitingBytes > this.bytes / 2 || !this.#extend(bytes)) pool.melt()
    return pool.take(bytes) ?? (this.#extend(bytes) ? pool.take(bytes) : undefined)
  }

  /** What the collector has found since and could not say yet. */
  #findAfterSweep(bytes: number): number | undefined {
    this.#dropped.cleanupSome?.()
    return this.#swept ? this.#find(bytes) : undefined
  }

  /** In what there may be beyond the ceiling. */
  #findBeyond(bytes: number): number | undefined {
    this.#ceiling += bytes
    return this.#find(bytes)
  }

  /** Grows by at least so many bytes, and by half of what there is, so that it moves seldom. */
  #extend(needed: number): boolean {
    const room = Math.min(this.#limit, this.#ceiling) - this.bytes
    this.#awaitSweep()
    if (needed > room) return false
    const wanted = Math.max(needed, Math.min(room, Math.max(this.bytes / 2, mebibyte)))
    const pages = Math.min(Math.ceil(wanted / pageBytes), Math.floor(largestLimit / pageBytes) - this.bytes / pageBytes)
    const end = this.bytes
    if (!this.#grow(pages)) return false
    this.#pool.add({ address: end, bytes: pages * pageBytes })
    return true
  }

  #grow(pages: number): boolean {
    if (this.#isStill) return false
    try {
      this.#memory!.grow(pages)
    } catch {
      return false // the machine has no more
    }
    this.#buffer = this.#memory!.buffer
    return true
  }
}

/**
 * The collector goes round when its own arrays have grown by so much, and knows nothing of what it could free on the heap. An array as large
 * as the heap tells it. Nobody writes to that, so that it takes up no memory.
 */
function newReminder(bytes: number): ArrayBuffer | undefined {
  try {
    return new ArrayBuffer(bytes)
  } catch {
    return undefined
  }
}

/** The one heap. */
export const heap = new Heap()
