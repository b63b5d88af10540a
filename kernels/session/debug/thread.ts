// The thread that runs cells, as a debugger sees it: it runs or stands still, and why. Whatever stops it where only the host's code is on
// the stack is let run on at once; nobody hears of it.
import type { AwaitSite } from '../runner.ts'
import type { NotebookSession } from '../session.ts'
import type { Breakpoints } from './breakpoints.ts'
import { isUncaught } from './catches.ts'
import type { DebugHost, Inspector, ThreadWatcher } from './host.ts'
import { threadId, type DebugEvent } from './protocol.ts'
import { Values } from './values.ts'
import { isCellFunction, type CallFrame, type Paused } from './v8.ts'

/** How long a farewell may take, in ms. */
const farewellTime = 500

/** The thread stands still. */
export interface Stop {
  /** The reader's own frames, innermost first. */
  frames: CallFrame[]
  /** Where cells wait for what runs. */
  awaits: AwaitSite[]
}

export type Step = 'stepOver' | 'stepInto' | 'stepOut'

export type ExceptionFilter = 'all' | 'uncaught'

export class DebuggedThread implements ThreadWatcher {
  readonly #host: DebugHost
  readonly #session: NotebookSession
  readonly #breakpoints: Breakpoints
  readonly #onEvent: (event: DebugEvent) => void
  #inspector: Inspector | undefined
  #started = false
  /** The attachment to a thread that took the place of another, which nobody asked for. */
  #attaching: Promise<void> = Promise.resolve()
  #stop: Stop | undefined
  /** What the next stop that is neither a breakpoint nor an error was asked for by. */
  #awaited: Step | 'pause' | undefined
  #filters = new Set<ExceptionFilter>()

  constructor(session: NotebookSession, host: DebugHost, breakpoints: Breakpoints, onEvent: (event: DebugEvent) => void) {
    this.#session = session
    this.#host = host
    this.#breakpoints = breakpoints
    this.#onEvent = onEvent
  }

  get started(): boolean {
    return this.#started
  }

  get stop(): Stop | undefined {
    return this.#stop
  }

  /** The line to the thread's inspector while it is debugged. */
  get inspector(): Inspector | undefined {
    return this.#inspector
  }

