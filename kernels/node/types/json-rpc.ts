// JSON-RPC 2.0 over a process's stdin and stdout, framed as the Language Server Protocol frames it: a header with the length in bytes, an
// empty line, the message.
import type { Readable, Writable } from 'node:stream'

interface RpcMessage {
  jsonrpc: '2.0'
  id?: number | string
  method?: string
  params?: unknown
  result?: unknown
  error?: { code: number; message: string }
}

const headerEnd = Buffer.from('\r\n\r\n')

export class JsonRpc {
  readonly #out: Writable
  readonly #waiting = new Map<number | string, { resolve(result: unknown): void; reject(error: Error): void }>()
  #received: Buffer = Buffer.alloc(0)
  #count = 0
  #closed: Error | undefined

  constructor(input: Readable, out: Writable) {
    this.#out = out
    out.on('error', (error) => this.close(error))
    input.on('data', (chunk: Buffer) => this.#read(chunk))
  }

  /** Whether the other side has gone. */
  get isClosed(): boolean {
    return this.#closed !== undefined
  }

  /** Asks the other side. @throws Error when it answers with an error, or has gone */
  request<Result>(method: string, params: unknown): Promise<Result> {
    if (this.#closed) return Promise.reject(this.#closed)
    const id = ++this.#count
    this.#write({ jsonrpc: '2.0', id, method, params })
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject }))
  }

  notify(method: string, params: unknown): void {
    if (!this.#closed) this.#write({ jsonrpc: '2.0', method, params })
  }

  /** Rejects what is still waited for, and everything later. */
  close(reason: Error): void {
    this.#closed ??= reason
    for (const { reject } of this.#waiting.values()) reject(this.#closed)
    this.#waiting.clear()
  }

  #write(message: RpcMessage): void {
    const text = JSON.stringify(message)
    this.#out.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk])
    for (;;) {
      const end = this.#received.indexOf(headerEnd)
      if (end < 0) return
      const length = Number(/Content-Length: *(\d+)/i.exec(this.#received.toString('latin1', 0, end))?.[1])
      const start = end + headerEnd.length
      if (!(this.#received.length >= start + length)) return
      const message = JSON.parse(this.#received.toString('utf8', start, start + length)) as RpcMessage
      this.#received = this.#received.subarray(start + length)
      this.#take(message)
    }
  }

  #take(message: RpcMessage): void {
    if (message.id === undefined) return
    // The server asks its client about settings and the like; it is content with no answer.
    if (message.method !== undefined) return this.#write({ jsonrpc: '2.0', id: message.id, result: null })
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(message.error.message))
    else waiting?.resolve(message.result)
  }
}
