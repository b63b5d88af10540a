// How measurements are summed up and printed: the median, for one slow round says little; the range, so that nobody believes in too many
// digits; the target, and whether it was met.

/** One measured thing. */
export interface Figure {
  name: string
  /** One value a round. */
  values: number[]
  unit: string
  digits: number
  /** The value that the median may reach at most. */
  atMost?: number
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [below, above] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  if (below === undefined || above === undefined) throw new Error('median: of no values')
  return (below + above) / 2
}

/** What a benchmark found: tables, and sentences on how it was measured. */
export interface Report {
  tables: Table[]
  notes: string[]
}

/** A first row of headings, then rows of as many cells. */
export type Table = string[][]

/** The median with the range, each figure beside its target. */
export const tableOf = (figures: readonly Figure[]): Table => [['', 'median', 'range', 'target', ''], ...figures.map(rowOf)]

/** Prints a table with aligned columns. */
export function printTable(table: Table): void {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of table) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
}

/** The table in Markdown. */
export function markdownOf([heading = [], ...rows]: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n')
}

function rowOf({ name, values, unit, digits, atMost }: Figure): string[] {
  const show = (value: number): string => value.toFixed(digits)
  const middle = median(values)
  const range = values.length === 1 ? 'one round' : `${show(Math.min(...values))} to ${show(Math.max(...values))}, ${values.length} rounds`
  const [target, verdict] = atMost === undefined ? ['', ''] : [`≤ ${atMost} ${unit}`, middle <= atMost ? 'hit' : 'missed']
  return [name, `${show(middle)} ${unit}`, range, target, verdict]
}
