// One queue for each socket: ZeroMQ takes one message at a time and says when it has taken it. To send without waiting for that loses messages,
// the status `idle` among them, and a front end then waits for ever.

interface Sender {
  readonly closed: boolean
  send(frames: (Uint8Array | string)[]): Promise<void>
}

export class SendQueue {
  readonly #socket: Sender
  #waiting: (Uint8Array | string)[][] = []
  #sending = false
  #sent: Promise<void> = Promise.resolve()

  constructor(socket: Sender) {
    this.#socket = socket
  }

  add(frames: (Uint8Array | string)[]): void {
    if (this.#socket.closed) return
    this.#waiting.push(frames)
    if (!this.#sending) this.#sent = this.#send()
  }

  /** Resolves when all has been handed to ZeroMQ. */
  sent(): Promise<void> {
    return this.#sent
  }

  async #send(): Promise<void> {
    this.#sending = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      for (const frames of batch) await this.#socket.send(frames)
    }
    // Not a moment later, in a `finally` of the promise for instance: a message added in between would wait for the next one.
    this.#sending = false
  }
}
