// Executed cells outlive their kernel in a file of this person's state. Any number of kernels append to it, each cell as one line in one
// write. When it has grown large it becomes the old file, beside which a new one begins, so that nothing another kernel appends is lost. A file
// that cannot be read or written costs a history, never a notebook.
import { appendFile, mkdir, readFile, rename, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { HistoryStore, PastCell } from '../session/protocol/history.ts'

/** Bytes after which a new file is begun; there are two at most. */
const largestFile = 1024 * 1024
/** Cells with more letters are not kept. */
const longestSource = 50_000

/** A line of the file. */
interface Line {
  kernel: string
  count: number
  source: string
  output?: string
}

/** Where the history is kept, as the XDG base directory specification has it. */
const stateFolder = (): string => join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'downhill')

export class HistoryFile implements HistoryStore {
  readonly #folder: string
  /** Made when it is needed, because a kernel starts without it. */
  #name: string | undefined
  #written: Promise<void> | undefined

  constructor(folder = stateFolder()) {
    this.#folder = folder
  }

  add({ executionCount: count, source, output }: Omit<PastCell, 'session'>): void {
    if (source.trim() === '' || source.length > longestSource) return
    const line: Line = { kernel: this.#kernel, count, source, ...(output !== undefined && { output }) }
    this.#written = (this.#written ?? this.#prepare()).then(() => this.#append(`${JSON.stringify(line)}\n`)).catch(() => {})
  }

  /** Resolves when all cells are in the file. */
  async written(): Promise<void> {
    await this.#written
  }

  async earlier(): Promise<PastCell[]> {
    const lines = [...(await linesOf(this.#oldFile)), ...(await linesOf(this.#file))].filter(({ kernel }) => kernel !== this.#kernel)
    const sessions = new Map([...new Set(lines.map(({ kernel }) => kernel))].map((kernel, index) => [kernel, index + 1]))
    const cells = lines.map(({ kernel, count, source, output }) => ({
      session: sessions.get(kernel)!,
      executionCount: count,
      source,
      ...(output !== undefined && { output }),
    }))
    return cells.sort((a, b) => a.session - b.session)
  }

  get #kernel(): string {
    return (this.#name ??= crypto.randomUUID())
  }

  get #file(): string {
    return join(this.#folder, 'history.jsonl')
  }

  get #oldFile(): string {
    return join(this.#folder, 'history.old.jsonl')
  }

  async #prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const { size } = await stat(this.#file).catch(() => ({ size: 0 }))
    if (size > largestFile) await rename(this.#file, this.#oldFile)
  }

  #append(line: string): Promise<void> {
    return appendFile(this.#file, line, { mode: 0o600 })
  }
}

/** What can be read of a file; a line that was cut off when the machine went down is passed over. */
async function linesOf(file: string): Promise<Line[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    try {
      const read = JSON.parse(line) as Line
      return typeof read.kernel === 'string' && typeof read.source === 'string' && typeof read.count === 'number' ? [read] : []
    } catch {
      return []
    }
  })
}