  async start(): Promise<void> {
    if (this.#started) return
    this.#started = true
    this.#host.watch(this)
    await this.#attach()
  }

  async #attach(): Promise<void> {
    const inspector = await this.#host.attach()
    this.#inspector = inspector
    inspector.on<Paused>('Debugger.paused', (paused) => void this.#onPaused(paused))
    inspector.on('Debugger.resumed', () => this.#onResumed())
    await inspector.post('Debugger.enable')
    await inspector.post('Debugger.setBlackboxPatterns', { patterns: this.#host.hiddenPatterns })
    await this.pauseOnExceptions([...this.#filters])
    await this.#breakpoints.setAll(this.#session.scope, inspector)
  }

  /** Lets the thread run as if it had never been debugged. */
  async end(): Promise<void> {
    this.#started = false
    this.#host.watch(undefined)
    this.#filters.clear()
    await this.#detach()
  }

  /** @param forGood whether the thread is to end: what it stands in must not go on */
  async #detach(forGood = false): Promise<void> {
    const inspector = this.#inspector
    if (!inspector) return
    const wasStopped = this.#stop !== undefined
    this.#inspector = undefined
    this.#awaited = undefined
    this.#onResumed()
    if (forGood && wasStopped) void inspector.post('Runtime.terminateExecution').catch(() => {})
    // A thread that has ended answers no more.
    await Promise.race([inspector.post('Debugger.disable').catch(() => {}), new Promise((resolve) => setTimeout(resolve, farewellTime))])
    inspector.detach()
  }

  async pauseOnExceptions(filters: readonly ExceptionFilter[]): Promise<void> {
    this.#filters = new Set(filters)
    await this.#inspector?.post('Debugger.setPauseOnExceptions', { state: this.#filters.size > 0 ? 'all' : 'none' })
  }

  async resume(): Promise<void> {
    this.#awaited = undefined
    if (this.#stop) await this.#inspector?.post('Debugger.resume')
  }

  async step(method: Step): Promise<void> {
    if (!this.#stop) return
    this.#awaited = method
    await this.#inspector?.post(`Debugger.${method}`)
  }

  /** Stops at the next statement of a cell. */
  async pause(): Promise<void> {
    this.#awaited = 'pause'
    await this.#inspector?.post('Debugger.pause')
  }

  async #onPaused(paused: Paused): Promise<void> {
    // An interrupt makes the thread stand still to end what runs, and lets it go by itself.
    if (this.#host.interrupting && !isError(paused)) return
    const frames = paused.callFrames.filter((frame) => !this.#isHidden(frame))
    const awaits = await this.#awaits()
    const reason = frames.length > 0 ? this.#reasonOf(paused, frames[0]!, awaits) : undefined
    if (!reason || this.#host.interrupting) return this.#moveOn('resume')
    if (reason === 'step' && this.#isAdded(frames[0]!)) return this.#moveOn('stepOver')
    this.#awaited = undefined
    this.#stop = { frames, awaits }
    const thrown = String(paused.data?.description ?? paused.data?.value ?? '').split('\n', 1)[0]
    const description = reason === 'exception' ? { text: thrown } : {}
    this.#onEvent({ event: 'stopped', body: { reason, threadId, allThreadsStopped: true, ...description } })
  }

  async #awaits(): Promise<AwaitSite[]> {
    return this.#inspector ? new Values(this.#inspector, this.#host.explorer).awaits() : []
  }

  #moveOn(method: Step | 'resume'): void {
    void this.#inspector?.post(`Debugger.${method}`).catch(() => {})
  }

  /** Whether it stands in what emit.ts has written: a variable is copied to the notebook, `__nb0.x=x;`, or the cell's last line is over. */
  #isAdded({ location: { scriptId, lineNumber, columnNumber } }: CallFrame): boolean {
    const { compiled, lines = [] } = this.#session.cells.get(this.#inspector?.urlOf(scriptId) ?? '') ?? {}
    if (compiled && lineNumber >= lines.length) return true
    const line = compiled?.code.split('\n')[lineNumber] ?? ''
    return /^__nb\d+\.([\p{ID_Continue}$]+)=\1;/u.test(line.slice(columnNumber + (lineNumber === 0 ? compiled!.headLength : 0)))
  }

  #isHidden({ location, functionName }: CallFrame): boolean {
    return !isCellFunction(functionName) && this.#host.isHidden(this.#inspector?.urlOf(location.scriptId) ?? '')
  }

  /** Why the reader wants to see this stop; undefined if it is of no interest. */
  #reasonOf(paused: Paused, top: CallFrame, awaits: readonly AwaitSite[]): string | undefined {
    if (isError(paused)) {
      const cellOf = (scriptId: string) => this.#session.cells.get(this.#inspector?.urlOf(scriptId) ?? '')
      const waiting = awaits.flatMap((site) => {
        const cell = this.#session.cells.get(site.file)
        return cell ? [{ site, cell }] : []
      })
      return this.#filters.has('all') || isUncaught(paused, cellOf, waiting) ? 'exception' : undefined
    }
    if (paused.hitBreakpoints?.length) return 'breakpoint'
    if (this.#awaited) return this.#awaited === 'pause' ? 'pause' : 'step'
    // A step off the end of a cell stays with V8 and stops the next one; a `debugger` statement looks the same.
    return this.#isDebuggerStatement(top) ? 'breakpoint' : undefined
  }

  #isDebuggerStatement({ location: { scriptId, lineNumber } }: CallFrame): boolean {
    const cell = this.#session.cells.get(this.#inspector?.urlOf(scriptId) ?? '')
    return !cell || /\bdebugger\b/.test(cell.lines[lineNumber] ?? '')
  }

  #onResumed(): void {
    if (!this.#stop) return
    this.#stop = undefined
    this.#onEvent({ event: 'continued', body: { threadId, allThreadsContinued: true } })
  }

  async beforeRun(file: string): Promise<void> {
    if (!this.#stop) this.#awaited = this.#awaited === 'pause' ? 'pause' : undefined
    await this.#attaching
    if (this.#inspector) await this.#breakpoints.setIn(file, this.#session.scope, this.#inspector)
  }

  /** A thread that stands still cannot be ended. */
  async beforeEnd(): Promise<void> {
    await this.#detach(true)
  }

  async afterReplace(): Promise<void> {
    const detached = this.#detach(true)
    this.#attaching = detached.then(() => this.#attach()).catch(() => {})
    await detached
  }
}

const isError = ({ reason }: Paused): boolean => reason === 'exception' || reason === 'promiseRejection'
