// The few questions about a syntax tree that several steps ask: which names a pattern binds, what lies below a node, what is a function,
// where statements begin.
import type { AnyNode, Pattern } from 'acorn'

/** The nodes directly below a node, in the order of the text. */
export function children(node: AnyNode): AnyNode[] {
  const below: AnyNode[] = []
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) below.push(item)
  }
  return below
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** The names that a pattern binds or assigns: `{ a, b: [c = 1], ...d }` gives a, c, d. Members such as `x.y` bind no name. */
export function boundNames(pattern: Pattern | null | undefined): string[] {
  switch (pattern?.type) {
    case 'Identifier': return [pattern.name]
    case 'ObjectPattern': return pattern.properties.flatMap((p) => boundNames(p.type === 'RestElement' ? p.argument : p.value))
    case 'ArrayPattern': return pattern.elements.flatMap(boundNames)
    case 'AssignmentPattern': return boundNames(pattern.left)
    case 'RestElement': return boundNames(pattern.argument)
    default: return []
  }
}

export type FunctionNode = Extract<AnyNode, { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }>

export const isFunction = (node: AnyNode): node is FunctionNode =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'

/** Calls `visit` for every node below that belongs to the same function: the bodies of inner functions and static blocks are left out. */
export function walkSameFunction(node: AnyNode, visit: (node: AnyNode, parent: AnyNode) => void): void {
  for (const child of children(node)) {
    if (isFunction(child) || child.type === 'StaticBlock') continue
    visit(child, node)
    walkSameFunction(child, visit)
  }
}

/**
 * Where the statements of blocks begin. A line break ends the statement before only if what follows cannot go on with it, so that an edit
 * there that begins with a bracket must begin with a semicolon.
 */
export function statementStarts(node: AnyNode, starts = new Set<number>()): Set<number> {
  const isList = node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock'
  const statements = isList ? node.body : node.type === 'SwitchCase' ? node.consequent : []
  for (const { start } of statements) starts.add(start)
  for (const child of children(node)) statementStarts(child, starts)
  return starts
}

/** Everything in a text that may be a name, in comments and strings too. */
export const wordsOf = (text: string): string[] => text.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu) ?? []

/** The line breaks of a text and nothing else: what takes the place of removed code, so that every line keeps its number. */
export const lineBreaks = (text: string): string => text.replace(/[^\n]/g, '')
