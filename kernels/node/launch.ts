// Starts a kernel as a child process and speaks Jupyter messages with it over IPC. The child leads its own process group where the system
// has such groups, so that killing it takes along whatever it started: the language server, and processes begun by a cell.
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { kernelFlags } from './housekeeping.ts'
import { MessageMaker, type JupyterMessage } from '../session/message.ts'
import { builtKernel } from './paths.ts'

/** How long a kernel that is told to end may take before it is ended. */
const patience = 1500
const stderrKept = 4000
const ownGroup = process.platform !== 'win32'

/** A kernel in a process of its own. */
export interface KernelProcess {
  /** The process id, while the process lives. */
  readonly pid: number | undefined
  /** Sends a message to the kernel; does nothing when it has ended. */
  post(message: JupyterMessage): void
  /** Hears every message of the kernel, on every channel. */
  onMessage(listener: (message: JupyterMessage) => void): void
  /** Hears the end of the process, with the reason in one plain sentence or the last lines of its stderr. */
  onExit(listener: (code: number | null, reason: string) => void): void
  /** Interrupts the running cell, as an `interrupt_request` on the control channel does. */
  interrupt(): void
  /** Ends the kernel; resolves when its process and its children are gone. */
  kill(): Promise<void>
}

export interface LaunchOptions {
  /** The notebook's folder: where its packages, modules and files are looked up. */
  cwd: string
  /** Variables to add to this process's own environment. */
  env?: Record<string, string>
}

/**
 * Starts a kernel.
 *
 * ```ts
 * const kernel = launchKernel({ cwd: 'notebooks' })
 * kernel.onMessage((message) => console.log(message.channel, message.header.msg_type))
 * ```
 */
export function launchKernel({ cwd, env = {} }: LaunchOptions): KernelProcess {
  const program = builtKernel('main')
  const child = fork(program, [], {
    cwd,
    env: { ...process.env, ...env },
    execArgv: [...kernelFlags],
    serialization: 'advanced',
    detached: ownGroup,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  return new ForkedKernel(child, missing(program, cwd))
}

/** Why a kernel cannot start, as far as it can be seen from here: a missing program or folder is told by Node as if Node were missing. */
function missing(program: string, folder: string): string | undefined {
  if (!existsSync(program)) return `The kernel is not built: ${program} is missing. Run \`npm run build\`.`
  if (!existsSync(folder)) return `The kernel could not be started: the folder ${folder} does not exist.`
  return undefined
}

class ForkedKernel implements KernelProcess {
  readonly #child: ChildProcess
  readonly #messages = new MessageMaker()
  readonly #ended: Promise<void>
  readonly #missing: string | undefined
  #stderr = ''
  #answered = false
  #end: { code: number | null; reason: string } | undefined
  readonly #exitListeners: ((code: number | null, reason: string) => void)[] = []

  constructor(child: ChildProcess, missing: string | undefined) {
    this.#child = child
    this.#missing = missing
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-stderrKept)
    })
    child.once('message', () => { this.#answered = true })
    this.#ended = new Promise((resolve) => {
      // 'close' comes after stderr is read to its end; a process that a cell left behind may hold stderr open, hence 'exit' and a moment's
      // grace.
      const finish = (code: number | null, signal: NodeJS.Signals | null, error?: Error) => {
        if (this.#end) return
        this.#end = { code, reason: this.#reason(code, signal, error) }
        endGroup(child.pid)
        for (const listener of this.#exitListeners) listener(this.#end.code, this.#end.reason)
        resolve()
      }
      child.once('close', (code, signal) => finish(code, signal))
      child.once('exit', (code, signal) => setTimeout(finish, 200, code, signal))
      child.once('error', (error) => { if (child.pid === undefined) finish(null, null, error) })
    })
  }

  get pid(): number | undefined {
    return this.#end ? undefined : this.#child.pid
  }

  post(message: JupyterMessage): void {
    // The callback takes the error of a channel that closes while the message is under way: onExit tells of that.
    if (this.#child.connected) this.#child.send(message, () => {})
  }

  onMessage(listener: (message: JupyterMessage) => void): void {
    this.#child.on('message', (message) => listener(message as JupyterMessage))
  }

  onExit(listener: (code: number | null, reason: string) => void): void {
    if (this.#end) listener(this.#end.code, this.#end.reason)
    else this.#exitListeners.push(listener)
  }

  interrupt(): void {
    this.post(this.#messages.make('control', 'interrupt_request', {}))
  }

  async kill(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect()
    const late = setTimeout(() => {
      endGroup(this.#child.pid)
      this.#child.kill('SIGKILL')
    }, patience)
    await this.#ended
    clearTimeout(late)
  }

  #reason(code: number | null, signal: NodeJS.Signals | null, error?: Error): string {
    const said = this.#stderr.trim()
    if (!this.#answered && this.#missing) return this.#missing
    if (error) return `The kernel could not be started: ${error.message}.`
    if (!this.#answered) return `The kernel ended before it could answer (${ending(code, signal)}).${said && `\n${said}`}`
    if (code === 0) return 'The kernel was shut down.'
    return said || `The kernel ended (${ending(code, signal)}).`
  }
}

const ending = (code: number | null, signal: NodeJS.Signals | null) => (signal ? `signal ${signal}` : `exit code ${code}`)

/** Ends what is left of the process group that a kernel led. */
function endGroup(leader: number | undefined): void {
  if (!ownGroup || leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nobody is left, which is what was wanted.
  }
}
