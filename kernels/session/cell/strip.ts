// From a cell in TypeScript to the same cell in JavaScript: types go, lines stay. Types are checked elsewhere; here they are only in the
// way. A cell whose constructs are more than types is compiled by the host's compiler instead, which moves lines and tells where to.
import { transform } from 'sucrase'
import { constructsOf } from './constructs.ts'
import { jsxFactory, jsxFragment, type Lower } from './lowering.ts'
import { CellSyntaxError } from './syntax-error.ts'

export interface StrippedCell {
  code: string
  /** Whether it has elements, `<p>…</p>`, in which case `<T>x` is no assertion. */
  jsx: boolean
  /** The names of the top level that are disposed of when the cell ends, with whether that is awaited. */
  usings: ReadonlyMap<string, boolean>
  /** For a cell that was lowered, where its JavaScript came from; otherwise every line is where it was. */
  mappings?: string
}

/**
 * A cell as JavaScript. Imports that the cell itself does not use stay, because later cells may use them.
 *
 * @param lower compiles what is more than types, where the host can
 * @throws CellSyntaxError where the cell is not TypeScript, or uses a construct that nothing here can compile
 */
export function toJavaScript(source: string, lower?: Lower): StrippedCell {
  const constructs = constructsOf(source)
  const { usings, unsupported } = constructs
  if (unsupported && !lower) throw unsupported
  return withElements(source, (jsx) => {
    if (unsupported) {
      const { code, mappings } = lower!(constructs.source, jsx)
      return { code, mappings, jsx, usings }
    }
    return { code: stripTypes(constructs.source, jsx), jsx, usings }
  })
}

/** Elements and assertions, `<T>x`, are told apart by what can be read: a cell has elements if it makes no sense otherwise. */
function withElements(source: string, compile: (jsx: boolean) => StrippedCell): StrippedCell {
  try {
    return compile(false)
  } catch (error) {
    if (!(error instanceof CellSyntaxError) || !mayHaveElements(source)) throw error
    return compile(true)
  }
}

/** Whether a text seems to hold elements: something in it is closed as they are, and not in a string. */
export const mayHaveElements = (source: string): boolean =>
  /<\/[\w.]*\s*>|\/>/.test(source.replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1/g, ''))

/** Takes the types out of what has nothing beyond them; every line stays where it was. */
export function stripTypes(source: string, jsx = false): string {
  try {
    return transform(source, {
      transforms: jsx ? ['typescript', 'jsx'] : ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
      production: true,
      jsxPragma: jsxFactory,
      jsxFragmentPragma: jsxFragment,
    }).code
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
  const incomplete = atEnd(source, loc.line, loc.column) || /^Unterminated (template|comment|JSX)/.test(message)
  return new CellSyntaxError(message, loc.line, loc.column, incomplete)
}

/** Whether nothing but white space follows a place: more text could then make the cell complete. */
function atEnd(source: string, line: number, column: number): boolean {
  const lines = source.split('\n')
  const rest = [lines[line - 1]?.slice(column - 1) ?? '', ...lines.slice(line)].join('\n')
  return rest.trim() === ''
}
