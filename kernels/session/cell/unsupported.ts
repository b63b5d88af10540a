// The few constructs of TypeScript that a notebook cell cannot use, because they are more than types and this Node cannot run them. They
// are found among the tokens before anything is compiled, so that the message can name the construct and say what to write instead.
import { CellSyntaxError } from './syntax-error.ts'
import { tokensOf, type Token } from './tokens.ts'

const advice = {
  decorator: 'Decorators cannot be used in a cell. Call the function on the class or method instead.',
  namespace: 'Namespaces cannot be used in a cell. Write an object, `const geometry = { … }`, or a module file.',
  using: '`using` cannot be used in a cell. Write try { … } finally { … } instead.',
  accessor: '`accessor` cannot be used in a cell. Write a getter and a setter instead.',
}

/** The first unsupported construct of a cell, as the error to throw. */
export function unsupportedConstruct(source: string): CellSyntaxError | undefined {
  if (!/@|\b(?:namespace|module|using|accessor)\b/.test(source)) return undefined
  const tokens = tokensOf(source)
  for (const [index, token] of tokens.entries()) {
    const construct = constructAt(tokens, index)
    if (construct) return new CellSyntaxError(advice[construct], token.line, token.column)
  }
  return undefined
}

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
    case 'using': return afterNext?.text === '=' || afterNext?.text === 'of' ? 'using' : undefined
    case 'accessor': return 'accessor'
    default: return undefined
  }
}
