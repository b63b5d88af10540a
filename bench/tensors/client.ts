// Our side of a program that is measured: a process that lives for a whole workload and is asked by lines of JSON.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import type { Task } from './work.ts'

export type Request = { do: 'open' } | { do: 'prepare'; task: Task } | { do: 'result' } | { do: 'measure'; milliseconds: number }

/** One of these, as the request was. Samples are milliseconds of one run. */
export interface Answer {
  version?: string
  /** There is no function for this work. */
  absent?: true
  result?: number[][]
  samples?: number[]
  error?: string
}

/** One answer may take this long; a step of a slow peer takes seconds. */
const LIMIT = 180_000

export class Client {
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>
  #said = ''
  #dead: string | undefined

  constructor(command: readonly string[], env: Record<string, string>) {
    const [program = '', ...args] = command
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'pipe' })
    child.stderr.on('data', (chunk: Buffer) => (this.#said = (this.#said + chunk.toString()).slice(-2000)))
    child.stdin.on('error', () => undefined) // its end is told by the answers that do not come
    child.on('error', ({ message }) => (this.#dead = message))
    const lines: Interface = createInterface({ input: child.stdout })
    this.#lines = lines[Symbol.asyncIterator]()
    this.#process = child
  }

  /** Asks, and waits for the answer; one that fails or comes too late is an answer with an error, and so are all that follow it. */
  async ask(request: Request): Promise<Answer> {
    if (this.#dead !== undefined) return { error: this.#dead }
    this.#process.stdin?.write(`${JSON.stringify(request)}\n`)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((done) => (timer = setTimeout(() => done('late'), LIMIT)))
    const next = await Promise.race([this.#lines.next(), late]).finally(() => clearTimeout(timer))
    if (next !== 'late' && !next.done) return JSON.parse(next.value) as Answer
    this.#dead ??= next === 'late' ? `no answer within ${LIMIT / 1000} s` : `ended: ${this.#said.trim().split('\n').at(-1) ?? ''}`
    if (next === 'late') this.#process.kill('SIGKILL')
    return { error: this.#dead }
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null || this.#process.pid === undefined) return
    const gone = new Promise((done) => this.#process.once('exit', done))
    this.#process.stdin?.end()
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 5000)
    await gone
    clearTimeout(timer)
  }
}
