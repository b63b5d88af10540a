// One kernel over its whole life: started, asked whether it is there, restarted by the person or after a crash, given up after too many
// crashes, ended. The process below it changes with every start; the front ends connected to it and its id stay.
import type { JupyterMessage } from '../../../../kernels/session/message.ts'
import { HttpError } from '../api.ts'
import type { KernelProcess } from '../host.ts'
import { KERNEL_NAME } from '../kernelspec.ts'
import { Activity } from './activity.ts'
import { infoRequest, SERVER_SESSION, statusNotice, stderrNotice } from './notice.ts'
import { sentenceOf } from './reason.ts'

/** A front end's connection: `session` is what it signs its requests with, '' if it did not say. */
export interface Client {
  session: string
  send(message: JupyterMessage): void
  close(): void
}

export interface KernelModel {
  id: string
  name: string
  execution_state: string
  last_activity: string
  connections: number
  reason?: string
}

/** How long a kernel may take to answer for the first time, in ms. */
const START_TIMEOUT = 60_000
/** So many crashes in a row, each within STABLE ms of the start before it, and the kernel is given up. */
const CRASH_LIMIT = 5
const STABLE = 10_000

export class Kernel {
  readonly id = crypto.randomUUID()
  readonly #launch: () => KernelProcess
  readonly #log: (line: string) => void
  readonly #clients = new Set<Client>()
  readonly #activity = new Activity()
  #process: KernelProcess | null = null
  /** Resolves when all processes that were ended are gone. */
  #retired: Promise<unknown> = Promise.resolve()
  #startedAt = 0
  #crashes = 0
  /** Ends the waiting of a start that another, or the end, has overtaken. */
  #abandonStart: () => void = () => {}

  /** @param launch starts the process, each time anew */
  constructor(launch: () => KernelProcess, log: (line: string) => void) {
    this.#launch = launch
    this.#log = log
  }

  get model(): KernelModel {
    const { state, last, reason } = this.#activity
    const base = { id: this.id, name: KERNEL_NAME, execution_state: state, last_activity: last, connections: this.#clients.size }
    return reason === '' ? base : { ...base, reason }
  }

  get isDead(): boolean {
    return this.#activity.state === 'dead'
  }

  /**
   * Starts the process and waits until it answers.
   *
   * @throws HttpError 500 with the reason if it ends or stays silent instead; the kernel is dead then
   */
  async start(): Promise<void> {
    const failure = await this.#begin().catch(messageOf)
    if (failure !== null) this.#giveUp(failure)
    if (this.isDead) throw new HttpError(500, this.#activity.reason)
  }

  /** Ends the process and starts another; front ends stay connected. @throws HttpError 500 as `start` does */
  async restart(): Promise<void> {
    this.#retire()
    this.#crashes = 0
    await this.start()
    this.#tellStatus()
  }

  interrupt(): void {
    this.#process?.interrupt()
  }

  /** Ends the kernel and all its connections. Resolves when every process of it is gone. */
  async end(): Promise<void> {
    this.#retire()
    this.#activity.die('The kernel was shut down.')
    this.#abandonStart()
    for (const client of this.#clients) client.close()
    this.#clients.clear()
    await this.#retired
  }

  /** Connects a front end and tells it what the kernel is doing. */
  connect(client: Client): void {
    this.#clients.add(client)
    client.send(this.#status())
  }

  disconnect(client: Client): void {
    this.#clients.delete(client)
  }

  /** Passes a front end's message on. */
  post(message: JupyterMessage): void {
    this.#process?.post(message)
  }

  /** Starts a process. Resolves with null when it has answered or another has taken its place, with the reason when it will not answer. */
  #begin(): Promise<string | null> {
    this.#abandonStart()
    this.#activity.begin()
    this.#startedAt = Date.now()
    return new Promise((resolve) => {
      const process = (this.#process = this.#launch())
      const request = infoRequest()
      let settled = false
      const settle = (failure: string | null): void => {
        settled = true
        clearTimeout(timer)
        resolve(failure)
      }
      const timer = setTimeout(() => settle(`The kernel did not answer within ${START_TIMEOUT / 1000} s.`), START_TIMEOUT)
      this.#abandonStart = () => settle(null)

      process.onMessage((message) => {
        if (process !== this.#process) return
        this.#receive(message)
        if (settled || message.channel !== 'shell' || message.parent_header.msg_id !== request.header.msg_id) return
        this.#activity.ready()
        settle(null)
      })
      process.onExit((code, reason) => {
        if (process !== this.#process) return
        this.#process = null
        const sentence = sentenceOf(reason, code, settled, this.#log)
        if (!settled) settle(sentence)
        else if (code === 0) this.#giveUp(sentence)
        else void this.#recover(sentence)
      })
      process.post(request)
    })
  }

  #receive(message: JupyterMessage): void {
    this.#activity.note(message)
    if (message.parent_header.session !== SERVER_SESSION) this.#broadcast(message)
  }

  /** What comes on iopub is for all front ends, a reply only for the one that asked. */
  #broadcast(message: JupyterMessage): void {
    for (const client of this.#clients) {
      if (message.channel === 'iopub' || client.session === '' || client.session === message.parent_header.session) client.send(message)
    }
  }

  #status(): JupyterMessage {
    return statusNotice(this.#activity.session, this.#activity.state)
  }

  #tellStatus(): void {
    this.#broadcast(this.#status())
  }

  /** After a crash: tells the person, and starts again as long as that makes sense. Never rejects. */
  async #recover(reason: string): Promise<void> {
    for (let failure: string | null = reason; failure !== null; failure = await this.#begin().catch(messageOf)) {
      this.#crashes = Date.now() - this.#startedAt < STABLE ? this.#crashes + 1 : 1
      if (this.#crashes > CRASH_LIMIT) return this.#giveUp(failure)
      this.#explain(`${failure}\nThe kernel was started again; its variables are gone, so run the cells above first.\n`)
      this.#broadcast(statusNotice(this.#activity.session, 'restarting'))
    }
    this.#tellStatus()
  }

  #giveUp(reason: string): void {
    this.#retire()
    this.#explain(`${reason}\nThe kernel was not started again.\n`)
    this.#activity.die(reason)
    this.#tellStatus()
  }

  /** Ends the process, if there is one; a next one need not wait until it is gone. */
  #retire(): void {
    this.#retired = Promise.all([this.#retired, this.#process?.kill()])
    this.#process = null
  }

  /** Writes below the cell that was running. */
  #explain(text: string): void {
    const { session, running } = this.#activity
    if (running !== null) this.#broadcast(stderrNotice(session, running, text))
  }
}

const messageOf = (error: Error): string => error.message
