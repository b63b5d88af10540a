// The cells that wait to be executed, in the order they came. When one fails, those that were sent with it are not executed but answered as
// aborted: whoever runs all cells does not want the rest to run on what the failed one left undone.
import type { Json, JsonObject, JupyterMessage } from '../message.ts'
import type { ExecuteResult, NotebookSession } from '../session.ts'
import { flagOf, objectOf, textOf } from './content.ts'
import type { History } from './history.ts'
import type { Publisher } from './publisher.ts'
import type { Stdin } from './stdin.ts'

/** How long the reply to a failed cell waits for requests that were sent with it, in ms. */
const gatherTime = 10
/** Requests that were under way when the reply went out arrive within this time. */
const abortWindow = 50

export class Executions {
  readonly #session: () => Promise<NotebookSession>
  readonly #publisher: Publisher
  readonly #stdin: Stdin
  readonly #history: History
  readonly #waiting: JupyterMessage[] = []
  #running: JupyterMessage | undefined
  #failedAt = -Infinity

  constructor(session: () => Promise<NotebookSession>, publisher: Publisher, stdin: Stdin, history: History) {
    this.#stdin = stdin
    this.#history = history
    this.#session = session
    this.#publisher = publisher
  }

  /** The request that is being executed. */
  get running(): JupyterMessage | undefined {
    return this.#running
  }

  add(request: JupyterMessage): void {
    if (this.#wasSentBeforeFailure(request)) return this.#abort(request)
    this.#waiting.push(request)
    void this.#pump()
  }

  async #pump(): Promise<void> {
    if (this.#running) return
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) {
      this.#running = request
      this.#publisher.status('busy', request)
      const failed = await this.#execute(request)
      this.#running = undefined
      this.#publisher.status('idle', request)
      if (failed) this.#abortWaiting()
    }
  }

  /** @returns whether the cells behind it must not run */
  async #execute(request: JupyterMessage): Promise<boolean> {
    const session = await this.#session()
    const { content } = request
    const source = textOf(content['code'])
    const silent = flagOf(content['silent'], false)
    if (!silent) this.#publisher.publish('execute_input', { code: source, execution_count: session.executionCount + 1 }, request)
    const stored = !silent && flagOf(content['store_history'], true)
    let value: Json | undefined
    const result = await session.execute(source, {
      silent,
      counted: stored,
      cell: textOf(objectOf(request.metadata)['cellId']) || undefined,
      onOutput: (output) => {
        if (output.output_type === 'execute_result') value = output.data['text/plain']
        this.#publisher.output(output, request)
      },
      ...(flagOf(content['allow_stdin'], true) && { ask: (question) => this.#stdin.ask(request, question) }),
    })
    this.#stdin.forget(request)
    if (stored) this.#history.add(result.executionCount, source, value)
    const failed = result.status === 'error' && flagOf(content['stop_on_error'], true)
    if (failed) await this.#gatherSentTogether()
    const expressions = result.status === 'ok' ? await evaluateEach(objectOf(content['user_expressions']), session) : {}
    this.#publisher.reply(request, replyOf(result, expressions))
    return failed
  }

  /** What is sent before the reply goes out was sent with the failed cell, not because of the reply; it may need a moment to arrive. */
  async #gatherSentTogether(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gatherTime))
    this.#failedAt = Date.now()
  }

  #abortWaiting(): void {
    for (const request of this.#waiting.splice(0)) this.#abort(request)
  }

  #wasSentBeforeFailure({ header, content }: JupyterMessage): boolean {
    return flagOf(content['stop_on_error'], true) && Date.now() - this.#failedAt < abortWindow && Date.parse(header.date) < this.#failedAt
  }

  #abort(request: JupyterMessage): void {
    this.#publisher.status('busy', request)
    this.#publisher.reply(request, { status: 'aborted' })
    this.#publisher.status('idle', request)
  }
}

/** The user expressions of a request, by their names. */
async function evaluateEach(expressions: JsonObject, session: NotebookSession): Promise<JsonObject> {
  const values: JsonObject = {}
  for (const [name, expression] of Object.entries(expressions)) {
    const value = await session.evaluate(textOf(expression))
    values[name] = 'ename' in value ? { status: 'error', ...value } : { status: 'ok', ...value }
  }
  return values
}

/** What a front end shows in its pager, from the first line on. */
const pagesOf = (pages: ExecuteResult['pages']): Json[] => pages.map((data) => ({ source: 'page', data, start: 0 }))

const replyOf = ({ status, executionCount, error, pages }: ExecuteResult, userExpressions: JsonObject): JsonObject =>
  status === 'ok'
    ? { status, execution_count: executionCount, user_expressions: userExpressions, payload: pagesOf(pages) }
    : { status, execution_count: executionCount, ...error, user_expressions: {}, payload: [] }
