// What a session asks about types, answered by TypeScript 7's language server. The server is started by the first question, because a
// notebook that is only read needs none. One that dies is replaced by a fresh one, which is told all cells anew.
import { mayHaveElements } from '../../session/cell/strip.ts'
import { withoutCommands } from '../../session/commands/index.ts'
import { completedRange, inspected } from '../../session/types/cursor.ts'
import { glueLines, VirtualModules, type VirtualModule } from '../../session/types/modules.ts'
import { isArtefact, plainWords } from '../../session/types/problems.ts'
import type { CheckedCell, Completions, Hover, TypeProblem, TypeService } from '../../session/types/service.ts'
import { ImportedFiles } from './imported-files.ts'
import { completionsOf, withoutAlias } from './completion.ts'
import { signatureOf } from './signature.ts'
import { LanguageServer, type LspDiagnostic, type LspPosition } from './language-server.ts'
import { globals, globalsFile } from './globals.ts'
import { projectConfig } from './project.ts'

/** A cell with elements is another kind of document, whose name must differ in more than its ending. */
const checkFile = (jsx: boolean): string => (jsx ? '__nb_cell_markup.tsx' : '__nb_cell.ts')
const draftFile = (jsx: boolean): string => (jsx ? '__nb_draft_markup.tsx' : '__nb_draft.ts')

export class LanguageServerTypes implements TypeService {
  readonly #folder: string
  readonly #modules = new VirtualModules()
  #server: Promise<LanguageServer> | undefined
  #closed = false
  /** The check that is under way, after those that wait for it. */
  #checks: Promise<unknown> = Promise.resolve()
  /** The text of each module that is kept, which a server that takes another’s place must learn. */
  readonly #documents = new Map<string, string>()
  readonly #imported: ImportedFiles

  constructor(folder: string) {
    this.#folder = folder
    this.#imported = new ImportedFiles(folder)
  }

  check(source: string, cell: CheckedCell): Promise<TypeProblem[]> {
    const module = this.#modules.add(source, cell)
    this.#imported.addImportsOf(source)
    const problems = this.#checks.then(() => this.#problemsIn(module))
    this.#checks = problems.catch(() => {})
    return problems
  }

  /** Checks one cell at a time, because all are checked in one document, and then makes known what later cells may use. */
  async #problemsIn({ check, jsx, kept, dropped }: VirtualModule): Promise<TypeProblem[]> {
    const file = checkFile(jsx)
    const diagnostics = await this.#ask(async (server) => {
      server.filesChanged(this.#imported.changed())
      await server.write(file, check)
      return server.diagnostics(file)
    })
    await this.#keep(kept, dropped)
    return problemsOf(diagnostics)
  }

  async #keep(kept: VirtualModule['kept'], dropped: readonly string[]): Promise<void> {
    const server = await this.#started()
    if (kept) {
      this.#documents.set(kept.file, kept.text)
      await server.write(kept.file, kept.text)
    }
    for (const file of dropped) this.#documents.delete(file)
    server.remove(dropped)
  }

  async complete(cell: string, offset: number): Promise<Completions> {
    const source = withoutCommands(cell)
    const range = completedRange(source, offset)
    const position = positionOf(source, offset)
    return this.#askOfDraft(source, async (server, file) =>
      completionsOf(await server.completions(file, position), source, range, position, server),
    )
  }

  async hover(cell: string, offset: number): Promise<Hover | undefined> {
    const source = withoutCommands(cell)
    const { name, called } = inspected(source, offset)
    return this.#askOfDraft(source, async (server, file) => {
      if (name !== undefined) return hoverOf(await server.hover(file, positionOf(source, name)))
      if (called === undefined) return undefined
      const signature = signatureOf(await server.signatures(file, positionOf(source, offset)))
      return signature ?? hoverOf(await server.hover(file, positionOf(source, called)))
    })
  }

  takeBack(): void {
    this.#modules.takeBack()
  }

  forget(names: readonly string[]): void {
    this.#modules.forget(names)
  }

  reset(): void {
    this.#modules.reset()
    const files = [...this.#documents.keys()]
    this.#documents.clear()
    void this.#server?.then((server) => server.remove(files), () => {})
  }

  async close(): Promise<void> {
    this.#closed = true
    const server = await this.#server?.catch(() => undefined)
    await server?.close()
  }

  async #askOfDraft<Answer>(source: string, question: (server: LanguageServer, file: string) => Promise<Answer>): Promise<Answer> {
    const file = draftFile(mayHaveElements(source))
    // The cells before it must be known.
    await this.#checks
    return this.#ask(async (server) => {
      server.filesChanged(this.#imported.changed())
      await server.write(file, this.#modules.draft(source))
      return question(server, file)
    })
  }

  /** Asks the server. One that has died, before the question or over it, is replaced; over one question once, lest it kill them all. */
  async #ask<Answer>(question: (server: LanguageServer) => Promise<Answer>): Promise<Answer> {
    const started = this.#started()
    const server = await started
    try {
      return await question(server)
    } catch (error) {
      if (!server.hasEnded || this.#closed) throw error
      // Questions that were asked at the same time share the server that takes its place.
      if (this.#server === started) this.#server = undefined
      return question(await this.#started())
    }
  }

  #started(): Promise<LanguageServer> {
    this.#server ??= this.#start().catch((error: unknown) => {
      // The next question tries again.
      this.#server = undefined
      throw error
    })
    return this.#server
  }

  async #start(): Promise<LanguageServer> {
    const server = new LanguageServer(this.#folder)
    await server.write('tsconfig.json', projectConfig(this.#folder), 'json')
    await server.write(globalsFile, globals)
    for (const [file, text] of this.#documents) await server.write(file, text)
    return server
  }
}

/** What the server's Markdown says: a block of code, and the documentation behind it. */
function hoverOf(markdown: string | undefined): Hover | undefined {
  const found = markdown && /^```\w*\n([^]*?)\n```\s*([^]*)$/.exec(markdown)
  const declaration = found && withoutAlias(found[1]!)
  // `any` is what the server says of a name that nobody has declared.
  return declaration && declaration !== 'any' ? { declaration, documentation: found[2]!.trim() } : undefined
}

/** Where an offset into a cell stands in the cell's module. */
function positionOf(source: string, offset: number): LspPosition {
  const lines = source.slice(0, offset).split('\n')
  return { line: lines.length - 1 + glueLines, character: lines.at(-1)!.length }
}

const problemsOf = (diagnostics: readonly LspDiagnostic[]): TypeProblem[] =>
  diagnostics
    .filter(({ severity, code, range }) => severity === 1 && range.start.line >= glueLines && !isArtefact(code))
    .map(({ range: { start, end }, code, message }) => ({
      line: start.line - glueLines + 1,
      column: start.character + 1,
      endLine: end.line - glueLines + 1,
      endColumn: end.character + 1,
      code,
      message: plainWords(code, message),
    }))
