// Every place where a cell uses a name that is not its function's or block's own: a name of the notebook, or of the language. The walk
// carries the chain of local environments, as the language defines them, and how deep in functions and loops it stands.
import type {
  AnyNode, AwaitExpression, BinaryExpression, ForOfStatement, ImportExpression, LogicalExpression, MetaProperty, Pattern, Program,
} from 'acorn'
import { asFunction, blockNames, headNames, inner, isLocal, varNames, type Place } from './environment.ts'
import { boundNames, children, isFunction, type FunctionNode } from './syntax.ts'

/** One use of a name. */
export interface Reference {
  name: string
  start: number
  end: number
  /** `declare` is a declaration without a value (`let x`), `define` one with a value. */
  use: 'read' | 'write' | 'declare' | 'define'
  /** True inside a function: it may run later, when other cells have changed the name. */
  inFunction: boolean
  inLoop: boolean
  /** `{ name }`, which must become `{ name: … }` when the name is replaced. */
  shorthand: boolean
  /** `name()`: when the name is replaced by `object.name`, the object must not become `this`. */
  called: boolean
}

/** What the walk over a cell finds. */
export interface References {
  references: Reference[]
  awaits: { node: AwaitExpression | ForOfStatement; inFunction: boolean }[]
  dynamicImports: ImportExpression[]
  importMetas: MetaProperty[]
}

export function referencesOf(program: Program): References {
  const walk = new ReferenceWalk()
  for (const statement of program.body) walk.visit(statement, { names: new Set(), inFunction: false, inLoop: false })
  return walk.found
}

class ReferenceWalk {
  readonly found: References = { references: [], awaits: [], dynamicImports: [], importMetas: [] }

