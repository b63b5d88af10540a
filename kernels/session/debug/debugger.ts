// A debugger of cells: Jupyter's debug requests in, responses and events out. It is asked in the Debug Adapter Protocol and asks the
// thread that runs cells in V8's; both sides know nothing of each other. The thread is debugged only between `attach` and `disconnect`.
import { numberOf, objectOf, textOf } from '../protocol/content.ts'
import type { JsonObject } from '../message.ts'
import type { NotebookSession } from '../session.ts'
import { Breakpoints, type Breakpoint } from './breakpoints.ts'
import { expressionIn } from './expression.ts'
import { Frames, grouped } from './frames.ts'
import type { DebugHost, ExploredValue } from './host.ts'
import { capabilities, DebugError, hashSeed, threadId, type DebugEvent } from './protocol.ts'
import { Sources } from './sources.ts'
import { DebuggedThread, type ExceptionFilter, type Stop } from './thread.ts'
import { isCellFunction, type CallFrame } from './v8.ts'
import { Values } from './values.ts'

/** Values that are fetched when they are asked for; those of the notebook are shown in groups. */
interface List {
  make(): Promise<ExploredValue[]>
  inGroups: boolean
}

type Handler = (args: JsonObject) => JsonObject | void | Promise<JsonObject | void>

/** References of lists that are made here lie above those that the thread gives. */
const firstOwnReference = 2 ** 30

export class CellDebugger {
  readonly #session: NotebookSession
  readonly #host: DebugHost
  readonly #onEvent: (event: DebugEvent) => void
  readonly #sources: Sources
  readonly #breakpoints: Breakpoints
  readonly #thread: DebuggedThread
  #lists = new Map<number, List>()
  #listsOf: Stop | undefined
  #seq = 0

  /** @param publish sends the content of a `debug_event` */
  constructor(session: NotebookSession, host: DebugHost, publish: (content: JsonObject) => void) {
    this.#session = session
    this.#host = host
    this.#onEvent = ({ event, body = {} }) => publish({ type: 'event', seq: ++this.#seq, event, body })
    this.#sources = new Sources(session, host)
    this.#breakpoints = new Breakpoints(this.#sources)
    this.#thread = new DebuggedThread(session, host, this.#breakpoints, this.#onEvent)
  }

