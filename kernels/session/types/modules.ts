// A notebook as TypeScript sees it: every executed cell is a module of its own. One line of glue in front of the cell imports what it uses
// of earlier cells and exports what it declares, so that cells may declare a name again, as another thing. A cell that is executed again is
// a new module, because that is what it is at run time too: what earlier cells made of the old one keeps its types.
//
// Variables of earlier cells cannot be imported, because an import cannot be assigned: they are declared with the type they have there. A
// type and a value may share a name and come from different cells; a class is both at once.
import { wordsOf } from '../cell/syntax.ts'
import { declaredNames } from '../cell/declared-names.ts'
import type { CheckedCell } from './service.ts'

/** A module's text; the cell begins on its second line. */
export interface VirtualModule {
  file: string
  text: string
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
  #count = 0
  /** Undoes what the cell added last has changed. */
  #undo: (() => void)[] = []

  /** The module of a cell that is executed; cells after it see what it declares. */
  add(source: string, { declared, jsx }: CheckedCell): VirtualModule {
    const { types, exported } = declaredNames(source)
    const toExport = [...new Set([...declared.keys(), ...types])].filter((each) => !exported.has(each))
    const name = `__nb_${this.#count++}`
    const used = new Set(wordsOf(source))
    const sees = (own: { has(name: string): boolean }) => (other: string) => used.has(other) && !own.has(other)
    const text = this.#text(source, sees(declared), sees(types), toExport)
    this.#undo = []
    for (const each of types) if (!declared.has(each)) this.#change(this.#types, each, name)
    for (const [each, kind] of declared) {
      this.#change(this.#values, each, { module: name, assignable: (kind === 'let' || kind === 'var') && !types.has(each) })
      if (types.has(each) || kind === 'import') this.#change(this.#types, each, undefined)
    }
    return { file: `${name}.${jsx ? 'tsx' : 'ts'}`, text }
  }

  #change<Value>(names: Map<string, Value>, name: string, value: Value | undefined): void {
    const set = (to: Value | undefined) => void (to === undefined ? names.delete(name) : names.set(name, to))
    const before = names.get(name)
    this.#undo.push(() => set(before))
    set(value)
  }

  /** Takes back the cell that was added last. */
  takeBack(): void {
    for (const undo of this.#undo.splice(0)) undo()
  }

  /** The text of a cell that is being written: it sees every name of the notebook but those it seems to declare itself. */
  draft(source: string): string {
    const { types, values } = declaredNames(source)
    return this.#text(source, (name) => !values.has(name), (name) => !types.has(name), [])
  }

  #text(source: string, seesValue: (name: string) => boolean, seesType: (name: string) => boolean, toExport: readonly string[]): string {
    const imports = new Map<string, string[]>()
    const add = (module: string, name: string) => imports.set(module, [...(imports.get(module) ?? []), name])
    let glue = `export{${toExport.join(',')}};`
    for (const [name, { module, assignable }] of this.#values) {
      if (!seesValue(name)) continue
      if (assignable) glue += `declare let ${name}:typeof import('./${module}').${name};`
      else if (this.#types.has(name) || !seesType(name)) glue += `declare const ${name}:typeof import('./${module}').${name};`
      else add(module, name)
    }
    for (const [name, module] of this.#types) if (seesType(name)) add(module, `type ${name}`)
    for (const [module, names] of imports) glue += `import{${names.join(',')}}from'./${module}';`
    return `${glue}\n${source}`
  }

  /** Takes back values whose declarations were never reached; types are there all the same. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#values.delete(name)
  }

  reset(): void {
    this.#values.clear()
    this.#types.clear()
  }
}
