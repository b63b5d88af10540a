// The constructs of TypeScript that are more than types and that this Node cannot run as they are. They are found among the tokens before
// anything is compiled: a cell that has one goes another, slower way to JavaScript, and where the host has none, the message can name the
// construct and say what to write instead.
import { boundFrom } from './declared-names.ts'
import { CellSyntaxError } from './syntax-error.ts'
import { tokensOf, type Token } from './tokens.ts'

const advice = {
  decorator: 'Decorators cannot be used in a cell here. Call the function on the class or method instead.',
  namespace: 'Namespaces cannot be used in a cell here. Write an object, `const geometry = { … }`, or a module file.',
  using: '`using` cannot be used inside a block or function here. Write try { … } finally { … } instead.',
  accessor: '`accessor` cannot be used in a cell here. Write a getter and a setter instead.',
}

/** What a cell has beyond what taking its types out can do. */
export interface Constructs {
  /** The cell with each `using` of its top level made a `const`; every character that is left stands where it stood. */
  source: string
  /** The names of the top level that are disposed of when the cell ends, with whether that is awaited. */
  usings: ReadonlyMap<string, boolean>
  /** The first construct that must be lowered, as the error to throw where nothing can lower it. */
  unsupported: CellSyntaxError | undefined
}

export function constructsOf(source: string): Constructs {
  const usings = new Map<string, boolean>()
  if (!/@|\b(?:namespace|module|using|accessor)\b/.test(source)) return { source, usings, unsupported: undefined }
  const tokens = tokensOf(source)
  let unsupported: CellSyntaxError | undefined
  let text = source
  for (const [index, token] of tokens.entries()) {
    const construct = constructAt(tokens, index)
    if (construct === 'using' && token.depth === 0) {
      const isAwaited = tokens[index - 1]?.text === 'await'
      const start = isAwaited ? tokens[index - 1]!.start : token.start
      text = `${text.slice(0, start)}const${blanksOf(source.slice(start + 'const'.length, token.end))}${text.slice(token.end)}`
      for (const name of boundFrom(tokens, index + 1)) usings.set(name, isAwaited)
    } else if (construct) unsupported ??= new CellSyntaxError(advice[construct], token.line, token.column)
  }
  return { source: text, usings, unsupported }
}

/** As much white space as a text is long, with its line breaks. */
const blanksOf = (text: string): string => text.replace(/[^\n]/g, ' ')

function constructAt(tokens: readonly Token[], index: number): keyof typeof advice | undefined {
  const [previous, token, next, afterNext] = [tokens[index - 1], tokens[index]!, tokens[index + 1], tokens[index + 2]]
  if (token.text === '@') return 'decorator'
  if (token.type !== 'name' || next?.type !== 'name' || next.line !== token.line) return undefined
  const startsStatement = previous === undefined || previous.line < token.line || /^[;{}()]$|^(?:export|await|static)$/.test(previous.text)
  if (!startsStatement) return undefined
  switch (token.text) {
    case 'namespace':
    case 'module':
      return afterNext?.text === '{' || afterNext?.text === '.' ? 'namespace' : undefined
    case 'using': return /^(=|of|:)$/.test(afterNext?.text ?? '') && next.text !== 'of' ? 'using' : undefined
    case 'accessor': return 'accessor'
    default: return undefined
  }
}
