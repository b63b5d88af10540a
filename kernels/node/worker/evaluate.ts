// Runs compiled cells in this thread's global scope, one after another, with the objects that hold the notebook's names.
import { constants, runInThisContext } from 'node:vm'
import type { AwaitSite, CellRun, RunOutcome } from '../../session/runner.ts'
import { type Awaits, KeyboardInterrupt } from './awaits.ts'
import { bundleOf } from './bundle.ts'
import { DisplayHandle } from './display.ts'
import type { Namespace, NotebookModules } from './modules.ts'
import type { Outlet } from './outlet.ts'
import { CellRuntime } from './runtime.ts'
import { describeThrown } from './thrown.ts'

/** Like the scripts of Node itself, this one is hidden from who debugs. */
const namesFile = 'node:downhill/names'

type CellFunction = (flush: string, cell: CellRuntime) => Promise<unknown>

export class CellEvaluator {
  readonly #modules: NotebookModules
  readonly #outlet: Outlet
  readonly #calledOff: Int32Array
  readonly #awaits: Awaits
  /** The objects `__nb0`, `__nb1`, …: constants of the scope that all scripts share. */
  readonly #objects = new Map<string, object>()
  #interruptedAt: AwaitSite[] = []

  constructor(modules: NotebookModules, outlet: Outlet, awaits: Awaits, calledOff: Int32Array) {
    this.#modules = modules
    this.#outlet = outlet
    this.#awaits = awaits
    this.#calledOff = calledOff
  }

  async run(run: CellRun): Promise<RunOutcome> {
    if (run.id <= Atomics.load(this.#calledOff, 0)) return { status: 'interrupted', stack: '', awaits: [], unset: this.unset(run.declared) }
    this.#outlet.begin(run.id)
    this.#interruptedAt = []
    this.#awaits.allow()
    try {
      for (const { message } of await this.#modules.refresh()) {
        this.#outlet.write('stderr', `A changed file was not loaded; the cell uses the old one. ${message}\n`)
      }
      const start = performance.now()
      const value = await this.#evaluate(run)
      const elapsed = performance.now() - start
      const data = value === undefined || value instanceof DisplayHandle ? undefined : await bundleOf(value)
      while (this.#outlet.pending.size > 0) await Promise.all(this.#outlet.pending)
      return { status: 'ok', elapsed, ...(data && { result: { data, metadata: {} } }) }
    } catch (error) {
      return this.#failure(error, run)
    }
  }

  async #evaluate(run: CellRun): Promise<unknown> {
    while (this.#objects.size < run.objects) {
      const name = `__nb${this.#objects.size}`
      this.#objects.set(name, runInThisContext(`const ${name} = {}; ${name}`, namesFile) as object)
    }
    const cell = runInThisContext(run.code, {
      filename: run.file,
      columnOffset: -run.headLength,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }) as CellFunction
    const imported = await Promise.all(run.imports.map((specifier, index) => this.#import(specifier, index)))
    return cell(run.flush, new CellRuntime(run.file, imported, this.#modules, this.#awaits))
  }

  async #import(specifier: string, index: number): Promise<Namespace> {
    try {
      return await this.#modules.import(specifier)
    } catch (error) {
      throw new ImportFailure(error, index)
    }
  }

  #failure(thrown: unknown, { file, declared }: CellRun): RunOutcome {
    const unset = this.unset(declared)
    if (thrown instanceof KeyboardInterrupt) {
      const here = this.#interruptedAt.filter((site) => site.file === file)
      // What blocks the thread throws where it stands; what was awaited ends without a stack.
      return { status: 'interrupted', stack: String(thrown.stack), awaits: here.length > 0 ? here : this.#interruptedAt, unset }
    }
    if (thrown instanceof ImportFailure) {
      return { status: 'error', error: { ...describeThrown(thrown.reason), importIndex: thrown.index }, unset }
    }
    return { status: 'error', error: describeThrown(thrown), unset }
  }

  interrupt(firmly: boolean): void {
    const sites = this.#awaits.interrupt(firmly)
    if (sites.length > 0) this.#interruptedAt = sites
  }

  /** The names that were declared but never got a value. */
  unset(declared: Map<string, string>): string[] {
    return [...declared].filter(([name, object]) => !(name in (this.#objects.get(object) ?? {}))).map(([name]) => name)
  }
}

/** Tells an import that failed from an error of the cell itself. */
class ImportFailure {
  readonly reason: unknown
  readonly index: number

  constructor(reason: unknown, index: number) {
    this.reason = reason
    this.index = index
  }
}
