// A debugger's line to one worker thread, through the inspector that Node carries. It is attached only while it is needed: a thread that is
// being debugged runs slower. Interrupts use one of their own, whether or not a person debugs.
import { Session } from 'node:inspector'
import type { Inspector } from '../session/debug/index.ts'

export interface CallFrame {
  callFrameId: string
  functionName: string
  /** Line and column are counted from 0. */
  location: { scriptId: string; lineNumber: number; columnNumber: number }
}

interface Reply {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

export class ThreadInspector implements Inspector {
  readonly #session = new Session()
  #worker = ''
  #count = 0
  readonly #replies = new Map<number, (reply: Reply) => void>()
  readonly #listeners = new Map<string, (params: unknown) => void>()
  /** The addresses of scripts, which the debugger tells once when it is enabled. */
  readonly #scripts = new Map<string, string>()

  /** @throws Error if the thread has ended */
  static async attach(threadId: number): Promise<ThreadInspector> {
    const inspector = new ThreadInspector()
    await inspector.#attach(threadId)
    return inspector
  }

  async #attach(threadId: number): Promise<void> {
    const session = this.#session
    session.connect()
    session.on('NodeWorker.attachedToWorker', ({ params }) => {
      if (new RegExp(`^\\[worker ${threadId}\\]`).test(params.workerInfo.title)) this.#worker = params.sessionId
    })
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      if (params.sessionId === this.#worker) this.#receive(JSON.parse(params.message) as Reply)
    })
    await new Promise<void>((resolve) => session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, () => resolve()))
    if (this.#worker) return
    session.disconnect()
    throw new Error(`inspector: there is no thread ${threadId}`)
  }

  #receive(reply: Reply): void {
    if (reply.id !== undefined) {
      this.#replies.get(reply.id)?.(reply)
      this.#replies.delete(reply.id)
    } else if (reply.method === 'Debugger.scriptParsed') {
      const { scriptId, url } = reply.params as { scriptId: string; url: string }
      this.#scripts.set(scriptId, url)
    } else if (reply.method !== undefined) {
      this.#listeners.get(reply.method)?.(reply.params)
    }
  }

  /** Calls a method of the Chrome DevTools protocol in the thread. */
  post<Result>(method: string, params: Record<string, unknown> = {}): Promise<Result> {
    const id = ++this.#count
    const message = JSON.stringify({ id, method, params })
    return new Promise((resolve, reject) => {
      this.#replies.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result as Result)))
      this.#session.post('NodeWorker.sendMessageToWorker', { sessionId: this.#worker, message }, (error) => { if (error) reject(error) })
    })
  }

  on<Params>(event: string, listener: (params: Params) => void): void {
    this.#listeners.set(event, listener as (params: unknown) => void)
  }

  /** The next event of this name. */
  once<Params>(event: string): Promise<Params> {
    return new Promise((resolve) => this.on<Params>(event, resolve))
  }

  urlOf(scriptId: string): string {
    return this.#scripts.get(scriptId) ?? ''
  }

  urls(): string[] {
    return [...new Set(this.#scripts.values())]
  }

  /** The file or address of the code of a frame. */
  fileOf = ({ location }: CallFrame): string => this.urlOf(location.scriptId)

  detach(): void {
    this.#session.disconnect()
  }
}
