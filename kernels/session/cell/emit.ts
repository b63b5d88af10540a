// Carries the plan out on the text. Edits are made in place and no line is added or removed, so that lines keep their numbers and a source
// map has only columns to say. The result is one async function:
//
//   (async function cell_3(__flush, __cell) {
//     "use strict"; …imports and variables… try { …functions… the cell } finally { …write back… }
//   })
//
// `__flush` is the text that writes the cell's variables back. The function takes it as an argument so that whoever stops the cell in the
// midst of a loop can evaluate it in the stopped frame: see interrupt.ts of the host.
import MagicString from 'magic-string'
import type { ImportDeclaration, Program, Statement, ModuleDeclaration, VariableDeclaration } from 'acorn'
import { exportedName, withoutExport } from './declarations.ts'
import type { Home, Plan } from './plan.ts'
import type { Reference, References } from './references.ts'
import type { DeclarationKind, NotebookScope } from './scope.ts'
import { boundNames, lineBreaks, statementStarts, walkSameFunction } from './syntax.ts'

/** A module that the cell imports; the host loads it before the cell runs. */
export interface CellImport {
  source: string
  /** Where the import statement stands in the JavaScript. */
  start: number
}

export interface EmittedCell {
  text: MagicString
  headLength: number
  /** The statements that write the cell's variables back. */
  flush: string
  imports: CellImport[]
}

export interface EmitInput {
  javascript: string
  program: Program
  functionName: string
  declared: ReadonlyMap<string, DeclarationKind>
  found: References
  plan: Plan
  scope: NotebookScope
  /** Names whose values are disposed of when the cell ends, with whether that is awaited. */
  usings: ReadonlyMap<string, boolean>
  /** Names of enums and namespaces, which begin empty. */
  merged: readonly string[]
}

export function emit(input: EmitInput): EmittedCell {
  const emitter = new Emitter(input)
  emitter.references()
  emitter.asynchrony()
  emitter.nestedVars()
  emitter.statements()
  return emitter.finish()
}

class Emitter {
  readonly #text: MagicString
  readonly #input: EmitInput
  readonly #imports: CellImport[] = []
  /** What stands before the cell's own first character: bindings of imports, variables, functions made known. */
  readonly #bindings: string[] = []
  readonly #functions: string[] = []

  constructor(input: EmitInput) {
    this.#input = input
    this.#text = new MagicString(input.javascript)
  }

  /** Names that live in a shared object are used there: by functions always, by top-level code where the plan says so. */
  references(): void {
    const { program } = this.#input
    const starts = statementStarts(program)
    const value = lastStatement(program)
    if (value) starts.delete(value.start) // `return (` will stand before it
    for (const reference of this.#input.found.references) {
      const home = this.#home(reference.name)
      if (!home) continue
      const replacement = this.#replacement(reference, home)
      if (replacement === undefined) continue
      const { name, start, end, shorthand, called } = reference
      const callee = `${starts.has(start) ? ';' : ''}(0,${replacement})`
      const text = shorthand ? `${name}: ${replacement}` : called ? callee : replacement
      this.#text.update(start, end, text)
    }
  }

