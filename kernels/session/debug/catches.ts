// Whether an error that leaves a function will be caught by the reader's own code. V8 guesses that the host catches it, which catches
// whatever a cell throws; so the code is asked: does a call or an `await` on the way out stand in a `try` that has a `catch`?
import { parseExpressionAt, type AnyNode } from 'acorn'
import { children, isFunction } from '../cell/syntax.ts'
import type { KnownCell } from '../traceback.ts'
import type { AsyncStack, Location, Paused } from './v8.ts'

/** Whether the thrown error will end the cell, or whatever else the code runs in, for want of a `catch`. */
export function isUncaught({ reason, data, callFrames, asyncStackTrace }: Paused, cellOf: (scriptId: string) => KnownCell | undefined): boolean {
  if (data?.uncaught) return true
  if (reason !== 'promiseRejection') return false
  const places = [...callFrames.map(({ location }) => location), ...awaiting(asyncStackTrace)]
  return !places.some((place) => isInTry(place, cellOf(place.scriptId)))
}

/** The places that wait for what runs, from the inside out. */
export const awaiting = (stack: AsyncStack | undefined): AsyncStack['callFrames'] =>
  stack ? [...stack.callFrames, ...awaiting(stack.parent)] : []

function isInTry({ lineNumber, columnNumber }: Location, cell: KnownCell | undefined): boolean {
  if (!cell?.compiled) return false
  const { code, headLength } = cell.compiled
  const before = code.split('\n').slice(0, lineNumber).reduce((length: number, line: string) => length + line.length + 1, 0)
  const offset = before + columnNumber + (lineNumber === 0 ? headLength : 0)
  return catches(parseExpressionAt(code, 0, { ecmaVersion: 'latest' }), offset)
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
