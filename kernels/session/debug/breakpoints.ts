// Where the thread is to stop. Breakpoints belong to a source; V8 is told of them for every script that was compiled of it, and again
// just before the source is run anew, so that even the first statement can stop.
import type { JsonObject } from '../message.ts'
import type { NotebookScope } from '../cell/scope.ts'
import { conditionIn } from './expression.ts'
import type { Inspector } from './host.ts'
import { breakableLine, compiledLine } from './lines.ts'
import type { Sources } from './sources.ts'

export interface Breakpoint {
  /** Counted from 1. */
  line: number
  /** An expression that must hold for the thread to stop. */
  condition?: string
}

export class Breakpoints {
  readonly #sources: Sources
  readonly #byPath = new Map<string, Breakpoint[]>()
  /** V8's own names of what is set, by path. */
  readonly #set = new Map<string, string[]>()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  /** Replaces the breakpoints of a source. @returns what became of each, as the protocol answers it */
  async replace(path: string, wanted: readonly Breakpoint[], scope: NotebookScope, inspector?: Inspector): Promise<JsonObject[]> {
    const text = this.#sources.cellText(path)
    const lineOf = (line: number): number | undefined => (text === undefined ? line : breakableLine(text, line))
    const found = wanted.map((breakpoint) => ({ ...breakpoint, line: lineOf(breakpoint.line) }))
    const good = found.filter((breakpoint): breakpoint is Breakpoint => breakpoint.line !== undefined)
    const old = this.#set.get(path) ?? []
    this.#byPath.set(path, good)
    this.#set.delete(path)
    if (inspector) {
      await Promise.all(old.map((breakpointId) => inspector.post('Debugger.removeBreakpoint', { breakpointId })))
      for (const url of this.#sources.urlsOf(path)) await this.#setIn(url, path, scope, inspector)
    }
    return found.map(({ line }, index) =>
      line === undefined
        ? { verified: false, line: wanted[index]!.line, source: { path }, message: 'No statement begins on this line or after it.' }
        : { verified: true, line, source: { path } },
    )
  }

  /** Sets the breakpoints of a script's source in it. */
  async setIn(url: string, scope: NotebookScope, inspector: Inspector): Promise<void> {
    await this.#setIn(url, this.#sources.pathOf(url), scope, inspector)
  }

  async #setIn(url: string, path: string, scope: NotebookScope, inspector: Inspector): Promise<void> {
    const compiled = this.#sources.cellOf(url)?.compiled
    for (const { line, condition } of this.#byPath.get(path) ?? []) {
      const lineNumber = (compiled ? compiledLine(compiled, line) : line) - 1
      const place = { url, lineNumber, columnNumber: 0, condition: condition && conditionIn(condition, scope) }
      // V8 refuses a second breakpoint in the same place.
      const set = await inspector.post<{ breakpointId: string }>('Debugger.setBreakpointByUrl', place).catch(() => undefined)
      if (set) this.#set.set(path, [...(this.#set.get(path) ?? []), set.breakpointId])
    }
  }

  /** Sets all breakpoints in a thread that knows none yet. */
  async setAll(scope: NotebookScope, inspector: Inspector): Promise<void> {
    this.#set.clear()
    for (const path of this.#byPath.keys()) {
      for (const url of this.#sources.urlsOf(path)) await this.#setIn(url, path, scope, inspector)
    }
  }

  clear(): void {
    this.#byPath.clear()
    this.#set.clear()
  }

  /** As `debugInfo` tells them. */
  list(): JsonObject[] {
    return [...this.#byPath].map(([source, breakpoints]) => ({ source, breakpoints: breakpoints.map((breakpoint) => ({ ...breakpoint })) }))
  }
}
