// Jupyter's messages in, the session's deeds out. Cells are executed in order; every other question is answered at once, also while a cell
// runs, because none of them needs the thread that runs cells.
import type { JsonObject, JupyterMessage } from '../message.ts'
import type { Completeness } from '../completeness.ts'
import type { NotebookSession } from '../session.ts'
import { CommDesk } from './comms.ts'
import { codePointsBefore, flagOf, numberOf, offsetOf, textOf } from './content.ts'
import { Executions } from './executions.ts'
import { History, type HistoryStore } from './history.ts'
import { kernelInfo, type Versions } from './info.ts'
import type { Publisher } from './publisher.ts'
import { Stdin } from './stdin.ts'

export interface KernelHost {
  /** The session, which the host makes when it is first asked for: what a kernel says of itself needs none. */
  session(): Promise<NotebookSession>
  publisher: Publisher
  versions: Versions
  /** Keeps the history for later kernels, if anything does. */
  history?: HistoryStore
  /** Answers the content of a `debug_request`, where the host can debug. */
  debug?(content: JsonObject): Promise<JsonObject>
  /** Ends the kernel; called after the reply has been sent. */
  shutdown(restart: boolean): void
}

export class JupyterKernel {
  readonly #host: KernelHost
  readonly #publisher: Publisher
  readonly #executions: Executions
  readonly #comms: CommDesk
  readonly #stdin: Stdin
  readonly #history: History
  #opened: Promise<NotebookSession> | undefined

  constructor(host: KernelHost) {
    this.#host = host
    this.#publisher = host.publisher
    this.#stdin = new Stdin(this.#publisher)
    this.#history = new History(host.history)
    this.#executions = new Executions(() => this.#session(), this.#publisher, this.#stdin, this.#history)
    this.#comms = new CommDesk(this.#publisher, () => this.#executions.running)
  }

  /** Takes a message of any channel. */
  handle(message: JupyterMessage): void {
    if (message.header.msg_type === 'execute_request') this.#executions.add(message)
    else if (message.header.msg_type === 'input_reply') this.#stdin.reply(message)
    else void this.#answer(message)
  }

  /** The session, whose comms are published from its beginning on. */
  #session(): Promise<NotebookSession> {
    this.#opened ??= this.#host.session().then((session) => {
      this.#comms.connect(session.comms)
      return session
    })
    return this.#opened
  }

  async #answer(request: JupyterMessage): Promise<void> {
    this.#publisher.status('busy', request)
    const content = await this.#contentOf(request)
    if (content) this.#publisher.reply(request, content)
    this.#publisher.status('idle', request)
    // Front ends show the last status they hear, whatever it answers.
    if (this.#executions.running) this.#publisher.status('busy', this.#executions.running)
    if (request.header.msg_type === 'shutdown_request') this.#host.shutdown(flagOf(request.content['restart'], false))
  }

  async #contentOf(request: JupyterMessage): Promise<JsonObject | undefined> {
    const { content } = request
    switch (request.header.msg_type) {
      case 'kernel_info_request': return kernelInfo(this.#host.versions)
      case 'is_complete_request': return completeReply((await this.#session()).completeness(textOf(content['code'])))
      case 'complete_request': return this.#complete(content)
      case 'inspect_request': return this.#inspect(content)
      case 'history_request': return { status: 'ok', history: await this.#history.rows(content) }
      case 'comm_info_request': return { status: 'ok', comms: this.#comms.info(textOf(content['target_name'])) }
      case 'comm_open':
      case 'comm_msg':
      case 'comm_close':
        await this.#comms.deliver(request, (await this.#session()).comms)
        return undefined
      case 'debug_request': return this.#host.debug?.(content)
      case 'interrupt_request':
        await this.#interrupt()
        return { status: 'ok' }
      case 'shutdown_request': return { status: 'ok', restart: flagOf(content['restart'], false) }
      default: return undefined
    }
  }

  /** An interrupt that arrives on the heels of a cell is meant for it; the cell is with the runner a turn of the event loop later. */
  async #interrupt(): Promise<void> {
    const session = await this.#session()
    await new Promise((resolve) => setTimeout(resolve))
    await session.interrupt()
  }

  async #complete(content: JsonObject): Promise<JsonObject> {
    const code = textOf(content['code'])
    const cursor = offsetOf(code, numberOf(content['cursor_pos'], code.length))
    const session = await this.#session()
    const { items, start, end } = await session.complete(code, cursor)
    const [from, to] = [codePointsBefore(code, start), codePointsBefore(code, end)]
    return {
      status: 'ok',
      matches: items.map(({ text }) => text),
      cursor_start: from,
      cursor_end: to,
      metadata: { _jupyter_types_experimental: items.map((item) => ({ ...item, start: from, end: to })) },
    }
  }

  async #inspect(content: JsonObject): Promise<JsonObject> {
    const code = textOf(content['code'])
    const cursor = offsetOf(code, numberOf(content['cursor_pos'], code.length))
    const session = await this.#session()
    // Both levels of detail get all there is: a declaration and its documentation are short.
    const data = await session.inspect(code, cursor)
    return { status: 'ok', found: data !== undefined, data: data ?? {}, metadata: {} }
  }
}

const completeReply = (status: Completeness): JsonObject => (status === 'incomplete' ? { status, indent: '' } : { status })