  visit(node: AnyNode | null | undefined, place: Place, called = false): void {
    if (!node) return
    switch (node.type) {
      case 'Identifier': return this.#note(node, 'read', place, { called })
      case 'CallExpression':
        this.visit(node.callee, place, true)
        return this.#visitAll(node.arguments, place)
      case 'TaggedTemplateExpression':
        this.visit(node.tag, place, true)
        return this.visit(node.quasi, place)
      case 'MemberExpression':
        this.visit(node.object, place)
        return node.computed ? this.visit(node.property, place) : undefined
      case 'Property':
        if (node.computed) this.visit(node.key, place)
        if (node.shorthand && node.value.type === 'Identifier') return this.#note(node.value, 'read', place, { shorthand: true })
        return this.visit(node.value, place)
      case 'AssignmentExpression':
        this.#target(node.left, 'write', place)
        return this.visit(node.right, place)
      case 'BinaryExpression':
      case 'LogicalExpression':
        return this.#chain(node, place)
      case 'UpdateExpression': return this.#target(node.argument as Pattern, 'write', place)
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          this.#target(id, init ? 'define' : 'declare', place)
          this.visit(init, place)
        }
        return
      case 'LabeledStatement': return this.visit(node.body, place)
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return
      case 'ExportNamedDeclaration': return this.visit(node.declaration, place)
      case 'ImportExpression':
        this.found.dynamicImports.push(node)
        return this.#visitAll(children(node), place)
      case 'MetaProperty':
        if (node.meta.name === 'import') this.found.importMetas.push(node)
        return
      case 'AwaitExpression':
        this.found.awaits.push({ node, inFunction: place.inFunction })
        return this.visit(node.argument, place)
      default: return this.#visitScoped(node, place)
    }
  }

  /** `a + b + c + …` leans to the left, as deep as it is long; it is gone down in a loop, for a sum may have thousands of terms. */
  #chain(node: BinaryExpression | LogicalExpression, place: Place): void {
    const terms: AnyNode[] = []
    let left: AnyNode = node
    while (left.type === 'BinaryExpression' || left.type === 'LogicalExpression') {
      terms.push(left.right)
      left = left.left
    }
    this.visit(left, place)
    for (const term of terms.reverse()) this.visit(term, place)
  }

  /** The nodes that open an environment of their own. */
  #visitScoped(node: AnyNode, place: Place): void {
    if (isFunction(node)) return this.#function(node, place)
    switch (node.type) {
      case 'ClassDeclaration':
      case 'ClassExpression': {
        const inside = inner(place, node.id ? [node.id.name] : [])
        this.visit(node.superClass, inside)
        return this.#visitAll(node.body.body, inside)
      }
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (node.computed) this.visit(node.key, place)
        return this.visit(node.value, asFunction(inner(place)))
      case 'StaticBlock':
        return this.#visitAll(node.body, asFunction(inner(place, [...blockNames(node.body), ...varNames(node)])))
      case 'BlockStatement': return this.#visitAll(node.body, inner(place, blockNames(node.body)))
      case 'SwitchStatement':
        this.visit(node.discriminant, place)
        return this.#visitAll(node.cases, inner(place, node.cases.flatMap((c) => blockNames(c.consequent))))
      case 'CatchClause': {
        const inside = inner(place, boundNames(node.param))
        if (node.param) this.#target(node.param, 'define', inside)
        return this.visit(node.body, inside)
      }
      case 'ForStatement': {
        const inside = inner(place, headNames(node.init))
        const loop = { ...inside, inLoop: true }
        this.visit(node.init, inside)
        return this.#visitAll([node.test, node.update, node.body], loop)
      }
      case 'ForInStatement':
      case 'ForOfStatement': {
        const inside = inner(place, headNames(node.left))
        const loop = { ...inside, inLoop: true }
        if (node.type === 'ForOfStatement' && node.await) this.found.awaits.push({ node, inFunction: place.inFunction })
        this.#target(node.left.type === 'VariableDeclaration' ? node.left.declarations[0]!.id : node.left, 'write', loop)
        this.visit(node.right, inside)
        return this.visit(node.body, loop)
      }
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.#visitAll([node.test, node.body], { ...inner(place), inLoop: true })
      default: return this.#visitAll(children(node), place)
    }
  }

  #function(node: FunctionNode, place: Place): void {
    const names = new Set(node.params.flatMap(boundNames))
    const isArrow = node.type === 'ArrowFunctionExpression'
    if (!isArrow) names.add('arguments')
    if (node.type === 'FunctionExpression' && node.id) names.add(node.id.name)
    const inside = asFunction(inner(place, names))
    if (node.body.type === 'BlockStatement') {
      for (const name of [...varNames(node.body), ...blockNames(node.body.body)]) inside.names.add(name)
    }
    for (const param of node.params) this.#target(param, 'define', inside)
    this.visit(node.body, inside)
  }

  /** A pattern that is assigned or declared; its defaults and computed keys are ordinary expressions. */
  #target(pattern: Pattern, use: Reference['use'], place: Place): void {
    switch (pattern.type) {
      case 'Identifier': return this.#note(pattern, use, place)
      case 'MemberExpression': return this.visit(pattern, place)
      case 'ArrayPattern': return pattern.elements.forEach((element) => element && this.#target(element, use, place))
      case 'RestElement': return this.#target(pattern.argument, use, place)
      case 'AssignmentPattern':
        this.#target(pattern.left, use, place)
        return this.visit(pattern.right, place)
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.#target(property.argument, use, place)
          else if (property.shorthand) this.#shorthandTarget(property.value, use, place)
          else {
            if (property.computed) this.visit(property.key, place)
            this.#target(property.value, use, place)
          }
        }
    }
  }

  /** `{ a }` or `{ a = 1 }` as a target. */
  #shorthandTarget(value: Pattern, use: Reference['use'], place: Place): void {
    if (value.type === 'AssignmentPattern') {
      this.#note(value.left as AnyNode & { name: string }, use, place, { shorthand: true })
      this.visit(value.right, place)
    } else this.#note(value as AnyNode & { name: string }, use, place, { shorthand: true })
  }

  #note(
    { name, start, end }: { name: string; start: number; end: number },
    use: Reference['use'],
    place: Place,
    { shorthand = false, called = false } = {},
  ): void {
    if (isLocal(name, place)) return
    const { inFunction, inLoop } = place
    this.found.references.push({ name, start, end, use, inFunction, inLoop, shorthand, called })
  }

  #visitAll(nodes: readonly (AnyNode | null | undefined)[], place: Place): void {
    for (const node of nodes) this.visit(node, place)
  }
}