  #replacement({ name, use, inFunction }: Reference, home: Home): string | undefined {
    const kind = this.#input.declared.get(name) ?? this.#input.scope.kind(name)
    const isConstant = kind === 'const' || kind === 'import'
    if (use === 'write' && isConstant) return `__cell.constant(${JSON.stringify(name)}).value`
    const hasVariable = home === 'local' || home === 'writeBack' || home === 'preload'
    return hasVariable && !inFunction ? undefined : this.#input.scope.reference(name)
  }

  /**
   * Awaits become interruptible and are marked with their offset, to tell where the cell was; dynamic imports and `import.meta` are the
   * notebook's, not those of the program that evaluates it.
   */
  asynchrony(): void {
    const { awaits, dynamicImports, importMetas } = this.#input.found
    for (const node of dynamicImports) this.#text.update(node.start, node.start + 'import'.length, '__cell.import')
    for (const node of importMetas) this.#text.update(node.start, node.end, '__cell.meta')
    for (const { node, inFunction } of awaits) {
      const [wrapper, operand] = node.type === 'AwaitExpression' ? ['wait', node.argument] : ['waitEach', node.right]
      this.#text.appendRight(operand.start, `__cell.${wrapper}((`).appendLeft(operand.end, `),${node.start},${inFunction})`)
    }
  }

  /** A `var` inside a block is declared at the top of the cell; what is left in its place is the assignment. */
  nestedVars(): void {
    walkSameFunction(this.#input.program, (node, parent) => {
      if (node.type !== 'VariableDeclaration' || node.kind !== 'var') return
      if (parent.type === 'Program' || parent.type === 'ExportNamedDeclaration' || !this.#isNotebooks(node)) return
      const isStatement = parent.type === 'BlockStatement' || parent.type === 'SwitchCase'
      this.#text.update(node.start, node.declarations[0]!.start, isStatement ? ';' : '')
      for (const { id, init } of node.declarations) {
        if (init && id.type !== 'Identifier') this.#text.appendRight(id.start, '(').appendLeft(init.end, ')')
      }
    })
  }

  statements(): void {
    const last = lastStatement(this.#input.program)
    for (const statement of this.#input.program.body) {
      if (statement.type === 'ImportDeclaration') this.#import(statement)
      else if (statement.type === 'ExpressionStatement' && statement === last) this.#value(statement)
      else this.#statement(statement, statement === last)
    }
  }

  #statement(statement: Statement | ModuleDeclaration, isLast: boolean): void {
    const declaration = withoutExport(statement)
    if (declaration && declaration !== statement) this.#remove(statement.start, declaration.start)
    switch (declaration?.type) {
      case 'VariableDeclaration': return this.#isNotebooks(declaration) ? this.#variables(declaration) : undefined
      case 'ClassDeclaration':
        this.#text.appendLeft(declaration.end, `;${this.#publish(declaration.id.name)}`)
        return
      case 'FunctionDeclaration':
        this.#functions.push(this.#publish(declaration.id.name))
        return
    }
    if (statement.type === 'ExportDefaultDeclaration') this.#exported(statement, isLast)
    else if (statement.type.startsWith('Export')) this.#removeStatement(statement)
  }

  /** Each declarator becomes a statement of its own, so that what it declares is known before the next one is evaluated. */
  #variables({ kind, start, declarations }: VariableDeclaration): void {
    let before = start
    for (const declarator of declarations) {
      const names = boundNames(declarator.id)
      const isLocal = names.every((name) => this.#home(name) === 'local')
      const separator = `;${lineBreaks(this.#input.javascript.slice(before, declarator.start))}`
      this.#text.update(before, declarator.start, isLocal ? `${separator}${kind} ` : separator)
      this.#dispose(declarator)
      if (isLocal) this.#text.appendLeft(declarator.end, `;${names.map((name) => this.#publish(name)).join('')}`)
      else if (declarator.init) this.#text.appendRight(declarator.start, '(').appendLeft(declarator.end, ')')
      else if (kind === 'let') this.#text.appendLeft(declarator.end, ' = undefined')
      before = declarator.end
    }
  }

  /** Whether a declaration is of names of the notebook, and not of the compiler's own. */
  #isNotebooks = ({ declarations }: VariableDeclaration): boolean =>
    declarations.some(({ id }) => boundNames(id).some((name) => this.#input.declared.has(name)))

  /** What `using` declares is remembered until the cell ends. */
  #dispose({ id, init }: VariableDeclaration['declarations'][number]): void {
    const isAwaited = id.type === 'Identifier' ? this.#input.usings.get(id.name) : undefined
    if (isAwaited !== undefined && init) this.#text.appendRight(init.start, '__cell.use((').appendLeft(init.end, `),${isAwaited})`)
  }

  #import({ start, end, source, specifiers }: ImportDeclaration): void {
    const index = this.#imports.push({ source: String(source.value), start }) - 1
    this.#removeStatement({ start, end })
    for (const specifier of specifiers) {
      const { name } = specifier.local
      const binding = [this.#input.scope.objectOf(name), JSON.stringify(name), index, JSON.stringify(exportedName(specifier))].join()
      this.#bindings.push(`const ${name}=__cell.bind(${binding});`)
    }
  }

  /** The value of the cell. A statement may hold brackets and comments around its expression, so that it is wrapped as a whole. */
  #value({ start, end }: { start: number; end: number }): void {
    this.#text.appendRight(start, 'return (').appendLeft(this.#withoutSemicolon(end), ')')
  }

  /** `export default 5`: the value of the cell if nothing follows, an expression otherwise. */
  #exported({ start, end }: { start: number; end: number }, isValue: boolean): void {
    const words = /^export\s+default/.exec(this.#input.javascript.slice(start, end))![0]
    this.#text.update(start, start + words.length, `${isValue ? 'return (' : ';('}${lineBreaks(words)}`)
    this.#text.appendLeft(this.#withoutSemicolon(end), ')')
  }

  #withoutSemicolon = (end: number): number => (this.#input.javascript[end - 1] === ';' ? end - 1 : end)

  finish(): EmittedCell {
    const { plan, declared, scope, functionName, usings, merged } = this.#input
    const reference = (name: string) => scope.reference(name)
    const writtenBack = [...plan.keys()].filter((name) => plan.get(name) === 'writeBack')
    for (const [name, home] of plan) {
      if (home === 'writeBack') this.#bindings.push(declared.has(name) ? `let ${name};` : `let ${name}=${reference(name)};`)
      if (home === 'preload') this.#bindings.push(`const ${name}=${reference(name)};`)
    }
    for (const name of declared.keys()) {
      if (scope.awaited.has(name)) this.#bindings.push(`__cell.late(${JSON.stringify(name)},${scope.objectOf(name)});`)
    }
    for (const name of merged) if (plan.get(name) === 'shared') this.#bindings.push(`${reference(name)}=undefined;`)
    const flush = writtenBack.map((name) => `${reference(name)}=${name};`).join('')
    const start = `(async function ${functionName}(__flush,__cell){"use strict";`
    const caught = usings.size > 0 ? '}catch(__error){__cell.failed(__error)' : ''
    const last = flush + (usings.size > 0 ? 'await __cell.dispose();' : '')
    const head = [start, ...this.#bindings, last && 'try{', ...this.#functions].join('')
    this.#text.prepend(head)
    this.#text.append(`\n${caught}${last && `}finally{${last}}`}})`)
    return { text: this.#text, headLength: head.length, flush, imports: this.#imports }
  }

  #home = (name: string): Home | undefined => this.#input.plan.get(name)

  #publish = (name: string): string => `${this.#input.scope.reference(name)}=${name};`

  /** What stood before a statement may have ended only because the statement followed; a semicolon ends it still. */
  #removeStatement({ start, end }: { start: number; end: number }): void {
    this.#text.update(start, end, `;${lineBreaks(this.#input.javascript.slice(start, end))}`)
  }

  /** Takes code away, but not its line breaks. */
  #remove(start: number, end: number): void {
    const breaks = lineBreaks(this.#input.javascript.slice(start, end))
    if (breaks) this.#text.update(start, end, breaks)
    else this.#text.remove(start, end)
  }
}

/** The statement that is the cell's value, if it is an expression. */
const lastStatement = ({ body }: Program) => body.findLast((statement) => statement.type !== 'EmptyStatement')
