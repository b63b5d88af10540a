// Reads the examples out of the library's docstrings and makes programs of them. A statement that ends in `// → text` promises that its
// value shows as that text, or that it throws the error that stands there.
import ts from 'typescript'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const ENTRY = resolve(ROOT, 'lib/index.ts')

/** A name that the library gives to notebooks: an export, or a method of Tensor. */
export interface PublicName {
  name: string
  file: string
  isValue: boolean
  documentation: string
  examples: string[]
}

/** The public names declared below one of these folders. */
export function publicNames(folders: string[]): PublicName[] {
  const program = ts.createProgram([ENTRY], compilerOptions())
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(program.getSourceFile(ENTRY)!)!
  const unaliased = (symbol: ts.Symbol): ts.Symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)
  // What a namespace such as `schedule` holds is named `schedule.cosine`.
  const exported = checker.getExportsOfModule(module).flatMap((symbol) => {
    const space = unaliased(symbol)
    if (!(space.flags & ts.SymbolFlags.Module)) return [describe(space, symbol.name)]
    return checker.getExportsOfModule(space).map((member) => describe(unaliased(member), `${symbol.name}.${member.name}`))
  })
  const tensorClass = unaliased(checker.tryGetMemberInModuleExports('Tensor', module)!)
  const methods = checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(tensorClass))
    .filter(isNamed)
    .map((member) => describe(member, `Tensor.${member.name}`))
  return [...exported, ...methods].filter(({ file }) => folders.some((folder) => file.startsWith(resolve(ROOT, folder))))

  function describe(symbol: ts.Symbol, name: string): PublicName {
    return {
      name,
      file: symbol.declarations?.[0]?.getSourceFile().fileName ?? '',
      isValue: (symbol.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Method)) !== 0,
      documentation: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      examples: symbol
        .getJsDocTags(checker)
        .filter((tag) => tag.name === 'example')
        .map((tag) => ts.displayPartsToString(tag.text).replace(/^```ts\n|\n```$/g, '')),
    }
  }
}

/** Not a private field (`#values`), a symbol, or the method that exists for the compiler alone. */
const isNamed = (member: ts.Symbol): boolean => /^\w+$/.test(member.name) && !member.name.startsWith('__')

/** One statement of an example, and what it promises to show. */
interface Statement {
  source: string
  /** The expression that is shown; for `const x = …` it is `x`. */
  shown?: string
  declares: boolean
  promise?: string
}

function statementsOf(example: string): Statement[] {
  const file = ts.createSourceFile('example.ts', example, ts.ScriptTarget.ES2022, true)
  return file.statements.map((statement) => {
    const source = statement.getText(file)
    const promise = /^\s*\/\/ → (.*)/.exec(example.slice(statement.end))?.[1]
    const declares = !ts.isExpressionStatement(statement)
    const shown = ts.isExpressionStatement(statement)
      ? statement.expression.getText(file)
      : ts.isVariableStatement(statement)
        ? statement.declarationList.declarations[0]?.name.getText(file)
        : undefined
    return { source, declares, ...(shown !== undefined && { shown }), ...(promise !== undefined && { promise }) }
  })
}

/** A promise kept or broken. */
export interface Outcome {
  source: string
  promised: string
  found: string
}

/** Runs an example with the library's names in scope. */
export async function runExample(example: string, library: Record<string, unknown>): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const promises = async (source: string, promised: string, value: () => unknown): Promise<void> => {
    const throws = /^\w*Error: /.test(promised)
    let found: string
    try {
      found = show(await value())
    } catch (error) {
      if (!throws) throw error
      found = String(error)
    }
    outcomes.push({ source, promised, found })
  }
  const lines = statementsOf(example).map(({ source, shown, declares, promise }) => {
    if (promise === undefined || shown === undefined) return source
    const checked = `await promises(${JSON.stringify(source)}, ${JSON.stringify(promise)}, async () => (${shown}))`
    return declares ? `${source}\n${checked}` : checked
  })
  const names = Object.keys(library)
  const body = `return (async () => {\n${lines.join('\n')}\n})()`
  const { outputText } = ts.transpileModule(body, { compilerOptions: { target: ts.ScriptTarget.ES2022 } })
  await new Function('promises', ...names, outputText)(promises, ...Object.values(library))
  return outcomes
}

/** As a notebook would print it: an object by its own text, strings in quotes. */
const show = (value: unknown): string => inspect(value, { breakLength: Infinity, depth: 4 })

/** What the compiler has to say about the examples. What promises an error is left out. */
export function typeProblems(names: PublicName[]): string[] {
  const functions = names.flatMap(({ name, examples }) =>
    examples.map((example) => {
      const lines = statementsOf(example).filter(({ promise }) => !/^\w*Error: /.test(promise ?? ''))
      return `export async function example_${name.replace(/\W/g, '_')}() {\n${lines.map(({ source }) => source).join('\n')}\n}`
    }),
  )
  const spaces = new Set(names.flatMap(({ name }) => (/^[a-z]\w*\./.test(name) ? [name.split('.')[0]!] : [])))
  const imported = names.filter(({ name }) => !name.includes('.')).map(({ name, isValue }) => (isValue ? name : `type ${name}`))
  return compileAgainstLibrary(`import { ${[...imported, ...spaces].join(', ')} } from './index.ts'\n${functions.join('\n')}`)
}

/** The compiler's problems with a program that lies beside the library's index; it is as strict as a notebook is. */
export function compileAgainstLibrary(text: string): string[] {
  const path = resolve(ROOT, 'lib/program-in-memory.ts')
  const options = { ...compilerOptions(), noUncheckedIndexedAccess: false }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (file) => file === path || fileExists(file)
  host.readFile = (file) => (file === path ? text : readFile(file))
  const program = ts.createProgram([path], options, host)
  const source = program.getSourceFile(path)!
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((problem) => {
    const { line } = source.getLineAndCharacterOfPosition(problem.start ?? 0)
    return `${text.split('\n')[line]}: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`
  })
}

function compilerOptions(): ts.CompilerOptions {
  const config = ts.parseConfigFileTextToJson('tsconfig.json', readFileSync(resolve(ROOT, 'lib/tsconfig.json'), 'utf8')).config as object
  return ts.parseJsonConfigFileContent(config, ts.sys, resolve(ROOT, 'lib')).options
}
