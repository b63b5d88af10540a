// The cells executed before, in this session and in earlier ones, as a console asks for them: the last n, a range of one session, or those
// that match a pattern. Where they outlive the kernel, the host has a place to keep them.
import type { Json, JsonObject } from '../message.ts'
import { flagOf, numberOf, textOf } from './content.ts'

/** A cell that was executed. */
export interface PastCell {
  /** Which life of which kernel, in the order of their beginnings. */
  session: number
  executionCount: number
  source: string
  /** The plain text of its value, where there is one and it is short. */
  output?: string
}

/** Keeps cells for later kernels. */
export interface HistoryStore {
  add(cell: Omit<PastCell, 'session'>): void
  /** The cells of earlier sessions, oldest first. Never rejects: what cannot be read is not there. */
  earlier(): Promise<PastCell[]>
}

/** Values longer than this are not kept. */
const longestOutput = 2000

export class History {
  readonly #store: HistoryStore | undefined
  readonly #cells: Omit<PastCell, 'session'>[] = []
  #earlier: Promise<PastCell[]> | undefined

  constructor(store?: HistoryStore) {
    this.#store = store
  }

  /** Takes a cell that has been executed, with the text of its value. */
  add(executionCount: number, source: string, value: Json | undefined): void {
    const output = typeof value === 'string' && value.length <= longestOutput ? value : undefined
    const cell = { executionCount, source, ...(output !== undefined && { output }) }
    this.#cells.push(cell)
    this.#store?.add(cell)
  }

  /** The rows that a `history_request` asks for: session, count and source, or a pair of source and output where outputs are asked for. */
  async rows(content: JsonObject): Promise<Json[]> {
    this.#earlier ??= this.#store?.earlier() ?? Promise.resolve([])
    const earlier = await this.#earlier
    const session = (earlier.at(-1)?.session ?? 0) + 1
    const all = [...earlier, ...this.#cells.map((cell) => ({ ...cell, session }))]
    const withOutput = flagOf(content['output'], false)
    return chosen(all, session, content).map(({ session, executionCount, source, output }) => [
      session,
      executionCount,
      withOutput ? [source, output ?? null] : source,
    ])
  }
}

function chosen(cells: readonly PastCell[], current: number, content: JsonObject): readonly PastCell[] {
  const n = numberOf(content['n'], 0)
  const last = (entries: readonly PastCell[]) => (n > 0 ? entries.slice(-n) : entries)
  switch (content['hist_access_type']) {
    case 'range': {
      const [asked, start, stop] = [numberOf(content['session'], 0), numberOf(content['start'], 0), numberOf(content['stop'], Infinity)]
      // 0 is this session, negative ones count back from it.
      const wanted = asked > 0 ? asked : current + asked
      return cells.filter(({ session, executionCount: count }) => session === wanted && count >= start && count < stop)
    }
    case 'search': {
      const pattern = globPattern(textOf(content['pattern'], '*'))
      const found = cells.filter(({ source }) => pattern.test(source))
      return last(flagOf(content['unique'], false) ? latestOfEach(found) : found)
    }
    default: return last(cells)
  }
}

/** Of cells with the same source, the one that was executed last. */
const latestOfEach = (cells: readonly PastCell[]): PastCell[] => {
  const latest = new Map(cells.map((cell) => [cell.source, cell]))
  return cells.filter((cell) => latest.get(cell.source) === cell)
}

/** `*`, `?` and `[…]` as in file names. */
function globPattern(glob: string): RegExp {
  const pattern = glob.replace(/\[(!?)([^\]]+)\]|[*?]|[^*?[]+|\[/g, (part, not: string | undefined, set: string | undefined) => {
    if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`
    return part === '*' ? '[^]*' : part === '?' ? '[^]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${pattern}$`)
}
