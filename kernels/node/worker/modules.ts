// What `import` means in a cell: packages and built-in modules as Node finds them from the notebook's folder upwards. `downhill` is this very
// package where the folder has none of its own, so that notebooks work wherever they lie.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { constants, runInThisContext } from 'node:vm'
import type { WorkerSettings } from './protocol.ts'

export type Namespace = Record<string, unknown>

export class NotebookModules {
  readonly #packageRoot: string
  readonly #import: (specifier: string) => Promise<Namespace>
  /** `import.meta` of a cell. */
  readonly meta: { url: string; dirname: string; filename: string }

  constructor({ folder, packageRoot }: WorkerSettings) {
    this.#packageRoot = packageRoot
    const filename = join(folder, 'notebook.ts')
    const { href } = pathToFileURL(filename)
    this.meta = { url: href, dirname: folder, filename }
    keepQuietAboutLoader()
    // An import is resolved from the file that it stands in. This one stands in a script that says it is the notebook.
    this.#import = runInThisContext('(specifier) => import(specifier)', {
      filename: href,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }) as (specifier: string) => Promise<Namespace>
    Object.assign(globalThis, { require: createRequire(filename) })
  }

  async import(specifier: string): Promise<Namespace> {
    if (/^(\.{0,2}\/|file:).*\.[cm]?tsx?$/.test(specifier)) {
      throw new Error(`import '${specifier}': TypeScript files beside the notebook cannot be imported yet. Build it to JavaScript, or put the code in a cell.`)
    }
    try {
      return await this.#import(specifier)
    } catch (error) {
      if (specifier === 'downhill' && isMissing(error)) return this.#import(pathToFileURL(join(this.#packageRoot, 'dist/lib/index.js')).href)
      throw isMissing(error) ? this.#plainly(error, specifier) : error
    }
  }

  /** Node names a file that imports, which is none that a reader knows; the specifier and the way out help more. */
  #plainly(error: Error, specifier: string): Error {
    if (!error.message.includes(`imported from ${this.meta.filename}`)) return error
    error.message = /^[./]|^file:/.test(specifier)
      ? `Cannot find the module '${specifier}', looked up from the notebook's folder.`
      : `Cannot find the package '${specifier}'. Install it with \`npm install ${specifier}\` in the notebook's folder.`
    return error
  }
}

/** Node warns once that this way to import is experimental. That is ours to know, not the reader's of a notebook. */
function keepQuietAboutLoader(): void {
  const emitWarning = process.emitWarning.bind(process) as (...args: unknown[]) => void
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('USE_MAIN_CONTEXT_DEFAULT_LOADER')) emitWarning(warning, ...rest)
  }
}

const isMissing = (error: unknown): error is Error => error instanceof Error && (error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND'