  /** Answers a request. Never rejects: what cannot be done is told in the response. */
  async request(content: JsonObject): Promise<JsonObject> {
    const command = textOf(content['command'])
    const response = { type: 'response', seq: ++this.#seq, request_seq: numberOf(content['seq'], 0), command }
    try {
      const handler = this.#handlers[command]
      if (!handler) throw new DebugError(`unknown debug command: ${command}`)
      return { ...response, success: true, body: (await handler(objectOf(content['arguments']))) ?? {} }
    } catch (error) {
      return { ...response, success: false, message: (error as Error).message, body: emptyBody[command] ?? {} }
    }
  }

  readonly #handlers: Record<string, Handler> = {
    debugInfo: () => ({
      isStarted: this.#thread.started,
      hashMethod: 'Murmur2',
      hashSeed,
      tmpFilePrefix: this.#host.cellFolder,
      tmpFileSuffix: '.ts',
      breakpoints: this.#breakpoints.list(),
      stoppedThreads: this.#thread.stop ? [threadId] : [],
      richRendering: true,
      exceptionPaths: ['Exceptions'],
      copyToGlobals: true,
    }),
    initialize: async () => {
      await this.#thread.start()
      return capabilities
    },
    attach: async () => {
      await this.#thread.start()
      this.#onEvent({ event: 'initialized' })
    },
    configurationDone: () => {},
    disconnect: async () => {
      await this.#thread.end()
      this.#breakpoints.clear()
      this.#onEvent({ event: 'terminated' })
    },
    dumpCell: ({ code }) => ({ sourcePath: this.#sources.dump(textOf(code)) }),
    source: async ({ source }) => ({ content: await this.#sources.text(textOf(objectOf(source)['path'])), mimeType: 'text/typescript' }),
    modules: () => this.#modules(),
    threads: () => ({ threads: [{ id: threadId, name: 'cells' }] }),
    setBreakpoints: (args) => this.#setBreakpoints(args),
    setExceptionBreakpoints: async ({ filters }) => {
      await this.#thread.pauseOnExceptions((Array.isArray(filters) ? filters : []) as ExceptionFilter[])
    },
    continue: async () => {
      await this.#thread.resume()
      return { allThreadsContinued: true }
    },
    next: () => this.#thread.step('stepOver'),
    stepIn: () => this.#thread.step('stepInto'),
    stepOut: () => this.#thread.step('stepOut'),
    pause: () => this.#thread.pause(),
    stackTrace: () => {
      const stackFrames = this.#frames?.list() ?? []
      return { stackFrames, totalFrames: stackFrames.length }
    },
    scopes: ({ frameId }) => ({ scopes: this.#scopes(numberOf(frameId, 1)) }),
    variables: async ({ variablesReference }) => ({ variables: await this.#variables(numberOf(variablesReference, 0)) }),
    inspectVariables: () => this.#withValues(async (values) => {
      if (!this.#thread.stop) await this.#forget(values)
      return { variables: this.#asVariables(await (this.#frames?.globals(values) ?? values.ofNotebook(this.#session.scope)), true) }
    }),
    richInspectVariables: (args) => this.#richInspect(args),
    evaluate: (args) => this.#evaluate(args),
    copyToGlobals: (args) => this.#copyToGlobals(args),
  }

  get #frames(): Frames | undefined {
    const { stop, inspector } = this.#thread
    return stop && inspector && new Frames(stop, this.#session, this.#sources, inspector)
  }

  /** Asks for values; a thread that is not debugged is attached to only as long as that takes. */
  async #withValues<Result>(ask: (values: Values) => Promise<Result>): Promise<Result> {
    const { inspector } = this.#thread
    if (inspector) return ask(new Values(inspector, this.#host.explorer))
    const brief = await this.#host.attach()
    return ask(new Values(brief, this.#host.explorer)).finally(() => brief.detach())
  }

  async #setBreakpoints({ source, breakpoints }: JsonObject): Promise<JsonObject> {
    const wanted = (Array.isArray(breakpoints) ? breakpoints : []).map(objectOf).map(({ line, condition }): Breakpoint => ({
      line: numberOf(line, 1),
      ...(textOf(condition) && { condition: textOf(condition) }),
    }))
    const path = textOf(objectOf(source)['path'])
    return { breakpoints: await this.#breakpoints.replace(path, wanted, this.#session.scope, this.#thread.inspector) }
  }

  /** The local modules that have been loaded. */
  #modules(): JsonObject {
    const urls = this.#thread.inspector?.urls() ?? []
    const own = urls.filter((url) => !this.#host.isHidden(url) && !this.#sources.cellOf(url))
    const paths = new Set(own.map((url) => this.#host.pathOf(url)))
    const modules = [...paths].map((path, id) => ({ id, name: path.split('/').at(-1), path }))
    return { modules, totalModules: modules.length }
  }

  #scopes(frameId: number): JsonObject[] {
    const frame = this.#frames?.byId(frameId)
    const listed = (name: string, presentationHint: string, inGroups: boolean, make: List['make']): JsonObject =>
      ({ name, presentationHint, variablesReference: this.#list({ make, inGroups }), expensive: false })
    const globals = () => this.#withValues(async (values) => (await this.#frames?.globals(values)) ?? [])
    const locals = (of: CallFrame) => () => this.#withValues(async (values) => (await this.#frames?.locals(of, values)) ?? [])
    return [
      ...(frame ? [listed('Locals', 'locals', isCellFunction(frame.functionName), locals(frame))] : []),
      listed('Globals', 'globals', true, globals),
    ]
  }

  /** A number by which a list is asked for, until the thread moves. */
  #list(list: List): number {
    if (this.#listsOf !== this.#thread.stop) this.#lists.clear()
    this.#listsOf = this.#thread.stop
    const reference = firstOwnReference + this.#lists.size
    this.#lists.set(reference, list)
    return reference
  }

  async #forget(values: Values): Promise<void> {
    this.#lists.clear()
    await values.forget()
  }

  async #variables(reference: number): Promise<JsonObject[]> {
    const list = this.#lists.get(reference)
    if (list) return this.#asVariables(await list.make(), list.inGroups)
    return this.#asVariables(await this.#withValues((values) => values.parts(reference)), false)
  }

  /** JupyterLab shows the type of what has one, and only otherwise its value; hence no types. */
  #asVariables(values: readonly ExploredValue[], inGroups: boolean): JsonObject[] {
    const { plain, groups } = inGroups ? grouped(values, this.#session.scope) : { plain: values, groups: [] }
    return [
      ...plain.map(({ name, value, reference }) => ({ name, value, evaluateName: name, variablesReference: reference })),
      ...groups.map(([name, members]) =>
        ({ name, value: `${members.length}`, variablesReference: this.#list({ make: async () => members, inGroups: false }) })),
    ]
  }

  async #richInspect({ variableName, frameId }: JsonObject): Promise<JsonObject> {
    const name = textOf(variableName)
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return { data: {}, metadata: {} }
    return this.#withValues(async (values) => {
      const { code, frame } = await this.#placed(name, frameId, values)
      return { data: await values.bundle(code, frame?.callFrameId), metadata: {} }
    })
  }

  async #evaluate({ expression, frameId }: JsonObject): Promise<JsonObject> {
    const source = textOf(expression).trim()
    return this.#withValues(async (values) => {
      const { code, frame } = await this.#placed(source.startsWith('{') ? `(${source})` : source, frameId, values)
      const { value, reference } = await values.describe('', await values.evaluate(code, frame?.callFrameId))
      return { result: value, variablesReference: reference }
    })
  }

  /** Gives a frame's variable to the notebook, for later cells. */
  async #copyToGlobals({ srcVariableName, dstVariableName, srcFrameId }: JsonObject): Promise<void> {
    const [from, to] = [textOf(srcVariableName), textOf(dstVariableName)]
    await this.#withValues(async (values) => {
      const { code, frame } = await this.#placed(from, srcFrameId, values)
      if (!frame) throw new DebugError('copyToGlobals: the thread does not stand still')
      this.#session.scope.declare(to, 'let')
      const { type } = await values.evaluate(`${this.#session.scope.reference(to)} = ${code}`, frame.callFrameId)
      this.#session.adopt(to, /^(number|string|boolean|bigint)$/.test(type) ? type : 'any')
    })
  }

  /** An expression as it must read where it is evaluated: in the frame asked for if the thread stands still. */
  async #placed(source: string, frameId: JsonObject[string], values: Values): Promise<{ code: string; frame: CallFrame | undefined }> {
    const frames = this.#frames
    const frame = frames?.byId(typeof frameId === 'number' ? frameId : undefined)
    const locals = frame && frames ? await frames.visibleNames(frame, values) : new Set<string>()
    return { code: expressionIn(source, this.#session.scope, locals), frame }
  }
}

/** What front ends read of a response without asking whether it succeeded. */
const emptyBody: Record<string, JsonObject> = {
  inspectVariables: { variables: [] },
  variables: { variables: [] },
  modules: { modules: [], totalModules: 0 },
  setBreakpoints: { breakpoints: [] },
}
