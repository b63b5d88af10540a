// What a cell declares for the whole notebook: its top-level declarations and imports, and `var` wherever it stands outside a function.
import type { Program, Statement, ModuleDeclaration, Declaration, ImportDeclaration } from 'acorn'
import type { DeclarationKind } from './scope.ts'
import { boundNames, walkSameFunction, wordsOf } from './syntax.ts'

/**
 * The names that a cell declares, with the kind of each.
 *
 * @param source for a program that a compiler has written, what it was made from: names that do not stand in it are the compiler's own
 */
export function declarationsOf(program: Program, source?: string): Map<string, DeclarationKind> {
  const declared = declaredIn(program)
  if (source === undefined) return declared
  const written = new Set(wordsOf(source))
  return new Map([...declared].filter(([name]) => written.has(name)))
}

/** The names that enums and namespaces declare. What they add to must not be what an earlier cell declared under the name. */
export function mergedNames(source: string, declared: ReadonlyMap<string, DeclarationKind>): string[] {
  const names = [...source.matchAll(/\b(?:enum|namespace|module)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu)].map(([, name]) => name!)
  return [...new Set(names)].filter((name) => declared.get(name) === 'var')
}

function declaredIn(program: Program): Map<string, DeclarationKind> {
  const declared = new Map<string, DeclarationKind>()
  walkSameFunction(program, (node) => {
    if (node.type !== 'VariableDeclaration' || node.kind !== 'var') return
    for (const { id } of node.declarations) for (const name of boundNames(id)) declared.set(name, 'var')
  })
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const { local } of statement.specifiers) declared.set(local.name, 'import')
      continue
    }
    const declaration = withoutExport(statement)
    switch (declaration?.type) {
      case 'FunctionDeclaration': declared.set(declaration.id.name, 'function'); break
      case 'ClassDeclaration': declared.set(declaration.id.name, 'class'); break
      case 'VariableDeclaration':
        if (declaration.kind !== 'const' && declaration.kind !== 'let') break
        for (const { id } of declaration.declarations) for (const name of boundNames(id)) declared.set(name, declaration.kind)
    }
  }
  return declared
}

/** The declaration that a statement is or exports, if it is or exports one with a name. */
export function withoutExport(statement: Statement | ModuleDeclaration): Declaration | undefined {
  switch (statement.type) {
    case 'VariableDeclaration':
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement
    case 'ExportNamedDeclaration':
      return statement.declaration ?? undefined
    case 'ExportDefaultDeclaration': {
      const { declaration } = statement
      const isNamed = (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id !== null
      return isNamed ? (declaration as Declaration) : undefined
    }
    default:
      return undefined
  }
}

/** The name of what is imported, `*` for the module itself. */
export function exportedName(specifier: ImportDeclaration['specifiers'][number]): string {
  switch (specifier.type) {
    case 'ImportNamespaceSpecifier': return '*'
    case 'ImportDefaultSpecifier': return 'default'
    case 'ImportSpecifier': return specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value)
  }
}
