// Which modules of a notebook are still needed: those that hold a name of the notebook, and those that such a module uses in turn. A cell
// that is executed a thousand times leaves one module behind and not a thousand.

export class ModuleUses {
  /** How many names and modules need each module. */
  readonly #needs = new Map<string, number>()
  readonly #uses = new Map<string, ReadonlySet<string>>()

  /** A new module, which uses others and is held by its maker until it is released. */
  add(module: string, uses: ReadonlySet<string>): void {
    this.#uses.set(module, uses)
    this.hold(module)
    for (const used of uses) this.hold(used)
  }

  /** Something more needs a module. */
  hold(module: string): void {
    this.#needs.set(module, (this.#needs.get(module) ?? 0) + 1)
  }

  /** Something needs a module no longer. @returns the modules that nothing needs any more */
  release(module: string): string[] {
    const left = (this.#needs.get(module) ?? 0) - 1
    this.#needs.set(module, left)
    if (left > 0) return []
    const uses = this.#uses.get(module) ?? []
    this.#needs.delete(module)
    this.#uses.delete(module)
    return [module, ...[...uses].flatMap((used) => this.release(used))]
  }

  clear(): void {
    this.#needs.clear()
    this.#uses.clear()
  }
}
