// A table, for numbers that are to be read one by one. Its cells are said in the alternative text too, row by row.
import { count, formatNumber } from '../format.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import type { Words } from './spec.ts'
import { tableSize } from './table-size.ts'
import { gridline, ink, paper } from './theme.ts'

export interface TableOptions extends Words {
  /** how many digits of a number matter (3 unless told) */
  digits?: number
}

/** The cells of one column, top to bottom: numbers, words, or a Tensor of numbers. */
export type Column = readonly (number | string)[] | { toArray(): unknown }

/**
 * Draws columns of one length side by side, numbers to the right and words to the left.
 *
 * @param columns the cells of each column by its heading, with its unit
 * @throws FigureError if there is no column, no row, or the columns differ in length
 * @example
 * ```ts
 * figure.table({ method: ['descent', 'Newton'], 'time (s)': [12.3456, 0.5] }, { title: 'Two methods' }).alt
 * // → 'Two methods. 2 rows. Row 1: method descent, time (s) 12.3. Row 2: method Newton, time (s) 0.5.'
 * figure.table({}) // → FigureError: table: no columns. Pass at least one with its heading: figure.table({ steps: [1, 2] }).
 * ```
 */
export function table(columns: Readonly<Record<string, Column>>, options: TableOptions = {}): Figure {
  const { digits = 3, ...words } = options
  const headings = Object.keys(columns)
  if (headings.length === 0) {
    throw new FigureError('table: no columns. Pass at least one with its heading: figure.table({ steps: [1, 2] }).')
  }
  const cells = headings.map((heading) => cellsOf(columns[heading] as Column))
  const rows = rowsOf(headings, cells)
  const written = cells.map((column) => column.map((cell) => (typeof cell === 'number' ? formatNumber(cell, digits) : String(cell))))
  const align = cells.map((column) => (column.every((cell) => typeof cell === 'number') ? 'right' : 'left'))

  const { columnWidths, height } = tableSize(headings, written)

  const look = { align, height: rowHeight, line: { color: gridline, width: 1 }, font: { color: ink, size: 13 } }
  return new Figure({
    ...words,
    height: Math.max(height + margin.t + margin.b, 210),
    traces: [
      {
        type: 'table',
        columnwidth: columnWidths,
        header: { values: headings.map((heading) => `<b>${heading}</b>`), ...look, fill: { color: '#f0f0f0' } },
        cells: { values: written, ...look, fill: { color: paper } },
      },
    ],
    sentences: [`${count(rows, 'row')}.`, ...Array.from({ length: rows }, (_, row) => say(row, headings, written))],
    layout: { margin },
  })
}

/** Pixels. There are no axes to leave room for. */
const margin = { l: 24, r: 24, t: 56, b: 16 }
/** Pixels, of a row that needs no more. */
const rowHeight = 28

function cellsOf(column: Column): (number | string)[] {
  const cells: unknown = 'toArray' in column ? column.toArray() : column
  return (Array.isArray(cells) ? cells.flat(Infinity) : [cells]) as (number | string)[]
}

function rowsOf(headings: readonly string[], cells: readonly unknown[][]): number {
  const rows = cells[0]?.length ?? 0
  const odd = cells.findIndex((column) => column.length !== rows)
  if (odd >= 0) {
    const [first, other] = [`'${headings[0]}' has ${rows}`, `'${headings[odd]}' has ${cells[odd]?.length}`]
    throw new FigureError(`table: ${first} rows and ${other}. All columns need the same number of cells.`)
  }
  if (rows === 0) throw new FigureError('table: no rows. Pass at least one cell in each column.')
  return rows
}

const say = (row: number, headings: readonly string[], written: readonly string[][]): string =>
  `Row ${row + 1}: ${headings.map((heading, column) => `${heading} ${written[column]?.[row]}`).join(', ')}.`
