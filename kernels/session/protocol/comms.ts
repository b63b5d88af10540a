// The comms of a kernel, as front ends see them: which are open, and what is said on them. The list is kept here, beside the thread that runs
// cells, so that it can be told while a cell computes.
import type { CommMessage, CommPort } from '../comms/index.ts'
import type { JsonObject, JupyterMessage } from '../message.ts'
import { objectOf, textOf } from './content.ts'
import type { Publisher } from './publisher.ts'

export class CommDesk {
  readonly #publisher: Publisher
  readonly #running: () => JupyterMessage | undefined
  /** The target of each open comm. */
  readonly #open = new Map<string, string>()
  /** The requests in which messages of the front end came. */
  readonly #requests = new WeakMap<CommMessage, JupyterMessage>()

  /** @param running the request in whose name cells speak now */
  constructor(publisher: Publisher, running: () => JupyterMessage | undefined) {
    this.#publisher = publisher
    this.#running = running
  }

  /** Publishes from now on what the notebook's objects say. */
  connect(port: CommPort): void {
    port.onMessage((message, answered) => this.#publish(message, (answered && this.#requests.get(answered)) ?? this.#running()))
    port.onLost(() => this.#closeAll())
  }

  /** Takes a `comm_open`, `comm_msg` or `comm_close`. Resolves when its listeners are done. */
  async deliver(request: JupyterMessage, port: CommPort): Promise<void> {
    const message = messageIn(request)
    this.#keep(message)
    this.#requests.set(message, request)
    await port.deliver(message)
  }

  /** What is open, of one target or of all. */
  info(target: string): JsonObject {
    const wanted = [...this.#open].filter(([, name]) => target === '' || name === target)
    return Object.fromEntries(wanted.map(([id, name]) => [id, { target_name: name }]))
  }

  #publish(message: CommMessage, request?: JupyterMessage): void {
    const { type, id, target, data, metadata = {}, buffers } = message
    this.#keep(message)
    const content = { comm_id: id, ...(type === 'comm_open' && { target_name: target }), data }
    this.#publisher.publish(type, content, request, { metadata, ...(buffers && { buffers }) })
  }

  #closeAll(): void {
    for (const id of [...this.#open.keys()]) this.#publish({ type: 'comm_close', id, data: {} })
  }

  #keep({ type, id, target = '' }: CommMessage): void {
    if (type === 'comm_open') this.#open.set(id, target)
    if (type === 'comm_close') this.#open.delete(id)
  }
}

function messageIn({ header, content, metadata, buffers }: JupyterMessage): CommMessage {
  return {
    type: header.msg_type as CommMessage['type'],
    id: textOf(content['comm_id']),
    target: textOf(content['target_name']),
    data: objectOf(content['data']),
    metadata,
    ...(buffers && { buffers }),
  }
}
