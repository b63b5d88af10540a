// Values of the thread, as the explorer in it describes them: the notebook's names, a frame's variables, the parts of either. Everything
// comes back as data, in one message, whether the thread stands still, waits or computes.
import type { NotebookScope } from '../cell/scope.ts'
import type { Json } from '../message.ts'
import type { AwaitSite } from '../runner.ts'
import type { ExploredValue, Inspector } from './host.ts'
import { DebugError } from './protocol.ts'
import type { Evaluated, RemoteObject } from './v8.ts'

/** A thread that is blocked below JavaScript answers nobody. */
const patience = 2000

export class Values {
  readonly #inspector: Inspector
  readonly #explorer: string

  /** @param explorer an expression for the explorer in the thread */
  constructor(inspector: Inspector, explorer: string) {
    this.#inspector = inspector
    this.#explorer = explorer
  }

  /** The notebook's names that have a value, in the order of their declaration. */
  async ofNotebook(scope: NotebookScope): Promise<ExploredValue[]> {
    const names = scope.names
    const lists = [...new Set(names.map((name) => scope.objectOf(name)))].map((object) => {
      const own = names.filter((name) => scope.objectOf(name) === object)
      return this.#call('properties', `typeof ${object} === "undefined" ? {} : ${object}`, JSON.stringify(own))
    })
    if (lists.length === 0) return []
    const values = await this.#data<ExploredValue[]>(`[${lists.join()}].flat()`)
    return values.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
  }

  parts(reference: number): Promise<ExploredValue[]> {
    return this.#data(this.#call('parts', String(reference)))
  }

  /** The variables of one of a frame's scopes. */
  ofScope({ objectId }: RemoteObject): Promise<ExploredValue[]> {
    return this.#of(objectId!, 'properties(this)')
  }

  /** A value that was evaluated. */
  async describe(name: string, { objectId, type, value, unserializableValue, description }: RemoteObject): Promise<ExploredValue> {
    if (objectId) return this.#of(objectId, `describe(${JSON.stringify(name)}, this)`)
    const text = type === 'string' ? JSON.stringify(value) : unserializableValue ?? (type === 'symbol' ? description : String(value))
    return { name, value: text ?? type, reference: 0 }
  }

  async #of<Data>(objectId: string, call: string): Promise<Data> {
    const functionDeclaration = `function () { return ${this.#explorer}.${call} }`
    const params = { objectId, functionDeclaration, returnByValue: true, silent: true }
    const called = this.#inspector.post<Evaluated>('Runtime.callFunctionOn', params)
    return valueOf(await inTime(called)) as Data
  }

  /** All representations of an expression's value. @param frame where it is evaluated; else beside the cells */
  async bundle(expression: string, frame: string | undefined): Promise<Json> {
    // A thread that stands still settles no promise.
    const awaitPromise = frame === undefined
    return this.#data(this.#call('bundle', `(${expression})`, String(awaitPromise)), frame, awaitPromise)
  }

  /** Evaluates code in a frame or beside the cells. @throws DebugError with the error that it throws */
  async evaluate(expression: string, frame: string | undefined): Promise<RemoteObject> {
    const evaluated = await inTime(this.#post(expression, frame, {}))
    throwDetails(evaluated)
    return evaluated.result
  }

  awaits(): Promise<AwaitSite[]> {
    return this.#data<AwaitSite[]>(this.#call('awaits')).catch(() => [])
  }

  async forget(): Promise<void> {
    await this.#data(this.#call('forget')).catch(() => {})
  }

  #call = (method: string, ...values: string[]): string => `${this.#explorer}.${method}(${values.join()})`

  async #data<Data>(expression: string, frame?: string, awaitPromise = false): Promise<Data> {
    return valueOf(await inTime(this.#post(expression, frame, { returnByValue: true, ...(awaitPromise && { awaitPromise }) }))) as Data
  }

  #post(expression: string, callFrameId: string | undefined, options: Record<string, unknown>): Promise<Evaluated> {
    const params = { expression, silent: true, ...options }
    if (callFrameId) return this.#inspector.post('Debugger.evaluateOnCallFrame', { ...params, callFrameId })
    return this.#inspector.post('Runtime.evaluate', params)
  }
}

function valueOf(evaluated: Evaluated): unknown {
  throwDetails(evaluated)
  return evaluated.result.value
}

function throwDetails({ exceptionDetails }: Evaluated): void {
  if (!exceptionDetails) return
  const { text, exception } = exceptionDetails
  throw new DebugError((exception?.description ?? String(exception?.value ?? text)).split('\n', 1)[0]!)
}

async function inTime<Result>(asked: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DebugError('The cell is busy with something that cannot be looked into; interrupt it.')), patience)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
