// Rounds of work for two threads, as the thread sees it that hands them out. Each takes one part after the other until none is left. Who
// hands them out then waits for the part that the other may still be at, and for nothing else.
import { words } from './second.ts'

/** How long the thread sleeps at most before it looks again, in milliseconds. */
const nap = 100
/** So often it is looked again before the thread sleeps. */
const looks = 2000
/** How much there is room for: of parts, and in words of the calls. */
const mostParts = words.calls - words.parts - 1
const mostCalls = 2 ** 20

export class Rounds {
  /** What both threads see. */
  readonly control = new SharedArrayBuffer(4 * (words.calls + mostCalls))
  readonly #words = new Int32Array(this.control)
  readonly #patience: number

  /** @param patience how long, in milliseconds, a part may take that the other thread has begun; only one that is gone takes so long */
  constructor(patience = 30_000) {
    this.#patience = patience
  }

  /**
   * One round.
   *
   * @param parts for each the calls that the other thread makes if it takes it
   * @param run does a part here
   * @returns `'done'`; `'declined'` if the calls are too many, then nothing has happened; `'lost'` if the other thread has not done all
   * that it took
   */
  play(parts: readonly (readonly number[])[], run: (part: number) => void): 'done' | 'declined' | 'lost' {
    if (!this.#write(parts)) return 'declined'
    const shared = this.#words
    Atomics.store(shared, words.done, 0)
    Atomics.store(shared, words.left, parts.length)
    Atomics.add(shared, words.round, 1)
    Atomics.notify(shared, words.round)
    let own = 0
    for (let part = Atomics.sub(shared, words.left, 1); part > 0; part = Atomics.sub(shared, words.left, 1)) {
      run(part - 1)
      own++
    }
    return this.#isDone(parts.length - own) ? 'done' : 'lost'
  }

  #write(parts: readonly (readonly number[])[]): boolean {
    const length = parts.reduce((sum, calls) => sum + calls.length, 0)
    if (parts.length > mostParts || length > mostCalls) return false
    let at: number = words.calls
    this.#words[words.parts] = at
    parts.forEach((calls, i) => {
      this.#words.set(calls, at)
      at += calls.length
      this.#words[words.parts + i + 1] = at
    })
    return true
  }

  /** Waits until the other thread has done so many parts. @returns false if it has broken down, or runs out of time */
  #isDone(parts: number): boolean {
    const shared = this.#words
    let [waited, last] = [0, Date.now()]
    for (let look = 0; ; look++) {
      const done = Atomics.load(shared, words.done)
      if (done === parts) return true
      if (Atomics.load(shared, words.broken) !== 0) return false
      if (look < looks) continue
      const now = Date.now()
      waited += Math.min(now - last, 2 * nap) // a machine that is put to sleep stops both threads, and the time does not count
      last = now
      if (waited > this.#patience) return false
      sleep(shared, words.done, done)
    }
  }
}

/** Sleeps a moment, or until a word is no longer what it was. A browser's page may not sleep; there one looks again and again. */
function sleep(shared: Int32Array, word: number, value: number): void {
  try {
    Atomics.wait(shared, word, value, nap)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}
