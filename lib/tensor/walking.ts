// The loops of walks. Listed places are taken one by one. Where places are evenly spaced, axes that lie as if they were one are made one, so
// that what is left mostly is a plane: the last two axes. Rows of a plane that lie one after another in memory are moved whole. A transposed
// plane is gone through in tiles, so small that all the lines of the cache they touch stay there until they are used up.
import type { Values } from './dtype.ts'
import type { Shape } from './types/index.ts'

interface Axis {
  readonly length: number
  /** How far apart its neighbours lie. */
  readonly stride: number
}

/** Rows of a plane from so many numbers on are moved whole. */
export const longRow = 32
/** How many numbers a tile has along each side. */
const tile = 16

/** out[i] = read[places[i]] */
export function readListed(read: Values, out: Values, places: Int32Array): void {
  for (let i = 0; i < places.length; i++) out[i] = read[places[i]!]!
}

/** sums[places[i]] += read[i] */
export function addListed(read: Values, sums: Values, places: Int32Array): void {
  for (let i = 0; i < places.length; i++) sums[places[i]!]! += read[i]!
}

/** out[i] = read[place i] */
export function readStrided(read: Values, out: Values, shape: Shape, strides: readonly number[], offset: number): void {
  planes(shape, strides, offset, (start, first, rows, columns) => {
    if (columns.length >= longRow && (columns.stride === 1 || columns.stride === 0)) readRows(read, out, start, first, rows, columns)
    else if (rows.stride === 1) {
      tiles(rows.length, columns.length, (row, endRow, column, endColumn) => {
        for (let r = row; r < endRow; r++) {
          const [from, to] = [start + r, first + r * columns.length]
          for (let c = column; c < endColumn; c++) out[to + c] = read[from + c * columns.stride]!
        }
      })
    } else {
      for (let r = 0, i = first; r < rows.length; r++) {
        for (let c = 0, place = start + r * rows.stride; c < columns.length; c++, place += columns.stride) out[i++] = read[place]!
      }
    }
  })
}

/** Rows that lie as they will, or that repeat one number. */
function readRows(read: Values, out: Values, start: number, first: number, rows: Axis, { length, stride }: Axis): void {
  for (let r = 0; r < rows.length; r++) {
    const [from, to] = [start + r * rows.stride, first + r * length]
    if (stride === 0) out.fill(read[from]!, to, to + length)
    else out.set(read.subarray(from, from + length), to)
  }
}

/** sums[place i] += read[i] */
export function addStrided(read: Values, sums: Values, shape: Shape, strides: readonly number[], offset: number): void {
  planes(shape, strides, offset, (start, first, rows, columns) => {
    if (rows.stride === 1) {
      tiles(rows.length, columns.length, (row, endRow, column, endColumn) => {
        for (let r = row; r < endRow; r++) {
          const [to, from] = [start + r, first + r * columns.length]
          for (let c = column; c < endColumn; c++) sums[to + c * columns.stride]! += read[from + c]!
        }
      })
    } else {
      for (let r = 0, i = first; r < rows.length; r++) {
        for (let c = 0, place = start + r * rows.stride; c < columns.length; c++, place += columns.stride) sums[place]! += read[i++]!
      }
    }
  })
}

/** Calls for each plane with its first place, the number of that place in the walk, and its two axes. */
function planes(
  shape: Shape,
  strides: readonly number[],
  offset: number,
  at: (start: number, first: number, rows: Axis, columns: Axis) => void,
): void {
  const axes = joined(shape, strides)
  const columns = axes.pop() ?? { length: 1, stride: 1 }
  const rows = axes.pop() ?? { length: 1, stride: 0 }
  const size = rows.length * columns.length
  let first = 0
  const along = (axis: number, start: number): void => {
    if (axis === axes.length) {
      at(start, first, rows, columns)
      first += size
      return
    }
    const { length, stride } = axes[axis]!
    for (let i = 0; i < length; i++) along(axis + 1, start + i * stride)
  }
  along(0, offset)
}

/** The axes without those of one place; neighbours that can be gone through as one are one. */
function joined(shape: Shape, strides: readonly number[]): Axis[] {
  const axes: Axis[] = []
  shape.forEach((length, axis) => {
    const stride = strides[axis]!
    const last = axes.at(-1)
    if (length === 1) return
    if (last && last.stride === stride * length) axes[axes.length - 1] = { length: last.length * length, stride }
    else axes.push({ length, stride })
  })
  return axes
}

/** Calls for each tile of a plane with its edges. */
function tiles(rows: number, columns: number, at: (row: number, endRow: number, column: number, endColumn: number) => void): void {
  for (let row = 0; row < rows; row += tile) {
    for (let column = 0; column < columns; column += tile) at(row, Math.min(row + tile, rows), column, Math.min(column + tile, columns))
  }
}
