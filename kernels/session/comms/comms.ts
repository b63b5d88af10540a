// The comms of one notebook, at the end where its objects live. Each message goes to the comm it names; a comm that the front end opens goes
// to whoever has registered its target, and is closed at once where nobody has.
import type { JsonObject } from '../message.ts'
import type { CommMessage } from './message.ts'

/** Hears a message; where it returns a promise, the message counts as dealt with when that is settled. */
export type CommListener = (data: JsonObject, buffers: Uint8Array[]) => void | Promise<void>

type Post = (message: CommMessage) => void

export class Comm {
  readonly id: string
  readonly target: string
  readonly #post: Post
  /** Hears what the front end sends. */
  onMessage: CommListener = () => {}
  /** Hears that the front end has closed the comm. */
  onClose: () => void = () => {}

  constructor(id: string, target: string, post: Post) {
    this.id = id
    this.target = target
    this.#post = post
  }

  send(data: JsonObject, buffers?: Uint8Array[]): void {
    this.#post({ type: 'comm_msg', id: this.id, data, ...(buffers && { buffers }) })
  }

  close(data: JsonObject = {}): void {
    this.#post({ type: 'comm_close', id: this.id, data })
  }
}

export class Comms {
  readonly #send: (message: CommMessage, answered?: CommMessage) => void
  readonly #open = new Map<string, Comm>()
  readonly #targets = new Map<string, (comm: Comm, data: JsonObject) => void>()
  #received: CommMessage | undefined
  readonly #newId: () => string

  /**
   * @param send takes what goes to the front end, and the message it answers, if it answers one
   * @param newId names a comm that is opened here; no two of one front end may have the same name
   */
  constructor(send: (message: CommMessage, answered?: CommMessage) => void, newId: () => string = () => crypto.randomUUID()) {
    this.#send = send
    this.#newId = newId
  }

  /** Opens a comm to the front end. */
  open(target: string, data: JsonObject, metadata: JsonObject = {}): Comm {
    const comm = this.#add(this.#newId(), target)
    this.#post({ type: 'comm_open', id: comm.id, target, data, metadata })
    return comm
  }

  /** Takes the comms that the front end opens under this name. */
  register(target: string, opened: (comm: Comm, data: JsonObject) => void): void {
    this.#targets.set(target, opened)
  }

  /** Takes a message of the front end. Resolves when its listener is done; rejects as the listener does. */
  async receive(message: CommMessage): Promise<void> {
    this.#received = message
    let done: void | Promise<void>
    try {
      done = this.#dispatch(message)
    } finally {
      this.#received = undefined
    }
    await done
  }

  #dispatch({ type, id, target = '', data, buffers = [] }: CommMessage): void | Promise<void> {
    const comm = this.#open.get(id)
    switch (type) {
      case 'comm_open': {
        const opened = this.#targets.get(target)
        if (opened) return opened(this.#add(id, target), data)
        return this.#post({ type: 'comm_close', id, data: {} })
      }
      case 'comm_msg': return comm?.onMessage(data, buffers)
      case 'comm_close':
        this.#open.delete(id)
        return comm?.onClose()
    }
  }

  #add(id: string, target: string): Comm {
    const comm = new Comm(id, target, (message) => this.#post(message))
    this.#open.set(id, comm)
    return comm
  }

  #post(message: CommMessage): void {
    if (message.type === 'comm_close') this.#open.delete(message.id)
    this.#send(message, this.#received)
  }
}
