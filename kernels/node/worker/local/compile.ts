// A TypeScript module as a function: types out, imports and exports as CommonJS has them, lines kept. Dynamic imports and `import.meta`
// become those of the module's own file.
import { parse, type AnyNode } from 'acorn'
import MagicString from 'magic-string'
import { basename } from 'node:path'
import { transform } from 'sucrase'
import { children } from '../../../session/cell/syntax.ts'

export interface CompiledModule {
  /** An expression: an async function of `exports`, `require` and `__module`, which gives `import` and `meta`. */
  code: string
  /** How long the text before the module's first character is. */
  headLength: number
  /** What it imports, as written. */
  imports: string[]
}

const head = '(async function(exports,require,__module){'

/** @throws SyntaxError that names the file, line and column */
export function compileModule(source: string, file: string): CompiledModule {
  if (file.endsWith('.json')) return { code: `${head}exports.default=${source}\n})`, headLength: head.length, imports: [] }
  const javascript = toCommonJs(source, file)
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
  return { code: `${head}${text}\n})`, headLength: head.length, imports: [...imports] }
}

function toCommonJs(source: string, file: string): string {
  try {
    return transform(source, { transforms: ['typescript', 'imports'], disableESTransforms: true, preserveDynamicImport: true }).code
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } }
    const what = message.replace(/^Error transforming .*?: /, '').replace(/ \(\d+:\d+\)$/, '')
    throw new SyntaxError(loc ? `${basename(file)}, line ${loc.line}, column ${loc.column}: ${what}` : `${basename(file)}: ${what}`)
  }
}

function visit(node: AnyNode, each: (node: AnyNode) => void): void {
  each(node)
  for (const child of children(node)) visit(child, each)
}
