// A notebook as TypeScript sees it: every executed cell is a module of its own. One line of glue in front of the cell imports what it uses
// of earlier cells and exports what it declares, so that cells may declare a name again, as another thing. A cell that is executed again is
// a new module, because that is what it is at run time too: what earlier cells made of the old one keeps its types.
//
// Variables of earlier cells cannot be imported, because an import cannot be assigned: they are declared with the type they have there.
import type { DeclarationKind } from '../cell/scope.ts'
import { declaredNames } from './declared.ts'

/** A module's text; the cell begins on its second line. */
export interface VirtualModule {
  /** The file's name without its ending. */
  name: string
  text: string
}

interface KnownName {
  module: string
  assignable: boolean
}

/** How many lines stand before a cell in its module. */
export const glueLines = 1

export class VirtualModules {
  #names = new Map<string, KnownName>()
  #count = 0

  /** The module of a cell that is executed; cells after it see what it declares. */
  add(source: string, declared: ReadonlyMap<string, DeclarationKind>): VirtualModule {
    const { types, exported } = declaredNames(source)
    const own = new Set([...declared.keys(), ...types])
    const toExport = [...own].filter((each) => !exported.has(each))
    const name = `__nb_${this.#count++}`
    const used = new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu))
    const text = this.#text(source, (other) => !own.has(other) && used.has(other), toExport)
    for (const each of own) {
      const kind = declared.get(each)
      this.#names.set(each, { module: name, assignable: (kind === 'let' || kind === 'var') && !types.has(each) })
    }
    return { name, text }
  }

  /** The text of a cell that is being written: it sees every name of the notebook but those it seems to declare itself. */
  draft(source: string): string {
    const { types, values } = declaredNames(source)
    return this.#text(source, (name) => !types.has(name) && !values.has(name), [])
  }

  #text(source: string, sees: (name: string) => boolean, toExport: readonly string[]): string {
    const imports = new Map<string, string[]>()
    let glue = `export{${toExport.join(',')}};`
    for (const [name, { module, assignable }] of this.#names) {
      if (!sees(name)) continue
      if (assignable) glue += `declare let ${name}:typeof import('./${module}').${name};`
      else imports.set(module, [...(imports.get(module) ?? []), name])
    }
    for (const [module, names] of imports) glue += `import{${names.join(',')}}from'./${module}';`
    return `${glue}\n${source}`
  }

  forget(names: readonly string[]): void {
    for (const name of names) this.#names.delete(name)
  }

  reset(): void {
    this.#names.clear()
  }
}
