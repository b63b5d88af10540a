// The frames of a thread that stands still, and what their variables are. The machinery of rewritten cells is left out, and put right where
// it shows: a cell's name may live in a shared object, in a variable of the cell, or for a while in both, with the variable up to date.
import type { NotebookScope } from '../cell/scope.ts'
import type { JsonObject } from '../message.ts'
import type { AwaitSite } from '../runner.ts'
import type { NotebookSession } from '../session.ts'
import type { KnownCell } from '../traceback.ts'
import type { ExploredValue, Inspector } from './host.ts'
import type { Sources } from './sources.ts'
import type { Stop } from './thread.ts'
import { unreachedAt, unreachedText } from './unreached.ts'
import { isCellFunction, type CallFrame } from './v8.ts'
import type { Values } from './values.ts'

/** Variables that nobody wrote: those of emit.ts, of compiled modules, and what every function has. */
const machinery = /^(__flush|__cell|__nb\d+|__module|exports|require|arguments)$/

/** All of V8's kinds of scopes but `script` and `global`. */
const localScopes = new Set(['local', 'block', 'closure', 'catch', 'with', 'eval', 'module', 'wasm-expression-stack'])

export class Frames {
  readonly #stop: Stop
  readonly #session: NotebookSession
  readonly #sources: Sources
  readonly #inspector: Inspector

  constructor(stop: Stop, session: NotebookSession, sources: Sources, inspector: Inspector) {
    this.#stop = stop
    this.#session = session
    this.#sources = sources
    this.#inspector = inspector
  }

  /** A frame by its number, counted from 1; the innermost by none. */
  byId = (id: number | undefined): CallFrame | undefined => this.#stop.frames[(id ?? 1) - 1]

  /** The frames as the protocol has them, the places that wait for them behind. */
  list(): JsonObject[] {
    return [...this.#stop.frames.map((frame) => this.#described(frame)), ...this.#stop.awaits.map((site) => this.#waiting(site))]
      .map((frame, index) => ({ id: index + 1, ...frame }))
  }

  #described({ functionName, location: { scriptId, lineNumber, columnNumber } }: CallFrame): JsonObject {
    const url = this.#inspector.urlOf(scriptId)
    const cell = this.#sources.cellOf(url)
    const place = { line: lineNumber + 1, column: columnNumber + 1 }
    const name = isCellFunction(functionName) && cell ? cell.label : functionName || '(anonymous)'
    return { name, ...(cell?.places?.positions.inCell(place) ?? place), source: this.#source(url, cell) }
  }

  /** A place that waits has no variables to be seen. */
  #waiting({ file, offset }: AwaitSite): JsonObject {
    const cell = this.#sources.cellOf(file)
    const place = cell?.places?.positions.ofOffset(offset)
    const name = `waiting: ${cell?.label ?? file}`
    return { name, line: 1, column: 1, ...place, source: this.#source(file, cell), presentationHint: 'subtle' }
  }

  #source(url: string, cell: KnownCell | undefined): JsonObject {
    const path = this.#sources.pathOf(url)
    return { name: cell?.label ?? path.split('/').at(-1), path, sourceReference: 0 }
  }

  /** The variables that a frame can see, innermost scope first; `this` where it is somebody. */
  async locals(frame: CallFrame, values: Values): Promise<ExploredValue[]> {
    const all = await this.#variables(frame, values)
    const cell = this.#cellRunBy(frame)
    if (!cell) return [...(await this.#self(frame, values)), ...all]
    const { plan, declared } = cell.compiled!
    const own = all.filter(({ name }) => plan.get(name) !== 'preload')
    const shared = (await values.ofNotebook(this.#session.scope)).filter(({ name }) => declared.has(name))
    return distinct([...own, ...shared])
  }

  /** The notebook's names. A running cell may hold newer values of some in variables of its own. */
  async globals(values: Values): Promise<ExploredValue[]> {
    const newer = await Promise.all(this.#stop.frames.map(async (frame) => {
      const plan = this.#cellRunBy(frame)?.compiled?.plan
      return plan ? (await this.#variables(frame, values)).filter(({ name }) => plan.get(name) === 'writeBack') : []
    }))
    return distinct([...newer.flat(), ...(await values.ofNotebook(this.#session.scope))])
  }

  /** Names that an expression in this frame finds without the notebook. */
  async visibleNames(frame: CallFrame, values: Values): Promise<Set<string>> {
    return new Set((await this.#variables(frame, values)).map(({ name }) => name))
  }

  async #variables(frame: CallFrame, values: Values): Promise<ExploredValue[]> {
    const unreached = this.#unreached(frame)
    const local = frame.scopeChain.filter(({ type }) => localScopes.has(type))
    const lists = await Promise.all(local.map(({ object }) => values.ofScope(object)))
    return distinct(lists.flat())
      .filter(({ name }) => !machinery.test(name))
      .map((each) => (each.value === 'undefined' && unreached.has(each.name) ? { ...each, value: unreachedText } : each))
  }

  /** In a cell that is still known as it runs; elsewhere no declaration is known. */
  #unreached({ location: { scriptId, lineNumber, columnNumber } }: CallFrame): Set<string> {
    const compiled = this.#sources.cellOf(this.#inspector.urlOf(scriptId))?.compiled
    if (!compiled) return new Set()
    const { code, headLength } = compiled
    const before = code.split('\n').slice(0, lineNumber).reduce((length, line) => length + line.length + 1, 0)
    return unreachedAt(code, before + columnNumber + (lineNumber === 0 ? headLength : 0))
  }

  async #self({ this: self }: CallFrame, values: Values): Promise<ExploredValue[]> {
    const isSomebody = self.objectId !== undefined && self.className !== 'global' && self.className !== 'Object'
    return isSomebody ? [await values.describe('this', self)] : []
  }

  /** The cell whose own code the frame runs, which is no function in it. */
  #cellRunBy({ functionName, location }: CallFrame): KnownCell | undefined {
    const cell = isCellFunction(functionName) ? this.#sources.cellOf(this.#inspector.urlOf(location.scriptId)) : undefined
    return cell?.compiled && cell
  }
}

/** The first of each name. */
const distinct = (values: readonly ExploredValue[]): ExploredValue[] =>
  [...new Map([...values].reverse().map((value) => [value.name, value])).values()].reverse()

/** The notebook's names in groups: variables first, then what is rarely looked at. */
export function grouped(
  values: readonly ExploredValue[],
  scope: NotebookScope,
): { plain: ExploredValue[]; groups: [name: string, ExploredValue[]][] } {
  const groupOf = ({ name }: ExploredValue): string => {
    const kind = scope.kind(name)
    if (kind === 'import') return 'imports'
    return kind === 'function' || kind === 'class' ? 'function variables' : ''
  }
  const inGroup = (group: string): ExploredValue[] => values.filter((value) => groupOf(value) === group)
  const groups = ['function variables', 'imports'].map((name): [string, ExploredValue[]] => [name, inGroup(name)])
  return { plain: inGroup(''), groups: groups.filter(([, members]) => members.length > 0) }
}
