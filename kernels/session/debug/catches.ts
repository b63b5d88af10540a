// Whether an error that leaves a function will be caught by the reader's own code. V8 guesses that the host catches it, which catches
// whatever a cell throws; so the code is asked: does a call or an `await` on the way out stand in a `try` that has a `catch`?
//
// (V8 can remember what awaits what, but Node then keeps a record of its own that an interrupt leaves in disorder. The awaits of cells are
// known anyway: see awaits.ts of the host.)
import { parse, parseExpressionAt, type AnyNode } from 'acorn'
import { stripTypes } from '../cell/strip.ts'
import { children, isFunction } from '../cell/syntax.ts'
import type { AwaitSite } from '../runner.ts'
import type { KnownCell } from '../traceback.ts'
import type { Location, Paused } from './v8.ts'

/**
 * Whether the thrown error will end the cell, or whatever else the code runs in, for want of a `catch`.
 *
 * @param cellOf the cell of a script
 * @param awaits where cells wait, each with its cell
 */
export function isUncaught(
  { reason, data, callFrames }: Paused,
  cellOf: (scriptId: string) => KnownCell | undefined,
  awaits: readonly { site: AwaitSite; cell: KnownCell }[],
): boolean {
  if (data?.uncaught) return true
  if (reason !== 'promiseRejection') return false
  const isCalledInTry = callFrames.some(({ location }) => isInTry(location, cellOf(location.scriptId)))
  return !isCalledInTry && !awaits.some(({ site, cell }) => waitsInTry(site, cell))
}

function isInTry({ lineNumber, columnNumber }: Location, cell: KnownCell | undefined): boolean {
  if (!cell?.compiled) return false
  const { code, headLength } = cell.compiled
  const before = code.split('\n').slice(0, lineNumber).reduce((length: number, line: string) => length + line.length + 1, 0)
  const offset = before + columnNumber + (lineNumber === 0 ? headLength : 0)
  return catches(parseExpressionAt(code, 0, { ecmaVersion: 'latest' }), offset)
}

function waitsInTry({ offset }: AwaitSite, { lines }: KnownCell): boolean {
  try {
    const javascript = stripTypes(lines.join('\n'))
    return catches(parse(javascript, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true }), offset)
  } catch {
    // What only the host's compiler understands is taken to catch nothing: a stop too many is better than one too few.
    return false
  }
}

/** Whether the innermost function around an offset has a `try` with a `catch` around it. */
function catches(root: AnyNode, offset: number): boolean {
  let caught = false
  for (let node: AnyNode | undefined = root; node; node = children(node).find(({ start, end }) => start <= offset && offset < end)) {
    if (isFunction(node)) caught = false
    else if (node.type === 'TryStatement' && node.handler && node.block.start <= offset && offset < node.block.end) caught = true
  }
  return caught
}
