// Runs cells in a worker thread, so that the kernel answers while a cell spins, and a cell that fills the memory takes down its thread and
// not the kernel. When a thread has ended, a fresh one takes its place at once.
import type { CommMessage, CommPort } from '../session/comms/index.ts'
import type { ThreadWatcher } from '../session/debug/index.ts'
import type { InputAnswer, InputQuestion } from '../session/input.ts'
import type { CellRun, CellRunner, Death, RunOutcome, RunOutput } from '../session/runner.ts'
import { interruptThread } from './interrupt.ts'
import { allGone, WorkerThread } from './worker-thread.ts'

interface CurrentRun {
  run: CellRun
  settle(outcome: RunOutcome): void
  ended: Promise<RunOutcome>
}

export class WorkerRunner implements CellRunner {
  readonly #folder: string
  #thread: WorkerThread
  #current: CurrentRun | undefined
  #interrupting: Promise<void> | undefined
  #closed = false
  #watcher: ThreadWatcher | undefined
  /** When a debugger has let go of the thread before this one. */
  #released: Promise<void> | undefined
  readonly #doneListeners: (() => void)[] = []
  readonly #listeners: ((output: RunOutput) => void)[] = []
  readonly #deathListeners: ((death: Death) => void)[] = []
  readonly #commListeners: ((message: CommMessage, answered?: CommMessage) => void)[] = []
  #answer: (question: InputQuestion) => Promise<InputAnswer> = async () => ({ refused: 'Nobody is there who could be asked.' })
  readonly comms: CommPort = {
    deliver: (message) => this.#thread.deliver(message),
    onMessage: (listener) => void this.#commListeners.push(listener),
    onLost: (listener) => void this.#deathListeners.push(listener),
  }

  /** @param folder the notebook's folder */
  constructor(folder: string) {
    this.#folder = folder
    this.#thread = this.#start()
  }

  onOutput(listener: (output: RunOutput) => void): void {
    this.#listeners.push(listener)
  }

  onDeath(listener: (death: Death) => void): void {
    this.#deathListeners.push(listener)
  }

  /** Hears when a cell has ended, once those who wait for it have taken note. */
  onDone(listener: () => void): void {
    this.#doneListeners.push(listener)
  }

  onInput(answer: (question: InputQuestion) => Promise<InputAnswer>): void {
    this.#answer = answer
  }

  run(run: CellRun): Promise<RunOutcome> {
    let settle!: (outcome: RunOutcome) => void
    const ended = new Promise<RunOutcome>((resolve) => { settle = resolve })
    const current = { run, settle, ended }
    this.#current = current
    void this.#begin(run).then(settle)
    return ended.finally(() => {
      if (this.#current === current) this.#current = undefined
      for (const listener of this.#doneListeners) setImmediate(listener)
    })
  }

  #begin(run: CellRun): Promise<RunOutcome> {
    const begin = () => this.#thread.run(run)
    return this.#watcher ? this.#watcher.beforeRun(run.file).then(begin, begin) : begin()
  }

  /** The thread that runs cells now, for a debugger. */
  get threadId(): number {
    return this.#thread.worker.threadId
  }

  get interrupting(): boolean {
    return this.#interrupting !== undefined
  }

  /** Tells a debugger what becomes of the thread, until it is told no more. */
  watch(watcher: ThreadWatcher | undefined): void {
    this.#watcher = watcher
  }

  interrupt(): Promise<void> {
    this.#interrupting ??= this.#interrupt().finally(() => { this.#interrupting = undefined })
    return this.#interrupting
  }

  async #interrupt(): Promise<void> {
    const current = this.#current
    const thread = this.#thread
    if (current) thread.callOff(current.run.id)
    const outcome = await interruptThread(thread, current && { id: current.run.id, file: current.run.file, ended: current.ended })
    if (outcome === 'stuck') {
      this.#replace(thread, { name: 'KernelError', message: `The cell could not be stopped, so a fresh start was made. ${allGone}` })
      void this.#end(thread)
    } else if (outcome && current) {
      const unset = await Promise.race([thread.unset(current.run.declared), current.ended.then(() => [])])
      current.settle({ status: 'interrupted', stack: outcome.stack, awaits: [], unset })
    }
  }

  async restart(): Promise<void> {
    const thread = this.#thread
    this.#replace(thread, { name: 'Restarted', message: 'The kernel was restarted while the cell ran.' })
    await this.#end(thread)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#current?.settle({ status: 'died', name: 'Closed', message: 'The kernel was closed while the cell ran.' })
    await this.#end(this.#thread)
  }

  async #end(thread: WorkerThread): Promise<void> {
    await (thread === this.#thread ? this.#watcher?.beforeEnd() : this.#released)
    await thread.end()
  }

  #start(): WorkerThread {
    // What a thread says after another has taken its place concerns nobody.
    const thread = new WorkerThread(this.#folder, {
      onOutput: (output) => {
        if (thread === this.#thread) for (const listener of this.#listeners) listener(output)
      },
      onComm: (message, answered) => {
        if (thread === this.#thread) for (const listener of this.#commListeners) listener(message, answered)
      },
      onInput: (question) => this.#answer(question),
    })
    void thread.died.then((death) => this.#replace(thread, death))
    return thread
  }

  #replace(thread: WorkerThread, death: Death): void {
    if (thread !== this.#thread || this.#closed) return
    this.#thread = this.#start()
    for (const listener of this.#deathListeners) listener(death)
    this.#released = this.#watcher?.afterReplace()
    this.#current?.settle({ status: 'died', ...death })
  }
}
