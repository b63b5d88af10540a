// TypeScript modules that lie beside the notebook. They are compiled here rather than by Node, so that a file that has changed can be
// loaded anew: before each cell, what changed and everything that imports it is instantiated again, and nothing else.
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { constants, runInThisContext } from 'node:vm'
import type { Namespace } from '../modules.ts'
import { noteMoved } from '../moved-lines.ts'
import { compileModule, type CompiledModule } from './compile.ts'
import { isCompiled, isLocal, resolveLocal } from '../../resolve-local.ts'

interface LocalModule {
  file: string
  /** Time and size of the file when it was read. */
  version: string
  compiled: CompiledModule
  exports: Namespace
  importers: Set<string>
  /** Set once its imports are being loaded. */
  loaded?: Promise<void>
  /** The modules whose loading it waits for. */
  waitsFor: Set<LocalModule>
}

type ModuleFunction = (exports: Namespace, require: (specifier: string) => unknown, own: object) => Promise<void>

/** How everything else is imported: packages and built-in modules, as from the given file. */
export type ImportPackage = (specifier: string, from: string) => Promise<Namespace>

/** Stands for what imports but is no module. */
const notebook = ''

export class LocalModules {
  readonly #importPackage: ImportPackage
  readonly #modules = new Map<string, LocalModule>()
  /** The exports of modules that were compiled here. */
  readonly #own = new WeakSet<Namespace>()

  constructor(importPackage: ImportPackage) {
    this.#importPackage = importPackage
  }

  /** The exports of the module that an import in a file means. */
  async import(specifier: string, from: string): Promise<Namespace> {
    const file = isLocal(specifier) ? resolveLocal(specifier, from) : undefined
    if (file === undefined) return this.#importPackage(specifier, from)
    return isCompiled(file) ? this.#importCompiled(file, from) : this.#importPackage(pathToFileURL(file).href, from)
  }

  async #importCompiled(file: string, from: string): Promise<Namespace> {
    const module = this.#modules.get(file) ?? (await this.#read(file))
    module.importers.add(from)
    module.loaded ??= this.#run(module)
    await this.#whenLoaded(module, this.#modules.get(from))
    return module.exports
  }

  /** Waits for a module, unless it waits for the one that asks: in a circle, one must run with what the others have exported so far. */
  async #whenLoaded(module: LocalModule, importer: LocalModule | undefined): Promise<void> {
    if (!importer) return module.loaded
    if (waits(module, importer)) return
    importer.waitsFor.add(module)
    await module.loaded
    importer.waitsFor.delete(module)
  }

  /**
   * Loads anew what has changed on disk. A file that cannot be loaded any more stays as it was, and is tried again the next time.
   *
   * @returns old exports with the new ones that replace them, and the errors of files that could not be loaded
   */
  async refresh(): Promise<{ renewed: Map<Namespace, Namespace>; errors: Error[] }> {
    const stale = await this.#stale()
    const old = new Map([...stale].map((file) => [file, this.#modules.get(file)!]))
    for (const file of stale) this.#modules.delete(file)
    const renewed = new Map<Namespace, Namespace>()
    const errors: Error[] = []
    for (const [file, { importers, exports }] of old) {
      try {
        renewed.set(exports, await this.#importCompiled(file, notebook))
        for (const importer of importers) this.#modules.get(file)?.importers.add(importer)
      } catch (error) {
        errors.push(error as Error)
      }
    }
    if (errors.length === 0) return { renewed, errors }
    for (const [file, module] of old) this.#modules.set(file, { ...module, version: '' })
    return { renewed: new Map(), errors }
  }

  /** The files that have changed, and all that import them. */
  async #stale(): Promise<Set<string>> {
    const stale = new Set<string>()
    const add = (file: string): void => {
      const module = this.#modules.get(file)
      if (!module || stale.has(file)) return
      stale.add(file)
      module.importers.forEach(add)
    }
    await Promise.all([...this.#modules].map(async ([file, { version }]) => {
      if ((await versionOf(file)) !== version) add(file)
    }))
    return stale
  }

  async #read(file: string): Promise<LocalModule> {
    const version = await versionOf(file)
    const compiled = compileModule(await readFile(file, 'utf8'), file)
    // Another import may have read it meanwhile; there must be one instance.
    const present = this.#modules.get(file)
    if (present) return present
    const module: LocalModule = { file, version, compiled, exports: {}, importers: new Set(), waitsFor: new Set() }
    this.#modules.set(file, module)
    this.#own.add(module.exports)
    return module
  }

  async #run({ file, compiled, exports }: LocalModule): Promise<void> {
    const imported = new Map<string, unknown>()
    for (const specifier of compiled.imports) {
      const namespace = await this.import(specifier, file)
      // Modules of ours are handed on as they are, because in a circle their exports are still to come.
      imported.set(specifier, this.#own.has(namespace) ? namespace : withDefault(namespace))
    }
    noteMoved(file, compiled.placeOf)
    const run = runInThisContext(compiled.code, {
      filename: file,
      columnOffset: -compiled.headLength,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }) as ModuleFunction
    const url = pathToFileURL(file).href
    const meta = { url, filename: file, dirname: dirname(file) }
    await run(exports, (specifier) => imported.get(specifier), { import: (specifier: string) => this.import(specifier, file), meta })
  }
}

/** Whether a module waits for another, directly or through others. */
function waits(module: LocalModule, other: LocalModule, seen = new Set<LocalModule>()): boolean {
  if (module === other) return true
  if (seen.has(module)) return false
  seen.add(module)
  return [...module.waitsFor].some((next) => waits(next, other, seen))
}

async function versionOf(file: string): Promise<string> {
  const { mtimeMs, size } = await stat(file).catch(() => ({ mtimeMs: 0, size: 0 }))
  return `${mtimeMs} ${size}`
}

/** A namespace of Node's as compiled modules expect it. */
const withDefault = (namespace: Namespace): Namespace => {
  const copy: Namespace = { ...namespace, default: 'default' in namespace ? namespace['default'] : namespace }
  return Object.defineProperty(copy, '__esModule', { value: true })
}
