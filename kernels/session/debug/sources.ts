// The names that sources have for a debugger. A front end names a cell by a hash of its text, V8 by the run that compiled it
// (`cell-3.ts`), so that one source may have run several times; the files of modules have one name each.
import type { NotebookSession } from '../session.ts'
import type { KnownCell } from '../traceback.ts'
import { DebugError, hashSeed } from './protocol.ts'
import type { DebugHost } from './host.ts'
import { murmur2 } from './murmur2.ts'

export class Sources {
  readonly #host: DebugHost
  readonly #session: NotebookSession
  /** The texts of cells by their paths, dumped by a front end or found among the runs. */
  readonly #texts = new Map<string, string>()

  constructor(session: NotebookSession, host: DebugHost) {
    this.#session = session
    this.#host = host
  }

  /** Makes a cell known that may not have run yet. @returns its path */
  dump(text: string): string {
    const path = this.pathOfText(text)
    this.#texts.set(path, text)
    return path
  }

  pathOfText = (text: string): string => `${this.#host.cellFolder}${murmur2(text, hashSeed)}.ts`

  isCell = (path: string): boolean => path.startsWith(this.#host.cellFolder)

  /** The cell that V8 knows by this address. */
  cellOf = (url: string): KnownCell | undefined => this.#session.cells.get(url)

  /** The path that a front end knows the script by. */
  pathOf(url: string): string {
    const cell = this.cellOf(url)
    return cell ? this.dump(textOf(cell)) : this.#host.pathOf(url)
  }

  /** The addresses that a path has for V8: those of all runs of a cell. */
  urlsOf(path: string): string[] {
    if (!this.isCell(path)) return [this.#host.urlOf(path)]
    return [...this.#session.cells].flatMap(([url, cell]) => (this.pathOfText(textOf(cell)) === path ? [url] : []))
  }

  /** The text of a cell, if it is known. */
  cellText(path: string): string | undefined {
    return this.#texts.get(path) ?? this.urlsOf(path).map((url) => this.cellOf(url)).map((cell) => cell && textOf(cell))[0]
  }

  /** @throws DebugError if there is no such source */
  async text(path: string): Promise<string> {
    if (this.isCell(path)) {
      const text = this.cellText(path)
      if (text !== undefined) return text
      throw new DebugError(`source: ${path} is none of this kernel's cells; run or dump the cell first`)
    }
    return this.#host.readText(path)
  }
}

const textOf = ({ lines }: KnownCell): string => lines.join('\n')
