// The second thread's whole program. It sleeps until there is a round of work, takes one part after the other, which are lists of calls,
// and makes the calls. The thread that divides the work takes parts as well, and takes back what nobody has begun; so nobody waits for a
// thread that sleeps, or has not started, or has ended.
import type { WasmMemory } from '../runtime.ts'

/** What the threads tell each other, by their place among the words that both see. */
export const words = {
  /** Counts the rounds; the second thread sleeps on it. */
  round: 0,
  /** How many parts of the round nobody has taken yet. Who lowers it from n has taken part n; from 0 or less, there was none. */
  left: 1,
  /** How many the second thread has done. */
  done: 2,
  /** 1 when it has broken down. */
  broken: 3,
  /** From here on: where the calls of each part begin, and behind them where the last ones end. */
  parts: 4,
  /** From here on: the calls. */
  calls: 64,
} as const

/** Everything that it is given. */
export interface SecondThreadWork {
  memory: WasmMemory
  modules: readonly object[]
  /** The functions of each module; all of one module, then all of the next, are the list of kernels that calls choose from. */
  names: readonly string[]
  control: SharedArrayBuffer
  words: typeof words
  wordsOfCall: number
}

/**
 * Does the work, for ever. Its text is the program that a new thread is started with; so it can use nothing but what it is given.
 *
 * @param ready called when it has everything it needs
 */
export function secondThread({ memory, modules, names, control, words, wordsOfCall }: SecondThreadWork, ready: () => void): void {
  type Runtime = { Instance: new (module: object, imports: object) => { exports: Record<string, (...numbers: number[]) => void> } }
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Runtime }
  const shared = new Int32Array(control)
  const kernels = modules.flatMap((module) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory }, math: Math })
    return names.map((name) => exports[name]!)
  })
  const doPart = (part: number): void => {
    const end = shared[words.parts + part]!
    for (let at = shared[words.parts + part - 1]!; at < end; at += wordsOfCall) {
      kernels[shared[at]!]!(...shared.subarray(at + 1, at + wordsOfCall))
    }
  }
  ready()
  try {
    for (let seen = 0; ; ) {
      // Rounds often follow each other closely, and waking up takes longer than looking a few thousand times.
      for (let looks = 0; looks < 20_000 && Atomics.load(shared, words.round) === seen; looks++);
      Atomics.wait(shared, words.round, seen)
      seen = Atomics.load(shared, words.round)
      for (let part = Atomics.sub(shared, words.left, 1); part > 0; part = Atomics.sub(shared, words.left, 1)) {
        doPart(part)
        Atomics.add(shared, words.done, 1)
        Atomics.notify(shared, words.done)
      }
    }
  } catch (error) {
    Atomics.store(shared, words.broken, 1)
    Atomics.notify(shared, words.done)
    throw error
  }
}
