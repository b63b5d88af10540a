// Variables whose declaration the thread has not come to yet. V8 shows them as undefined, which is a value that they do not have: to read
// one is an error. Within a block control only goes on, and every turn of a loop has variables of its own; so whether a declaration has
// been reached can be told from the text.
import { parse, type AnyNode, type BlockStatement, type Pattern } from 'acorn'
import { boundNames, children, isFunction, type FunctionNode } from '../cell/syntax.ts'
import { isCellFunction } from './v8.ts'

/** What is shown in the place of a value. */
export const unreachedText = 'not set yet'

/**
 * The names that have no value yet where a thread stands.
 *
 * @param code what runs
 * @param offset where the thread stands in it
 */
export function unreachedAt(code: string, offset: number): Set<string> {
  let unreached = new Set<string>()
  let node: AnyNode | undefined = parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true })
  while (node) {
    // What is around a function may have been reached before it was called, or not.
    if (isFunction(node)) unreached = new Set()
    for (const { names, end } of isCell(node) ? hoistedIn(node) : declaredIn(node)) {
      for (const name of names) {
        if (end > offset) unreached.add(name)
        else unreached.delete(name)
      }
    }
    const within: AnyNode[] = isCell(node) ? [blockOf(node)] : children(node)
    node = within.find((child) => holds(child, offset))
  }
  return unreached
}

/** Where a function begins, the thread is about to make it. */
const holds = (node: AnyNode, offset: number): boolean => (isFunction(node) ? node.start < offset : node.start <= offset) && offset < node.end

/** The variables and classes that a block declares, with the ends of their declarations. */
function declaredIn(node: AnyNode): { names: string[]; end: number }[] {
  const statements =
    node.type === 'BlockStatement' || node.type === 'Program' || node.type === 'StaticBlock' ? node.body
    : node.type === 'SwitchStatement' ? node.cases.flatMap(({ consequent }) => consequent)
    : []
  return statements.flatMap((statement) => {
    if (statement.type === 'ClassDeclaration') return [{ names: boundNames(statement.id), end: statement.end }]
    if (statement.type !== 'VariableDeclaration' || statement.kind === 'var') return []
    return statement.declarations.map(({ id, end }) => ({ names: boundNames(id), end }))
  })
}

/**
 * Variables that a rewritten cell declares ahead of itself (see emit.ts), because they must be written back. Their own declarations have
 * become assignments.
 */
function hoistedIn(cell: CellFunction): { names: string[]; end: number }[] {
  const ahead = new Set(declaredIn(cell.body).flatMap(({ names }) => names))
  return blockOf(cell).body.flatMap((statement) => {
    if (statement.type !== 'ExpressionStatement') return []
    const { expression, end } = statement
    const isSet = expression.type === 'AssignmentExpression' && expression.operator === '='
    return isSet ? [{ names: boundNames(expression.left as Pattern).filter((name) => ahead.delete(name)), end }] : []
  })
}

type CellFunction = Extract<FunctionNode, { type: 'FunctionExpression' }>

const isCell = (node: AnyNode): node is CellFunction => node.type === 'FunctionExpression' && isCellFunction(node.id?.name ?? '')

/** What the cell itself says, within what writes its variables back. */
const blockOf = ({ body }: CellFunction): BlockStatement => body.body.find((statement) => statement.type === 'TryStatement')?.block ?? body
