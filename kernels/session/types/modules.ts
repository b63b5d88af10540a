// A notebook as TypeScript sees it: every executed cell that declares something is a module of its own, so that cells may declare a
// name again, as another thing. A cell that is executed again is a new module, because that is what it is at run time too: what earlier
// cells made of the old one keeps its types.
//
// One line of glue in front of a cell gives it the names of earlier cells that it uses. They come by way of global namespaces, one a
// module, and not by imports between the modules: a document whose imports change makes the language server put its whole program
// together anew, which takes five times as long as the check itself. Variables of earlier cells are declared with the type they have
// there, because an alias cannot be assigned. A type and a value may share a name and come from different cells; a class is both.
import { declaredNames } from '../cell/declared-names.ts'
import { wordsOf } from '../cell/syntax.ts'
import type { CheckedCell } from './service.ts'
import { ModuleUses } from './uses.ts'

/** A cell that is executed, as two documents; it begins on the second line of each. */
export interface VirtualModule {
  /** What is checked, always under the same name, so that no new document is needed for it. */
  check: string
  jsx: boolean
  /** What later cells see, if it declares something. */
  kept: { file: string; text: string } | undefined
  /** Files of earlier cells that nothing needs any more. */
  dropped: string[]
}

interface KnownValue {
  module: string
  assignable: boolean
}

/** How many lines stand before a cell in its module. */
export const glueLines = 1

export class VirtualModules {
  readonly #values = new Map<string, KnownValue>()
  /** The modules of names that are types alone. */
  readonly #types = new Map<string, string>()
  readonly #files = new Map<string, string>()
  readonly #uses = new ModuleUses()
  #count = 0
  /** Undoes what the cell added last has changed. */
  #undo: (() => void)[] = []
  /** How many times the module added last is held. */
  #held = 0
  /** Modules that one name or cell less needs; counted when the next cell comes, because the last may still be taken back. */
  #freed: string[] = []

  /** The module of a cell that is executed; cells after it see what it declares. */
  add(source: string, { declared, jsx }: CheckedCell): VirtualModule {
    const { types } = declaredNames(source)
    const words = new Set(wordsOf(source))
    const sees = (own: { has(name: string): boolean }) => (other: string) => words.has(other) && !own.has(other)
    const { glue, uses } = this.#glue(sees(declared), sees(types))
    const check = `${glue}\n${source}`
    const names = [...new Set([...declared.keys(), ...types])]
    this.#undo = []
    const dropped = this.#freed.splice(0).flatMap((each) => this.#release(each))
    if (names.length === 0) return { check, jsx, kept: undefined, dropped }
    const name = `__nb_${this.#count++}`
    const kept = { file: `${name}.${jsx ? 'tsx' : 'ts'}`, text: `declare global{namespace ${name}{export{${names.join()}}}}${check}` }
    this.#files.set(name, kept.file)
    this.#uses.add(name, uses)
    this.#declare(name, declared, types)
    return { check, jsx, kept, dropped }
  }

  #declare(module: string, declared: CheckedCell['declared'], types: ReadonlySet<string>): void {
    this.#freed = [module]
    this.#held = 1
    const change = <Value>(names: Map<string, Value>, name: string, value: Value | undefined, moduleOf: (value: Value) => string) => {
      const before = names.get(name)
      this.#undo.push(() => void (before === undefined ? names.delete(name) : names.set(name, before)))
      if (before !== undefined) this.#freed.push(moduleOf(before))
      if (value === undefined) return void names.delete(name)
      names.set(name, value)
      this.#uses.hold(module)
      this.#held++
    }
    const ofValue = (value: KnownValue) => value.module
    const ofType = (name: string) => name
    for (const name of types) if (!declared.has(name)) change(this.#types, name, module, ofType)
    for (const [name, kind] of declared) {
      change(this.#values, name, { module, assignable: (kind === 'let' || kind === 'var') && !types.has(name) }, ofValue)
      if (types.has(name) || kind === 'import') change(this.#types, name, undefined, ofType)
    }
  }

  /** @returns the files that nothing needs any more */
  #release(module: string): string[] {
    return this.#uses.release(module).flatMap((each) => {
      const file = this.#files.get(each)
      this.#files.delete(each)
      return file ?? []
    })
  }

  /** Takes back the names of the cell that was added last. Its module, like every other that is not needed, goes with the next cell. */
  takeBack(): void {
    const undo = this.#undo.splice(0).reverse()
    for (const each of undo) each()
    const module = `__nb_${this.#count - 1}`
    if (undo.length > 0) this.#freed = new Array(this.#held).fill(module)
  }

  /** The text of a cell that is being written: it sees every name of the notebook but those it seems to declare itself. */
  draft(source: string): string {
    const { types, values } = declaredNames(source)
    const { glue } = this.#glue((name) => !values.has(name), (name) => !types.has(name))
    return `${glue}\n${source}`
  }

  #glue(seesValue: (name: string) => boolean, seesType: (name: string) => boolean): { glue: string; uses: Set<string> } {
    const uses = new Set<string>()
    let glue = ''
    for (const [name, { module, assignable }] of this.#values) {
      if (!seesValue(name)) continue
      uses.add(module)
      const isValueOnly = this.#types.has(name) || !seesType(name)
      if (assignable || isValueOnly) glue += `declare ${assignable ? 'let' : 'const'} ${name}:typeof ${module}.${name};`
      else glue += `import ${name}=${module}.${name};`
    }
    for (const [name, module] of this.#types) {
      if (!seesType(name)) continue
      uses.add(module)
      glue += `import ${name}=${module}.${name};`
    }
    // This makes it a module. It stands last, because behind an import the server takes the next word that is typed for a part of that.
    return { glue: `${glue}export{};`, uses }
  }

  /** Takes back values whose declarations were never reached; types are there all the same. */
  forget(names: readonly string[]): void {
    for (const name of names) {
      const known = this.#values.get(name)
      if (known) this.#freed.push(known.module)
      this.#values.delete(name)
    }
  }

  reset(): void {
    this.#values.clear()
    this.#types.clear()
    this.#files.clear()
    this.#uses.clear()
    this.#undo = []
    this.#freed = []
  }
}
