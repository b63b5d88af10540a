// How wide the columns of a table are and how high its rows. Plotly breaks what is wider than its column and makes the row higher, but cuts
// off what no longer fits into the figure; so the height has to be known beforehand, for the narrowest page that figures are drawn on.

/** Pixels: the narrowest table, the space at either side of a cell's words, and the height of a first and of each further line. */
const narrowest = 590
const sidePadding = 8
const firstLine = 29
const nextLine = 18
/** Pixels of a letter, with some to spare: in headings, which are bold, and in cells. */
const boldLetter = 8
const letter = 7.4
/** A column is not made wider than this many letters for the sake of long sentences. */
const longLine = 30

export interface TableSize {
  /** the width of each column, as a share of the table's */
  columnWidths: number[]
  /** pixels: all rows with the headings */
  height: number
}

/**
 * The widths and the height of a table on the narrowest page.
 *
 * @param headings one for each column
 * @param written the cells of each column, as they will be written
 */
export function tableSize(headings: readonly string[], written: readonly (readonly string[])[]): TableSize {
  const wanted = headings.map((heading, column) => Math.max(widest(heading, boldLetter), ...(written[column] ?? []).map((cell) => widest(cell, letter))))
  const all = wanted.reduce((sum, width) => sum + width, 0)
  const columnWidths = wanted.map((width) => width / all)
  const heightOf = (cells: readonly string[], perLetter: number): number => {
    const lines = cells.map((cell, column) => linesOf(cell, (narrowest * (columnWidths[column] as number) - 2 * sidePadding) / perLetter))
    return firstLine + (Math.max(...lines) - 1) * nextLine
  }
  const rows = Array.from({ length: written[0]?.length ?? 0 }, (_, row) => heightOf(written.map((column) => column[row] ?? ''), letter))
  return { columnWidths, height: rows.reduce((sum, height) => sum + height, heightOf(headings, boldLetter)) }
}

/** Pixels that these words would like to have: all of them on one line, or, of long ones, a long line and their longest word. */
function widest(words: string, perLetter: number): number {
  const longestWord = Math.max(...words.split(' ').map((word) => word.length))
  return 2 * sidePadding + perLetter * Math.max(Math.min(words.length, longLine), longestWord)
}

/** Lines that these words take where so many letters fit into one. */
function linesOf(words: string, letters: number): number {
  const { lines } = words.split(' ').reduce(
    ({ lines, used }, word) => (used + 1 + word.length <= letters || used === 0 ? { lines, used: used + 1 + word.length } : { lines: lines + 1, used: word.length }),
    { lines: 1, used: 0 },
  )
  return lines
}
