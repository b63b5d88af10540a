// Starts a kernel as Jupyter does, with a connection file, and speaks with it over ZeroMQ: the same client for every kernel, so that what it
// costs itself is the same for all.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Wire } from '../../kernels/jupyter/wire.ts'
import { MessageMaker, type Channel, type JsonObject, type JupyterMessage } from '../../kernels/session/message.ts'
import { freePort } from '../../test/free-port.ts'
import type { Peer } from './peers.ts'
import { zmq, type Socket } from './zmq.ts'

export interface Answer {
  /** The content of the reply. */
  reply: JsonObject
  /** What iopub carried for the request, in order. */
  published: JupyterMessage[]
  /** When it was asked for, by `performance.now()`. */
  sent: number
  /** Milliseconds from then to the reply, and to the later of reply and `idle`. */
  replied: number
  done: number
}

interface RequestOptions {
  channel?: Channel
  limit?: number
  wait?: 'reply' | 'idle'
}

interface Waiting {
  answer: Answer
  idle: boolean
  settled(): void
  timer: NodeJS.Timeout
}

const KEY = 'a key for this kernel alone'
const sockets = ['shell', 'control', 'stdin', 'iopub', 'hb'] as const

export class Client {
  readonly process: ChildProcess
  /** When the process was started, by `performance.now()`. */
  readonly started: number
  /** What asks the reader for a line, and the answer to it. */
  onInput: (prompt: JsonObject) => string = () => ''
  /** Everything on iopub, for what belongs to no request of ours. */
  readonly heard: JupyterMessage[] = []
  readonly heartbeat: string
  readonly #folder: string
  readonly #maker = new MessageMaker()
  readonly #wire = new Wire(KEY, 'hmac-sha256')
  readonly #sockets: Record<'shell' | 'control' | 'stdin' | 'iopub', Socket>
  readonly #waiting = new Map<string, Waiting>()
  #sending: Promise<unknown> = Promise.resolve()
  #ended = false

  private constructor(process: ChildProcess, started: number, folder: string, ports: Record<string, number>) {
    this.process = process
    this.started = started
    this.#folder = folder
    const address = (name: string): string => `tcp://127.0.0.1:${ports[`${name}_port`]}`
    const routingId = crypto.randomUUID()
    const dealer = (name: string): Socket => zmq.dealer(address(name), routingId)
    this.#sockets = { shell: dealer('shell'), control: dealer('control'), stdin: dealer('stdin'), iopub: zmq.subscriber(address('iopub')) }
    this.heartbeat = address('hb')
    for (const [channel, socket] of Object.entries(this.#sockets)) void this.#receive(channel as Channel, socket)
  }

  static async start(peer: Peer, env: Record<string, string> = {}): Promise<Client> {
    const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'))
    const file = join(folder, 'connection.json')
    const ports: Record<string, number> = {}
    for (const name of sockets) ports[`${name}_port`] = await freePort()
    writeFileSync(file, JSON.stringify({ ...ports, transport: 'tcp', ip: '127.0.0.1', key: KEY, signature_scheme: 'hmac-sha256', kernel_name: peer.name }))
    const [program = '', ...args] = peer.command(file)
    const started = performance.now()
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore', detached: true })
    return new Client(child, started, folder, ports)
  }

  /**
   * Sends a request and waits for its reply and for `idle`, or for the reply alone: who has just begun to listen misses what was published before.
   *
   * @throws Error if that takes longer than the limit in milliseconds
   */
  async request(type: string, content: JsonObject = {}, { channel = 'shell', limit = 10_000, wait = 'idle' }: RequestOptions = {}): Promise<Answer> {
    const message = this.#maker.make(channel, type, content)
    const answer: Answer = { reply: {}, published: [], sent: performance.now(), replied: NaN, done: NaN }
    const settled = new Promise<void>((done, failed) => {
      const late = (): void => failed(new Error(`${type}: no ${Number.isNaN(answer.replied) ? 'reply' : 'idle'} in ${limit / 1000} s`))
      this.#waiting.set(message.header.msg_id, { answer, idle: wait === 'reply', settled: done, timer: setTimeout(late, limit) })
    })
    this.#put(channel, this.#wire.encode(message, []))
    await settled.finally(() => this.#forget(message.header.msg_id))
    return answer
  }

  /** Waits until the kernel answers and is heard on iopub. */
  async ready(limit = 20_000): Promise<void> {
    for (const start = performance.now(); ; ) {
      try {
        await this.request('kernel_info_request', {}, { limit: 500 })
        return
      } catch (error) {
        if (performance.now() - start > limit) throw error
      }
    }
  }

  execute(code: string, options: JsonObject = {}, limit = 10_000): Promise<Answer> {
    return this.request('execute_request', { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true, ...options }, { limit })
  }

  /** Sends frames as they are, signed or not. */
  raw(frames: (Uint8Array | string)[]): void {
    this.#put('shell', frames)
  }

  /** Ends the kernel. What has not been answered never will be. */
  async end(): Promise<void> {
    this.#ended = true
    for (const id of this.#waiting.keys()) this.#forget(id)
    for (const socket of Object.values(this.#sockets)) socket.close()
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = new Promise((done) => this.process.once('exit', done))
      // With whatever it has started.
      if (this.process.pid) process.kill(-this.process.pid, 'SIGKILL')
      await gone
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #forget(id: string): void {
    clearTimeout(this.#waiting.get(id)?.timer)
    this.#waiting.delete(id)
  }

  #put(channel: Channel, frames: (Uint8Array | string)[]): void {
    this.#sending = this.#sending
      .then(() => (this.#ended ? undefined : this.#sockets[channel].send(frames)))
      .catch((error: Error) => {
        if (!this.#ended) throw error
      })
  }

  async #receive(channel: Channel, socket: Socket): Promise<void> {
    try {
      for await (const frames of socket) this.#take(this.#wire.decode(frames, channel).message)
    } catch (error) {
      // A socket that is closed while it waits says so.
      if (!this.#ended) throw error
    }
  }

  #take(message: JupyterMessage): void {
    const parent = message.parent_header as { msg_id?: string }
    const { msg_type: type } = message.header
    if (message.channel === 'iopub') this.heard.push(message)
    if (type === 'input_request') {
      const reply = this.#maker.make('stdin', 'input_reply', { value: this.onInput(message.content), status: 'ok' }, message.header)
      return this.#put('stdin', this.#wire.encode(reply, []))
    }
    const waiting = this.#waiting.get(parent.msg_id ?? '')
    if (!waiting) return
    const { answer } = waiting
    if (message.channel === 'iopub') {
      answer.published.push(message)
      if (message.content['execution_state'] === 'idle') waiting.idle = true
    } else {
      answer.reply = message.content
      answer.replied = performance.now() - answer.sent
    }
    if (!waiting.idle || Number.isNaN(answer.replied)) return
    answer.done = performance.now() - answer.sent
    waiting.settled()
  }
}

/** The contents of the messages of one type. */
export const contents = ({ published }: Answer, type: string): JsonObject[] =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content)

/** All that a cell printed, or whose value it shows as text. */
export const textOf = (answer: Answer): string =>
  [...contents(answer, 'stream').map(({ text }) => String(text)), ...contents(answer, 'execute_result').map(({ data }) => String((data as JsonObject)['text/plain']))].join('')
