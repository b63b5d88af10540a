// One queue for each socket: ZeroMQ takes one message at a time and says when it has taken it. To send without waiting for that loses messages,
// the status `idle` among them, and a front end then waits for ever.

interface Sender {
  readonly closed: boolean
  send(frames: (Uint8Array | string)[]): Promise<void>
}

export class SendQueue {
  readonly #socket: Sender
  #waiting: (Uint8Array | string)[][] = []
  #sending: Promise<void> | undefined

  constructor(socket: Sender) {
    this.#socket = socket
  }

  add(frames: (Uint8Array | string)[]): void {
    if (this.#socket.closed) return
    this.#waiting.push(frames)
    this.#sending ??= this.#send().finally(() => { this.#sending = undefined })
  }

  /** Resolves when all has been handed to ZeroMQ. */
  async sent(): Promise<void> {
    await this.#sending
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      for (const frames of batch) await this.#socket.send(frames)
    }
  }
}
