// What a rewritten cell calls: see emit.ts for where. Every cell gets its own, because an await must tell which cell it stands in.
import type { Awaits } from './awaits.ts'
import type { Namespace, NotebookModules } from './modules.ts'

export class CellRuntime {
  /** The modules that the cell imports, in its order. */
  readonly modules: readonly Namespace[]
  /** `import.meta` */
  readonly meta: NotebookModules['meta']
  readonly #file: string
  readonly #notebook: NotebookModules
  readonly #awaits: Awaits

  constructor(file: string, modules: readonly Namespace[], notebook: NotebookModules, awaits: Awaits) {
    this.modules = modules
    this.meta = notebook.meta
    this.#file = file
    this.#notebook = notebook
    this.#awaits = awaits
  }

  /** `await value` */
  wait(value: unknown, offset: number, inFunction: boolean): unknown {
    return this.#awaits.wait(value, { file: this.#file, offset, inFunction })
  }

  /** `for await (const item of iterable)` */
  waitEach(iterable: AsyncIterable<unknown> | Iterable<unknown>, offset: number, inFunction: boolean): AsyncIterable<unknown> {
    return this.#awaits.waitEach(iterable, { file: this.#file, offset, inFunction })
  }

  /** `import(specifier)` */
  import(specifier: unknown): Promise<Namespace> {
    return this.#notebook.import(String(specifier))
  }

  /** `import { name } from …`. A name that the module lacks may be a type, which leaves nothing behind at run time. */
  pick(index: number, name: string): unknown {
    const namespace = this.modules[index]!
    if (name in namespace) return namespace[name]
    // A CommonJS module whose exports Node could not foresee has them all in its default export.
    const whole = namespace['default'] as Namespace | undefined
    return name === 'default' ? namespace : whole?.[name]
  }

  /** An assignment to a constant or an import. */
  constant(name: string): never {
    throw new TypeError(`Assignment to constant variable: ${name}. Declare it with \`let\` to change it later.`)
  }

  /** Lets functions of earlier cells, which used the name before any cell declared it, find it now. */
  late(name: string, object: Namespace): void {
    if (name in globalThis) return
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        if (name in object) return object[name]
        throw new ReferenceError(`${name} is not defined`)
      },
      set(value: unknown) {
        object[name] = value
      },
    })
  }
}
