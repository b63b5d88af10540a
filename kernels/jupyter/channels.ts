// The kernel's five sockets. What comes in is checked, read and handed on; what goes out finds its own way: a reply to the one who asked,
// everything on iopub to all who listen.
import { Reply, Router, XPublisher } from 'zeromq'
import type { Channel, JupyterMessage } from '../session/message.ts'
import { addressOf, type Connection } from './connection.ts'
import { SendQueue } from './send-queue.ts'
import { Wire, type Received } from './wire.ts'

/** Nothing is thrown away because a listener is slow, and the end waits this many milliseconds for one who is gone. */
const patient = { sendHighWaterMark: 0, linger: 500 }

export class Channels {
  readonly #wire: Wire
  readonly #routers = { shell: new Router(patient), control: new Router(patient), stdin: new Router(patient) }
  readonly #iopub = new XPublisher(patient)
  readonly #heartbeat = new Reply({ linger: 0 })
  readonly #queues: Record<Channel, SendQueue>
  /** Where the sender of each request is to be found, for as long as somebody holds its header in order to answer it. */
  readonly #routes = new WeakMap<object, Buffer[]>()
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
    this.#wire = new Wire(connection.key, connection.signatureScheme)
    const { shell, control, stdin } = this.#routers
    this.#queues = {
      shell: new SendQueue(shell),
      control: new SendQueue(control),
      stdin: new SendQueue(stdin),
      iopub: new SendQueue(this.#iopub),
    }
    // Every listener is welcomed, not just the first one to a topic.
    this.#iopub.verbosity = 'allSubs'
  }

  /** Takes the addresses that the front end has chosen. @throws Error if one of them is taken */
  async bind(): Promise<void> {
    const { shell, control, stdin } = this.#routers
    const sockets = { shell, control, stdin, iopub: this.#iopub, hb: this.#heartbeat }
    await Promise.all(
      Object.entries(sockets).map(([name, socket]) => socket.bind(addressOf(this.#connection, name as keyof typeof sockets))),
    )
    void this.#beat()
  }

  /** Hands on every message from now on. Messages that cannot be trusted or read are dropped, with a line on stderr. */
  listen(take: (message: JupyterMessage) => void, welcome: (topic: string) => void): void {
    for (const channel of ['shell', 'control', 'stdin'] as const) void this.#receive(channel, take)
    void this.#greet(welcome)
  }

  send(message: JupyterMessage): void {
    const route = this.#routeOf(message)
    if (route) this.#queues[message.channel].add(this.#wire.encode(message, route))
  }

  /** Hands everything to ZeroMQ and closes; ZeroMQ delivers it while the process ends. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#queues).map((queue) => queue.sent()))
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) socket.close()
  }

  #routeOf({ channel, header, parent_header: parent, content }: JupyterMessage): (Buffer | string)[] | undefined {
    if (channel !== 'iopub') return this.#routes.get(parent)
    // A welcome goes to those who asked for the topic and to no other.
    return [header.msg_type === 'iopub_welcome' ? String(content['subscription']) : `kernel.${header.session}.${header.msg_type}`]
  }

  async #receive(channel: 'shell' | 'control' | 'stdin', take: (message: JupyterMessage) => void): Promise<void> {
    for await (const frames of this.#routers[channel]) {
      const received = this.#read(frames, channel)
      if (!received) continue
      this.#routes.set(received.message.header, received.route)
      take(received.message)
    }
  }

  #read(frames: Buffer[], channel: Channel): Received | undefined {
    try {
      return this.#wire.decode(frames, channel)
    } catch (error) {
      console.error(`downhill: dropped on ${channel}: ${(error as Error).message}`)
      return undefined
    }
  }

  /** A subscription is a frame that begins with 1, followed by the topic. */
  async #greet(welcome: (topic: string) => void): Promise<void> {
    for await (const [subscription] of this.#iopub) {
      if (subscription?.[0] === 1) welcome(subscription.toString('utf8', 1))
    }
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames)
  }
}
