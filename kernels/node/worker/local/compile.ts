// A TypeScript module as a function: types out, imports and exports as CommonJS has them, lines kept. Dynamic imports and `import.meta`
// become those of the module's own file. Constructs that are more than types go through the same compiler as those of cells.
import { decode } from '@jridgewell/sourcemap-codec'
import { parse, type AnyNode } from 'acorn'
import MagicString from 'magic-string'
import { basename } from 'node:path'
import { transform, type Options } from 'sucrase'
import { constructsOf } from '../../../session/cell/constructs.ts'
import { CellSyntaxError } from '../../../session/cell/syntax-error.ts'
import { children } from '../../../session/cell/syntax.ts'
import { lower } from '../../lower.ts'
import type { PlaceInFile } from '../moved-lines.ts'

export interface CompiledModule {
  /** An expression: an async function of `exports`, `require` and `__module`, which gives `import` and `meta`. */
  code: string
  /** How long the text before the module's first character is. */
  headLength: number
  /** What it imports, as written. */
  imports: string[]
  /** Where its lines came from, if they are not those of the file. */
  placeOf?: PlaceInFile
}

const head = '(async function(exports,require,__module){'

/** @throws SyntaxError that names the file, line and column */
export function compileModule(source: string, file: string): CompiledModule {
  if (file.endsWith('.json')) return { code: `${head}exports.default=${source}\n})`, headLength: head.length, imports: [] }
  const { javascript, placeOf } = toCommonJs(source, file)
  const text = new MagicString(javascript)
  const imports = new Set<string>()
  visit(parse(javascript, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true }), (node) => {
    if (node.type === 'ImportExpression') text.update(node.start, node.start + 'import'.length, '__module.import')
    else if (node.type === 'MetaProperty' && node.meta.name === 'import') text.update(node.start, node.end, '__module.meta')
    else if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require') {
      const [argument] = node.arguments
      if (argument?.type === 'Literal' && typeof argument.value === 'string') imports.add(argument.value)
    }
  })
  return { code: `${head}${text}\n})`, headLength: head.length, imports: [...imports], ...(placeOf && { placeOf }) }
}

function toCommonJs(source: string, file: string): { javascript: string; placeOf?: PlaceInFile } {
  const options: Options = { transforms: ['typescript', 'imports'], disableESTransforms: true, preserveDynamicImport: true }
  try {
    const { unsupported, usings } = constructsOf(source)
    if (!unsupported && usings.size === 0) return { javascript: transform(source, options).code }
    const { code, mappings } = lower(source, false)
    return { javascript: transform(code, { ...options, transforms: ['imports'] }).code, placeOf: placesBy(mappings) }
  } catch (error) {
    throw asSyntaxError(error as Error, file)
  }
}

/** Lines are told exactly; a column is that of the nearest thing before it. */
function placesBy(mappings: string): PlaceInFile {
  const lines = decode(mappings)
  return (line, column) => {
    const segments = lines[line - 1] ?? []
    const [, , row, at] = segments.findLast(([generated]) => generated < column) ?? segments[0] ?? []
    return row === undefined || at === undefined ? undefined : { line: row + 1, column: at + 1 }
  }
}

function asSyntaxError(error: Error & { loc?: { line: number; column: number } }, file: string): SyntaxError {
  const place = error instanceof CellSyntaxError ? error : error.loc
  const what = error.message.replace(/^Error transforming .*?: /, '').replace(/ \(\d+:\d+\)$/, '')
  return new SyntaxError(place ? `${basename(file)}, line ${place.line}, column ${place.column}: ${what}` : `${basename(file)}: ${what}`)
}

function visit(node: AnyNode, each: (node: AnyNode) => void): void {
  each(node)
  for (const child of children(node)) visit(child, each)
}
