// What `import` means in a cell: TypeScript files beside the notebook, and packages and built-in modules as Node finds them from the
// notebook's folder upwards. `downhill` is this very package where the folder has none of its own, so that notebooks work wherever they
// lie.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { constants, runInThisContext } from 'node:vm'
import type { LocalModules } from './local/local-modules.ts'
import { isLocal } from '../resolve-local.ts'
import type { WorkerSettings } from './protocol.ts'

export type Namespace = Record<string, unknown>

type Importer = (specifier: string) => Promise<Namespace>

/** A name of the notebook that stands for an export of a module. */
interface Binding {
  object: Namespace
  name: string
  namespace: Namespace
  exported: string
}

export class NotebookModules {
  readonly #packageRoot: string
  readonly #importers = new Map<string, Importer>()
  #local: Promise<LocalModules> | undefined
  #bindings: Binding[] = []
  /** `import.meta` of a cell. */
  readonly meta: { url: string; dirname: string; filename: string; resolve(specifier: string): string }

  constructor({ folder, packageRoot }: WorkerSettings) {
    this.#packageRoot = packageRoot
    const filename = join(folder, 'notebook.ts')
    const url = pathToFileURL(filename).href
    this.meta = { url, dirname: folder, filename, resolve: (specifier) => import.meta.resolve(specifier, url) }
    keepQuietAboutLoader()
    Object.assign(globalThis, { require: createRequire(filename) })
  }

  async import(specifier: string): Promise<Namespace> {
    if (!isLocal(specifier)) return this.#importPackage(specifier, this.meta.filename)
    // The compiler of modules is loaded by the first notebook that has some.
    this.#local ??= import('./local/local-modules.ts').then(
      ({ LocalModules }) => new LocalModules((each, from) => this.#importPackage(each, from)),
    )
    return (await this.#local).import(specifier, this.meta.filename)
  }

  /** Sets a name of the notebook to an export of a module, also when the module is loaded anew. */
  bind(object: Namespace, name: string, namespace: Namespace, exported: string): unknown {
    this.#bindings = this.#bindings.filter((binding) => binding.object !== object || binding.name !== name)
    this.#bindings.push({ object, name, namespace, exported })
    object[name] = exportOf(namespace, exported)
    return object[name]
  }

  /**
   * Loads changed files anew and gives the names that stand for their exports the new ones.
   *
   * @returns errors of files that cannot be loaded
   */
  async refresh(): Promise<Error[]> {
    if (!this.#local) return []
    const { renewed, errors } = await (await this.#local).refresh()
    for (const binding of this.#bindings) {
      const { object, name, namespace, exported } = binding
      const next = renewed.get(namespace)
      if (!next) continue
      // A name that a cell has declared as something else since is left alone.
      if (object[name] === exportOf(namespace, exported)) object[name] = exportOf(next, exported)
      binding.namespace = next
    }
    return errors
  }

  async #importPackage(specifier: string, from: string): Promise<Namespace> {
    const importer = this.#importerFor(dirname(from))
    try {
      return await importer(specifier)
    } catch (error) {
      if (!isMissing(error)) throw error
      if (specifier === 'downhill') return importer(pathToFileURL(join(this.#packageRoot, 'dist/lib/index.js')).href)
      throw plainly(error, specifier, dirname(from))
    }
  }

  /** An import is resolved from the file that it stands in. This one stands in a script that says it lies in the given folder. */
  #importerFor(folder: string): Importer {
    let importer = this.#importers.get(folder)
    if (!importer) {
      const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
      const options = { filename: importingFile(folder), importModuleDynamically }
      importer = runInThisContext('(specifier) => import(specifier)', options) as Importer
      this.#importers.set(folder, importer)
    }
    return importer
  }
}

/**
 * The value of an export. A name that the module lacks may be a type, which leaves nothing behind at run time.
 *
 * @param exported `*` is the module itself
 */
function exportOf(namespace: Namespace, exported: string): unknown {
  if (exported === '*') return namespace
  if (exported in namespace) return namespace[exported]
  // A CommonJS module whose exports Node could not foresee has them all in its default export.
  const whole = namespace['default'] as Namespace | undefined
  return exported === 'default' ? namespace : whole?.[exported]
}

const importingFile = (folder: string): string => pathToFileURL(join(folder, '[notebook]')).href

/** Node warns once that this way to import is experimental. That is ours to know, not the reader's of a notebook. */
function keepQuietAboutLoader(): void {
  const emitWarning = process.emitWarning.bind(process) as (...args: unknown[]) => void
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('USE_MAIN_CONTEXT_DEFAULT_LOADER')) emitWarning(warning, ...rest)
  }
}

const isMissing = (error: unknown): error is Error => error instanceof Error && (error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND'

/** Node names a file that imports, which is none that a reader knows; the specifier and the way out help more. */
function plainly(error: Error, specifier: string, folder: string): Error {
  if (!error.message.includes('[notebook]')) return error
  error.message = isLocal(specifier)
    ? `Cannot find the module '${specifier}', looked up from ${folder}.`
    : `Cannot find the package '${specifier}'. Install it with \`npm install ${specifier}\` in the notebook's folder.`
  return error
}
