// The names of a notebook: which exist, how they were declared, and where each one lives. Names live as properties of a few plain objects,
// `__nb0`, `__nb1`, …, that are constants of the script that all cells share. V8 reads a property of a constant object about as fast as a
// variable as long as the object has few properties; hence several objects of at most 64 names.

/** How a name was declared last. */
export type DeclarationKind = 'const' | 'let' | 'var' | 'function' | 'class' | 'import'

const namesPerObject = 64

/** What cells before this one have declared, and what their functions have done with names. */
export class NotebookScope {
  readonly #kinds = new Map<string, DeclarationKind>()
  readonly #slots = new Map<string, number>()

  /** Names that a function of some cell uses: other cells must keep the shared object up to date at every moment. */
  readonly captured = new Set<string>()
  /** Names that a function of some cell assigns: other cells must read them anew each time. */
  readonly assignedByFunctions = new Set<string>()
  /** Names that a function of some cell used before any cell declared them. */
  readonly awaited = new Set<string>()

  /** A scope with the same names, for a cell that may come to nothing. */
  copy(): NotebookScope {
    const copy = new NotebookScope()
    for (const [name, kind] of this.#kinds) copy.#kinds.set(name, kind)
    for (const [name, slot] of this.#slots) copy.#slots.set(name, slot)
    for (const set of ['captured', 'assignedByFunctions', 'awaited'] as const) for (const name of this[set]) copy[set].add(name)
    return copy
  }

  /** The names declared so far. */
  get names(): string[] {
    return [...this.#kinds.keys()]
  }

  /** How many shared objects must exist. */
  get objects(): number {
    return Math.ceil(this.#slots.size / namesPerObject)
  }

  kind(name: string): DeclarationKind | undefined {
    return this.#kinds.get(name)
  }

  /** Records a declaration; any kind may replace any other. */
  declare(name: string, kind: DeclarationKind): void {
    this.#kinds.set(name, kind)
    if (!this.#slots.has(name)) this.#slots.set(name, this.#slots.size)
  }

  /** Takes a name back whose declaration was never reached, so that using it says that it is not defined. */
  forget(name: string): void {
    this.#kinds.delete(name)
  }

  /** The shared object that holds a name. */
  objectOf(name: string): string {
    const slot = this.#slots.get(name)
    if (slot === undefined) throw new Error(`name without a place: ${name}`)
    return `__nb${Math.floor(slot / namesPerObject)}`
  }

  /** The expression that reads or assigns a name in its shared object. */
  reference(name: string): string {
    return `${this.objectOf(name)}.${name}`
  }
}
