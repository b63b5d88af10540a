// Tables of comma-separated values: a line with the names of the columns, then a line for each example. Columns in which every value is a
// number become tensors; the others stay text.
import { parse } from '@vanillaes/csv'
import { shownAs, tensor, type Tensor } from '../tensor/index.ts'
import { textOf } from './read.ts'

/** A table read from a file. */
export interface Table {
  /** The names of the columns, in order. */
  readonly names: readonly string[]
  /** The number of lines below the header. */
  readonly rows: number
  /** The columns of numbers by name, each a tensor of shape [rows]. */
  readonly columns: Readonly<Record<string, Tensor<[number]>>>
  /** The columns of text by name. */
  readonly texts: Readonly<Record<string, readonly string[]>>
  /** The column of numbers of that name. @throws RangeError if there is none, with the reason */
  column(name: string): Tensor<[number]>
}

/**
 * Reads a table of comma-separated values from a file.
 *
 * @param path relative to the notebook's folder, or a URL
 * @throws Error if the file cannot be read or is no table
 * @example
 * ```ts
 * const table = await csv('data:text/csv,x,y%0A1,2%0A3,5')
 * table.column('y') // → [2, 5]
 * ```
 */
export const csv = async (path: string): Promise<Table> => parseCsv(await textOf(path), path)

/**
 * Reads a table from a text of comma-separated values. The first line names the columns; blank lines are passed over.
 *
 * @param source what messages call the text
 * @throws Error if a line has too few or too many values, a name comes twice, or a quotation is out of place; the message names the line
 * @example
 * ```ts
 * const table = parseCsv('city,x,y\nOslo,1,2\nRome,3,5')
 * table.names // → [ 'city', 'x', 'y' ]
 * table.column('x').add(table.column('y')) // → [3, 8]
 * table.texts.city // → [ 'Oslo', 'Rome' ]
 * table.column('z') // → RangeError: csv: there is no column 'z'; the columns are city, x, y
 * ```
 */
export function parseCsv(text: string, source = 'csv'): Table {
  const { names, lines } = linesOf(text, source)
  const cells = names.map((_, i) => lines.map(({ values }) => values[i]!.trim()))
  const holdsNumbers = cells.map((column) => column.every(isNumber))
  const named = <Value>(wanted: boolean, value: (column: string[]) => Value): Record<string, Value> =>
    Object.fromEntries(names.flatMap((name, i) => (holdsNumbers[i] === wanted ? [[name, value(cells[i]!)]] : [])))
  const columns = named(true, (column) => tensor(column.map(Number)) as Tensor<[number]>)
  const texts = named(false, (column) => column)

  const column = (name: string): Tensor<[number]> => {
    if (Object.hasOwn(columns, name)) return columns[name]!
    if (!Object.hasOwn(texts, name)) throw new RangeError(`${source}: there is no column '${name}'; the columns are ${names.join(', ')}`)
    const first = texts[name]!.findIndex((cell) => !isNumber(cell))
    const culprit = `line ${lines[first]!.number} holds '${texts[name]![first]}'`
    throw new RangeError(`${source}: column '${name}' is not all numbers: ${culprit}; see texts`)
  }
  const table = { names, rows: lines.length, columns, texts, column }
  return shownAs(table, () => `${source}: ${lines.length} rows of ${names.join(', ')}`)
}

interface NumberedLine {
  number: number
  values: string[]
}

/** The header and the lines that are not blank. @throws Error that names the line that does not fit */
function linesOf(text: string, source: string): { names: string[]; lines: NumberedLine[] } {
  const [header, ...lines] = valuesOf(text, source)
    .map((values, i) => ({ number: i + 1, values }))
    .filter(({ values }) => values.join('').trim() !== '')
  if (header === undefined) throw new Error(`${source}: the file is empty; its first line must name the columns`)
  const names = header.values.map((name) => name.trim())
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new Error(`${source}: two columns are called '${twice}'`)
  for (const { number, values } of lines) {
    if (values.length !== names.length) throw new Error(`${source}: line ${number} has ${values.length} values for ${names.length} columns`)
  }
  return { names, lines }
}

/** All lines as texts. The parser wants a newline at the end, and would take an open quotation for one that closes there. */
function valuesOf(text: string, source: string): string[][] {
  const quotationMarks = text.split('"').length - 1
  if (quotationMarks % 2 === 1) throw new Error(`${source}: a quotation mark is never closed`)
  try {
    return parse(`${text.replace(/^\uFEFF/, '').trimEnd()}\n`)
  } catch (error) {
    const reason = (error as Error).message.replace('CSVError: Illegal state', 'a quotation mark out of place')
    throw new Error(`${source}: not CSV: ${reason}`, { cause: error })
  }
}

const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell))
