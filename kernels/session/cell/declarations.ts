// What a cell declares for the whole notebook: its top-level declarations and imports, and `var` wherever it stands outside a function.
import type { Program, Statement, ModuleDeclaration, Declaration, ImportDeclaration } from 'acorn'
import type { DeclarationKind } from './scope.ts'
import { boundNames, walkSameFunction } from './syntax.ts'

/** The names that a cell declares, with the kind of each. */
export function declarationsOf(program: Program): Map<string, DeclarationKind> {
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
