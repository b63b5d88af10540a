// What a rewritten cell calls: see emit.ts for where. Every cell gets its own, because an await must tell which cell it stands in.
import type { Awaits } from './awaits.ts'
import { Disposal } from './disposal.ts'
import { element, fragment } from './elements.ts'
import type { Namespace, NotebookModules } from './modules.ts'

export class CellRuntime {
  /** `import.meta` */
  readonly meta: NotebookModules['meta']
  readonly #file: string
  /** The modules that the cell imports, in its order. */
  readonly #modules: readonly Namespace[]
  readonly #notebook: NotebookModules
  readonly #awaits: Awaits
  #disposal: Disposal | undefined
  /** What `<p>…</p>` and `<>…</>` become. */
  readonly element = element
  readonly fragment = fragment

  constructor(file: string, modules: readonly Namespace[], notebook: NotebookModules, awaits: Awaits) {
    this.#modules = modules
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

  /** `import { exported as name } from …`, with `*` for the module itself. */
  bind(object: Namespace, name: string, index: number, exported: string): unknown {
    return this.#notebook.bind(object, name, this.#modules[index]!, exported)
  }

  /** `using name = value` */
  use<Value>(value: Value, isAwaited: boolean): Value {
    this.#disposal ??= new Disposal()
    this.#disposal.add(value, isAwaited)
    return value
  }

  /** The cell has thrown, and disposes all the same. */
  failed(error: unknown): void {
    this.#disposal ??= new Disposal()
    this.#disposal.failed(error)
  }

  /** The end of the cell, for what it used. */
  dispose(): Promise<void> | undefined {
    return this.#disposal?.end()
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
