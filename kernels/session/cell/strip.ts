// From a cell in TypeScript to the same cell in JavaScript: types go, lines stay. Types are checked elsewhere; here they are only in the
// way.
import { transform } from 'sucrase'
import { CellSyntaxError } from './syntax-error.ts'
import { unsupportedConstruct } from './unsupported.ts'

/**
 * Takes the types out of a cell. Imports that the cell itself does not use stay, because later cells may use them.
 *
 * @throws CellSyntaxError where the cell is not TypeScript, or uses a construct that needs more than taking types out
 */
export function stripTypes(source: string): string {
  const unsupported = unsupportedConstruct(source)
  if (unsupported) throw unsupported
  try {
    return transform(source, { transforms: ['typescript'], disableESTransforms: true, keepUnusedImports: true }).code
  } catch (error) {
    throw fromSucrase(error, source)
  }
}

/** Sucrase says `Error transforming file: Unexpected token (1:11)` and has the place in `loc`, its column counted from 1. */
function fromSucrase(error: unknown, source: string): unknown {
  if (!(error instanceof Error)) return error
  const { loc } = error as Error & { loc?: { line: number; column: number } }
  if (!loc) return error
  const message = error.message.replace(/^Error transforming .*?: /, '').replace(/ \(\d+:\d+\)$/, '')
  const incomplete = atEnd(source, loc.line, loc.column) || /^Unterminated (template|comment)/.test(message)
  return new CellSyntaxError(message, loc.line, loc.column, incomplete)
}

/** Whether nothing but white space follows a place: more text could then make the cell complete. */
function atEnd(source: string, line: number, column: number): boolean {
  const lines = source.split('\n')
  const rest = [lines[line - 1]?.slice(column - 1) ?? '', ...lines.slice(line)].join('\n')
  return rest.trim() === ''
}
