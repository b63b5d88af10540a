// The names that a cell declares at its top level, read from its tokens alone: types, which leave no trace in the JavaScript, and
// everything in a cell that is still being typed and has no syntax tree yet.
import { tokensOf, type Token } from './tokens.ts'

export interface DeclaredNames {
  /** Interfaces, type aliases, classes, enums and imported types: what may be used as a type. */
  types: Set<string>
  /** Variables, functions, classes, enums and imports. */
  values: Set<string>
  /** Those of them that the cell exports by itself. */
  exported: Set<string>
}

export function declaredNames(source: string): DeclaredNames {
  const declared: DeclaredNames = { types: new Set(), values: new Set(), exported: new Set() }
  const tokens = tokensOf(source)
  for (const [index, token] of tokens.entries()) {
    if (token.depth !== 0 || token.type !== 'name' || tokens[index - 1]?.text === '.') continue
    const { types, values } = readDeclaration(tokens, index)
    for (const name of types) declared.types.add(name)
    for (const name of values) declared.values.add(name)
    if (isExported(tokens, index)) for (const name of [...types, ...values]) declared.exported.add(name)
  }
  return declared
}

interface Found {
  types: string[]
  values: string[]
}

const nothing: Found = { types: [], values: [] }

function readDeclaration(tokens: readonly Token[], index: number): Found {
  const next = tokens[index + 1]
  const name = next?.type === 'name' ? [next.text] : []
  switch (tokens[index]!.text) {
    case 'interface':
    case 'type':
      return { types: name, values: [] }
    case 'class':
    case 'enum':
    case 'namespace':
    case 'module':
      return { types: name, values: name }
    case 'function': return { types: [], values: next?.text === '*' ? [tokens[index + 2]?.text ?? ''] : name }
    case 'const':
    case 'let':
    case 'var':
    case 'using':
      return next?.text === 'enum' ? nothing : { types: [], values: boundFrom(tokens, index + 1) }
    case 'import': return importedFrom(tokens, index + 1)
    default: return nothing
  }
}

/** Whether `export` stands before a declaration, perhaps with `async` or `abstract` between; `export default` exports no name. */
function isExported(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]
  if (before?.type !== 'name') return false
  return before.text === 'export' || (/^(async|abstract|declare|const)$/.test(before.text) && isExported(tokens, index - 1))
}

/** The names of a declaration, or of its pattern, from the token behind `let` on; further declarators of the same line too. */
export function boundFrom(tokens: readonly Token[], from: number): string[] {
  const names: string[] = []
  const first = tokens[from]
  if (first?.type === 'name') names.push(first.text)
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index]!
    const previous = tokens[index - 1]!
    const next = tokens[index + 1]
    if (token.depth === 0 && (token.text === ';' || token.text === '=' && first !== token && isPattern(first))) break
    if (token.depth === 0 && token.line > previous.line && token.type === 'name') break
    if (token.type !== 'name' || token === first) continue
    if (isPattern(first) ? next?.text !== ':' && previous.text !== '=' : token.depth === 0 && previous.text === ',') names.push(token.text)
  }
  return names
}

const isPattern = (token: Token | undefined): boolean => token?.text === '{' || token?.text === '['

/** The local names of an import: what stands before `from`, without what is renamed away. Those behind `type` are types alone. */
function importedFrom(tokens: readonly Token[], from: number): Found {
  const end = tokens.findIndex((token, index) => index >= from && token.depth === 0 && (token.text === 'from' || token.text === ';'))
  if (end < 0 || tokens[end]!.text === ';') return nothing
  const between = tokens.slice(from, end)
  const allTypes = between[0]?.text === 'type' && between.length > 1
  const found: Found = { types: [], values: [] }
  for (const [index, { type, text }] of between.entries()) {
    const next = between[index + 1]
    const isWord = text === 'as' || (text === 'type' && (next?.type === 'name' || (index === 0 && allTypes)))
    if (type !== 'name' || isWord || next?.text === 'as') continue
    if (allTypes || isMarkedType(between, index)) found.types.push(text)
    else found.values.push(text)
  }
  return found
}

/** Whether `type` stands before a name in braces, or before the name that it renames: `type A`, `type A as B`. */
function isMarkedType(between: readonly Token[], index: number): boolean {
  const first = between[index - 1]?.text === 'as' ? index - 2 : index
  return between[first - 1]?.text === 'type'
}
