// A Jupyter client for tests: it starts the real kernel, sends real messages over IPC and gathers what comes back for each.
import { setTimeout as sleep } from 'node:timers/promises'
import { launchKernel, type KernelProcess, type LaunchOptions } from '../../kernels/node/launch.ts'
import { MessageMaker, type Channel, type JsonObject, type JupyterMessage } from '../../kernels/session/message.ts'

/** What came back for one request. */
export interface Answer {
  reply: JsonObject
  /** Messages of iopub that the request caused, in their order. */
  published: JupyterMessage[]
}

export interface ClientOptions extends Partial<LaunchOptions> {
  /** Without a check of types, which most tests have no use for. */
  types?: boolean
}

export class KernelClient {
  readonly process: KernelProcess
  readonly #maker = new MessageMaker()
  readonly #waiting = new Map<string, { answer: Answer; replied: boolean; idle: boolean; done(): void }>()
  readonly received: JupyterMessage[] = []

  constructor({ cwd = process.cwd(), env = {}, types = false }: ClientOptions = {}) {
    this.process = launchKernel({ cwd, env: { DOWNHILL_HISTORY: 'off', ...(types ? {} : { DOWNHILL_TYPES: 'off' }), ...env } })
    this.process.onMessage((message) => this.#receive(message))
  }

  #receive(message: JupyterMessage): void {
    this.received.push(message)
    const entry = this.#waiting.get((message.parent_header as { msg_id?: string }).msg_id ?? '')
    if (!entry) return
    if (message.header.msg_type.endsWith('_reply')) {
      entry.answer.reply = message.content
      entry.replied = true
    } else if (message.channel === 'iopub') {
      entry.answer.published.push(message)
      if (message.content['execution_state'] === 'idle') entry.idle = true
    }
    if (entry.replied && entry.idle) entry.done()
  }

  /** Sends a request and waits for its reply and for `idle`, as clients do. */
  request(type: string, content: JsonObject = {}, channel: Channel = 'shell'): Promise<Answer> {
    return this.#send(this.#maker.make(channel, type, content), false)
  }

  /** Sends a message that gets no reply, such as those of comms, and waits for `idle`. */
  tell(type: string, content: JsonObject): Promise<Answer> {
    return this.#send(this.#maker.make('shell', type, content), true)
  }

  /** Answers a question of a cell; some front ends name the question, some do not. */
  reply(value: string, question?: JupyterMessage): void {
    this.process.post(this.#maker.make('stdin', 'input_reply', { value, status: 'ok' }, question?.header))
  }

  #send(message: JupyterMessage, replied: boolean): Promise<Answer> {
    return new Promise((resolve) => {
      const answer: Answer = { reply: {}, published: [] }
      this.#waiting.set(message.header.msg_id, { answer, replied, idle: false, done: () => resolve(answer) })
      this.process.post(message)
    })
  }

  execute(code: string, options: JsonObject = {}): Promise<Answer> {
    return this.request('execute_request', { code, silent: false, store_history: true, stop_on_error: true, ...options })
  }

  /** Begins a cell and waits until it says, by printing `go`, that it runs. */
  async begin(code: string): Promise<Promise<Answer>[]> {
    const from = this.received.length
    const running = this.execute(`console.log("go"); ${code}`)
    await until(() => this.received.slice(from).some(({ content }) => String(content['text']).startsWith('go\n')))
    // In a list, because a promise of a promise would wait for the cell's end.
    return [running]
  }

  interrupt(): Promise<Answer> {
    return this.request('interrupt_request', {}, 'control')
  }
}

/** Waits until something holds, 10 seconds at most; what is waited for usually takes a few milliseconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 10_000; waited += 5) await sleep(5)
}

/** Messages of one type. */
export const ofType = ({ published }: Answer, type: string): JsonObject[] =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content)

/** The plain text of a cell's value. */
export function valueOf(answer: Answer): unknown {
  const data = ofType(answer, 'execute_result')[0]?.['data'] as JsonObject | undefined
  return data?.['text/plain']
}

/** What a cell printed. */
export const printed = (answer: Answer, name = 'stdout'): string =>
  ofType(answer, 'stream').filter((content) => content['name'] === name).map((content) => content['text']).join('')

/** An error's traceback as one text. */
export const tracebackOf = (answer: Answer): string => (answer.reply['traceback'] as string[]).join('\n')
