// The cells executed before, as a console asks for them: the last n, a range of counts, or those that match a pattern.
import type { Json, JsonObject } from '../message.ts'
import type { HistoryEntry } from '../session.ts'
import { flagOf, numberOf, textOf } from './content.ts'

/**
 * Rows of session number, count and source; where outputs are asked for, which are not kept, the last is a pair of source and null.
 */
export function historyOf(history: readonly HistoryEntry[], content: JsonObject): Json[] {
  const withOutput = flagOf(content['output'], false)
  return chosen(history, content).map(({ executionCount, source }) => [1, executionCount, withOutput ? [source, null] : source])
}

function chosen(history: readonly HistoryEntry[], content: JsonObject): readonly HistoryEntry[] {
  const n = numberOf(content['n'], 0)
  const last = (entries: readonly HistoryEntry[]) => (n > 0 ? entries.slice(-n) : entries)
  switch (content['hist_access_type']) {
    case 'range': {
      const [start, stop] = [numberOf(content['start'], 0), numberOf(content['stop'], Infinity)]
      return history.filter(({ executionCount }) => executionCount >= start && executionCount < stop)
    }
    case 'search': {
      const pattern = globPattern(textOf(content['pattern'], '*'))
      const found = history.filter(({ source }) => pattern.test(source))
      const isFirst = (entry: HistoryEntry) => found.findIndex(({ source }) => source === entry.source) === found.indexOf(entry)
      return last(flagOf(content['unique'], false) ? found.filter(isFirst) : found)
    }
    default: return last(history)
  }
}

/** `*` and `?` as in file names. */
function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`)
}
