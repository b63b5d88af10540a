// A front end's debugger for tests: requests go to the real kernel over its control channel, and events are waited for.
import assert from 'node:assert/strict'
import type { JsonObject, JupyterMessage } from '../../kernels/session/message.ts'
import { KernelClient, until, type Answer } from './client.ts'

export interface Variable {
  name: string
  value: string
  variablesReference: number
}

export interface Frame {
  id: number
  name: string
  line: number
  column: number
  source: { path: string }
}

/** A cell that runs and stops on the way. In an object, because a promise of a promise would wait for its end. */
export interface Running {
  answer: Promise<Answer>
}

export class DebugClient {
  readonly kernel: KernelClient
  #seq = 0
  #events = 0

  constructor(kernel: KernelClient) {
    this.kernel = kernel
  }

  /** Sends a request. @returns the response, whether it tells of success or not */
  async send(command: string, args: JsonObject = {}): Promise<JsonObject> {
    const content = { type: 'request', seq: ++this.#seq, command, arguments: args }
    const { reply } = await this.kernel.request('debug_request', content, 'control')
    assert.equal(reply['type'], 'response')
    assert.equal(reply['request_seq'], this.#seq)
    assert.equal(reply['command'], command)
    return reply
  }

  /** Sends a request that must succeed. @returns the body of its response */
  async ask(command: string, args: JsonObject = {}): Promise<JsonObject> {
    const { success, message, body } = await this.send(command, args)
    assert.equal(success, true, `${command}: ${String(message)}`)
    return body as JsonObject
  }

  #eventsSoFar = (): JupyterMessage[] => this.kernel.received.filter(({ header }) => header.msg_type === 'debug_event')

  /** Turns the debugger on, as JupyterLab does. */
  async start(): Promise<void> {
    await this.ask('debugInfo')
    await this.ask('initialize', { clientID: 'test', linesStartAt1: true, columnsStartAt1: true })
    await this.ask('attach')
    assert.equal((await this.event()).event, 'initialized')
  }

  /** Does something with the debugger on, and turns it off whatever happens. */
  async whileOn(use: () => Promise<void>): Promise<void> {
    await this.start()
    try {
      await use()
    } finally {
      await this.ask('disconnect', { restart: false, terminateDebuggee: false })
      await this.terminated()
    }
  }

  /** The next event that has not been looked at. */
  async event(): Promise<{ event: string; body: JsonObject }> {
    await until(() => this.#eventsSoFar().length > this.#events)
    const found = this.#eventsSoFar()[this.#events++]
    assert.ok(found, 'no event came')
    return found.content as { event: string; body: JsonObject }
  }

  /** Sets breakpoints in a cell, by lines or with conditions. @returns the lines where they are */
  async breakAt(code: string, ...places: (number | { line: number; condition: string })[]): Promise<unknown[]> {
    const { sourcePath } = await this.ask('dumpCell', { code })
    const breakpoints = places.map((place) => (typeof place === 'number' ? { line: place } : place))
    const set = await this.ask('setBreakpoints', { source: { path: sourcePath! }, breakpoints })
    return (set['breakpoints'] as JsonObject[]).map(({ line }) => line)
  }

  /** Runs a cell up to where it stops. */
  async runToStop(code: string, reason = 'breakpoint'): Promise<Running> {
    const answer = this.kernel.execute(code)
    await this.stopped(reason)
    return { answer }
  }

  async stopped(reason: string): Promise<JsonObject> {
    const { event, body } = await this.event()
    assert.equal(event, 'stopped')
    assert.equal(body['reason'], reason)
    return body
  }

  /** Waits for the end of debugging, whatever comes before it. */
  async terminated(): Promise<void> {
    while ((await this.event()).event !== 'terminated');
  }

  async continued(): Promise<void> {
    assert.equal((await this.event()).event, 'continued')
  }

  /** Steps, and waits until the thread stands still again. @returns where */
  async step(command: 'next' | 'stepIn' | 'stepOut'): Promise<string> {
    await this.ask(command, { threadId: 1 })
    await this.continued()
    await this.stopped('step')
    return this.place()
  }

  async continue(): Promise<void> {
    await this.ask('continue', { threadId: 1 })
    await this.continued()
  }

  async frames(): Promise<Frame[]> {
    return (await this.ask('stackTrace', { threadId: 1 }))['stackFrames'] as unknown as Frame[]
  }

  /** Where the thread stands, as `name:line`. */
  async place(): Promise<string> {
    const [top] = await this.frames()
    return `${top?.name}:${top?.line}`
  }

  async variables(variablesReference: number): Promise<Variable[]> {
    return (await this.ask('variables', { variablesReference }))['variables'] as unknown as Variable[]
  }

  /** The variables of a frame's scope. */
  async scope(name: 'Locals' | 'Globals', frameId = 1): Promise<Variable[]> {
    const { scopes } = await this.ask('scopes', { frameId })
    const found = (scopes as JsonObject[]).find((scope) => scope['name'] === name)
    assert.ok(found, `no scope ${name}`)
    return this.variables(found['variablesReference'] as number)
  }

  /** The names of the notebook as they are shown while nothing stands still. */
  async globals(): Promise<Variable[]> {
    return (await this.ask('inspectVariables'))['variables'] as unknown as Variable[]
  }

  async evaluate(expression: string, frameId?: number): Promise<unknown> {
    return (await this.ask('evaluate', { expression, context: 'repl', frameId }))['result']
  }
}

/** Names and values. */
export const shown = (variables: readonly Variable[]): Record<string, string> =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value]))
