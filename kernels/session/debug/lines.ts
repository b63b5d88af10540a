// Which line of a cell a breakpoint can stand on: one where a statement begins. A click beside an empty line, a comment or a type means the
// next such line, as in every debugger; what declares a function is no step, its body is.
import { parse, type AnyNode } from 'acorn'
import type { CompiledCell } from '../cell/compile.ts'
import { stripTypes } from '../cell/strip.ts'
import { children } from '../cell/syntax.ts'

/** The line for a breakpoint at or after a line, counted from 1; undefined if no statement follows. */
export function breakableLine(source: string, line: number): number | undefined {
  const lines = breakableLines(source)
  return lines ? lines.find((candidate) => candidate >= line) : line
}

/** The line of a compiled cell's code that stands for a line of its source: the same, unless the compiler has moved lines. */
export function compiledLine({ code, positions }: CompiledCell, line: number): number {
  const isOf = (text: string | undefined, at: number): boolean =>
    positions.inCell({ line: at, column: (text?.search(/\S/) ?? 0) + 1 })?.line === line
  const lines = code.split('\n')
  if (line === 1 || isOf(lines[line - 1], line)) return line
  const found = lines.findIndex((text, index) => index > 0 && isOf(text, index + 1))
  return found < 0 ? line : found + 1
}

/** Undefined for what only the host's compiler understands. */
function breakableLines(source: string): number[] | undefined {
  try {
    const options = { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true, locations: true } as const
    const program = parse(stripTypes(source), options)
    const lines = new Set<number>()
    visit(program, (node) => { if (isStep(node)) lines.add(node.loc!.start.line) })
    return [...lines].sort((a, b) => a - b)
  } catch {
    return undefined
  }
}

const passive = new Set([
  'FunctionDeclaration', 'ClassDeclaration', 'ImportDeclaration', 'BlockStatement', 'EmptyStatement', 'TryStatement', 'LabeledStatement',
])

/** A statement, or the body of an arrow function that is an expression and begins a line of its own. */
function isStep(node: AnyNode): boolean {
  if (node.type === 'ArrowFunctionExpression') return false
  const isStatement = node.type.endsWith('Statement') || node.type.endsWith('Declaration')
  return isStatement && !passive.has(node.type) && !node.type.startsWith('Export')
}

function visit(node: AnyNode, each: (node: AnyNode) => void): void {
  each(node)
  if (node.type === 'ArrowFunctionExpression' && node.expression && node.body.loc!.start.line > node.loc!.start.line) {
    each({ ...node.body, type: 'ExpressionStatement' } as AnyNode)
  }
  for (const child of children(node)) visit(child, each)
}
