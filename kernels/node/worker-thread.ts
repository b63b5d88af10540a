// One worker thread that runs cells, from its start to its end: what is posted to it, what it answers, and in which words it ended.
import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CommMessage } from '../session/comms/index.ts'
import type { InputAnswer, InputQuestion } from '../session/input.ts'
import type { CellRun, Death, RunOutcome, RunOutput } from '../session/runner.ts'
import { builtKernel, packageRoot } from './paths.ts'
import { ThreadInput } from './thread-input.ts'
import type { FromWorker, ToWorker, WorkerSettings } from './worker/protocol.ts'

const megabyte = 1024 * 1024
/** What the end of a thread means to the reader. */
export const allGone = 'All variables are gone; run the cells again from the top.'

/** The largest heap that cells may fill, in MB: most of the machine's memory, 4 GB at most, or what DOWNHILL_MEMORY_MB says. */
const memoryLimit = (): number => Number(process.env['DOWNHILL_MEMORY_MB']) || Math.floor(Math.min(4096, (0.75 * totalmem()) / megabyte))

export interface ThreadListeners {
  onOutput(output: RunOutput): void
  /** Hears what the notebook's objects say on comms, and what of the front end they answer. */
  onComm(message: CommMessage, answered: CommMessage | undefined): void
  /** Answers a question that a cell asks its reader. */
  onInput(question: InputQuestion): Promise<InputAnswer>
}

export class WorkerThread {
  readonly worker: Worker
  readonly died: Promise<Death>
  readonly #calledOff = new Int32Array(new SharedArrayBuffer(4))
  readonly #answers = new Map<string, (message: FromWorker) => void>()
  /** What the front end said on comms and the thread has not dealt with. */
  readonly #unheard = new Map<number, { message: CommMessage; heard(): void }>()
  readonly #input = new ThreadInput((reply) => this.#post({ type: 'answer', ...reply }))
  #tickets = 0

  constructor(folder: string, { onOutput, onComm, onInput }: ThreadListeners) {
    const limit = memoryLimit()
    const workerData: WorkerSettings = { folder, packageRoot, calledOff: this.#calledOff, input: this.#input.settings }
    this.worker = new Worker(builtKernel('worker'), {
      workerData,
      transferList: [this.#input.settings.port],
      // Without the checks, which guard Node's own bookkeeping, `await` costs about half. A cell's import.meta.resolve goes out from the
      // notebook, which Node can do but does not offer otherwise.
      execArgv: ['--no-force-async-hooks-checks', '--experimental-import-meta-resolve'],
      resourceLimits: { maxOldGenerationSizeMb: limit },
      stdin: false,
    })
    this.worker.on('message', (message: FromWorker) => {
      if (message.type === 'output') onOutput(message.output)
      else if (message.type === 'comm') onComm(message.message, this.#unheard.get(message.answered ?? 0)?.message)
      else if (message.type === 'input') void this.#input.ask(message.ticket, message.question, message.blocks, onInput)
      else if (message.type === 'heard') this.#unheard.get(message.ticket)?.heard()
      else this.#answers.get(keyOf(message))?.(message)
    })
    this.died = new Promise((resolve) => {
      let failure: (Error & { code?: string }) | undefined
      this.worker.once('error', (error) => { failure = error })
      this.worker.once('exit', (code) => resolve(deathOf(failure, code, limit)))
    })
    void this.died.then(() => {
      this.#input.close()
      for (const { heard } of this.#unheard.values()) heard()
    })
  }

  run(run: CellRun): Promise<RunOutcome> {
    const done = this.#answer(`done ${run.id}`).then((message) => (message as FromWorker & { type: 'done' }).outcome)
    this.#input.begin()
    this.#post({ type: 'run', run })
    return done
  }

  /**
   * Rejects what cells await. Resolves when the thread has done so, which a busy thread does not.
   *
   * @param firmly also rejects what the running cell awaits from now on, for cells that catch the first interrupt
   */
  async interruptAwaits(firmly: boolean): Promise<void> {
    this.#input.interrupt()
    const ticket = ++this.#tickets
    const answered = this.#answer(`interrupted ${ticket}`)
    this.#post({ type: 'interrupt', ticket, firmly })
    await answered
  }

  /** Resolves when the listeners of a comm's message are done, or the thread has ended. */
  async deliver(message: CommMessage): Promise<void> {
    const ticket = ++this.#tickets
    await new Promise<void>((heard) => {
      this.#unheard.set(ticket, { message, heard })
      this.#post({ type: 'comm', ticket, message })
    })
    this.#unheard.delete(ticket)
  }

  /** Which of the declared names have no value. */
  async unset(declared: Map<string, string>): Promise<string[]> {
    const ticket = ++this.#tickets
    const answered = this.#answer(`unset ${ticket}`)
    this.#post({ type: 'unset', ticket, declared })
    return ((await answered) as FromWorker & { type: 'unset' }).names
  }

  /** Makes sure that a run which the thread has not begun will not begin. */
  callOff(id: number): void {
    Atomics.store(this.#calledOff, 0, id)
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }

  #post(message: ToWorker): void {
    this.worker.postMessage(message)
  }

  #answer(key: string): Promise<FromWorker> {
    return new Promise((resolve) => {
      this.#answers.set(key, (message) => {
        this.#answers.delete(key)
        resolve(message)
      })
    })
  }
}

function keyOf(message: FromWorker): string {
  switch (message.type) {
    case 'done': return `done ${message.id}`
    case 'interrupted':
    case 'unset':
      return `${message.type} ${message.ticket}`
    default: return message.type
  }
}

function deathOf(failure: (Error & { code?: string }) | undefined, code: number, limit: number): Death {
  if (failure?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { name: 'OutOfMemory', message: `The cell needed more than the ${limit} MB of memory that a notebook may use. ${allGone}` }
  }
  if (failure) return { name: 'KernelError', message: `The thread that runs cells broke: ${failure.message}. ${allGone}` }
  const message = `process.exit(${code}) ended what ran the notebook. ${allGone} To stop a cell early, throw an error.`
  return { name: 'ProcessExit', message }
}
