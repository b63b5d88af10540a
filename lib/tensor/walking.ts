// The loops of walks. Listed places are taken one by one. Where places are evenly spaced, axes that lie as if they were one are made one,
// so that what is left mostly is a plane: the last two axes. Rows of a plane that lie one after another in memory are moved whole. A
// transposed plane is gone through in tiles, so small that all the lines of the cache they touch stay there until they are used up.
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
const tile = 32

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
    if (columns.length >= longRow && columns.stride === 1) readRows(read, out, start, first, rows, columns)
    else if (columns.length >= longRow && columns.stride === 0) repeatNumbers(read, out, start, first, rows, columns)
    else if (rows.stride === 1) readTransposed(read, out, start, first, rows, columns)
    else readPlane(read, out, start, first, rows, columns)
  })
}

// What follows is done for one plane: `start` is its first place, `first` the number of that place in the walk.

function readRows(read: Values, out: Values, start: number, first: number, rows: Axis, { length }: Axis): void {
  for (let r = 0, from = start; r < rows.length; r++, from += rows.stride) out.set(read.subarray(from, from + length), first + r * length)
}

function repeatNumbers(read: Values, out: Values, start: number, first: number, rows: Axis, { length }: Axis): void {
  for (let r = 0, to = first; r < rows.length; r++, to += length) out.fill(read[start + r * rows.stride]!, to, to + length)
}

function readTransposed(read: Values, out: Values, start: number, first: number, rows: Axis, { length, stride }: Axis): void {
  for (let row = 0; row < rows.length; row += tile) {
    const endRow = Math.min(row + tile, rows.length)
    for (let column = 0; column < length; column += tile) {
      const endColumn = Math.min(column + tile, length)
      for (let c = column; c < endColumn; c++) {
        const from = start + c * stride
        for (let r = row, to = first + row * length + c; r < endRow; r++, to += length) out[to] = read[from + r]!
      }
    }
  }
}

function readPlane(read: Values, out: Values, start: number, first: number, rows: Axis, { length, stride }: Axis): void {
  for (let r = 0, i = first; r < rows.length; r++) {
    for (let c = 0, place = start + r * rows.stride; c < length; c++, place += stride) out[i++] = read[place]!
  }
}

/** sums[place i] += read[i] */
export function addStrided(read: Values, sums: Values, shape: Shape, strides: readonly number[], offset: number): void {
  planes(shape, strides, offset, (start, first, rows, columns) => {
    if (rows.stride === 1) addTransposed(read, sums, start, first, rows, columns)
    else addPlane(read, sums, start, first, rows, columns)
  })
}

function addTransposed(read: Values, sums: Values, start: number, first: number, rows: Axis, { length, stride }: Axis): void {
  for (let row = 0; row < rows.length; row += tile) {
    const endRow = Math.min(row + tile, rows.length)
    for (let column = 0; column < length; column += tile) {
      const endColumn = Math.min(column + tile, length)
      for (let c = column; c < endColumn; c++) {
        const to = start + c * stride
        for (let r = row, from = first + row * length + c; r < endRow; r++, from += length) sums[to + r]! += read[from]!
      }
    }
  }
}

function addPlane(read: Values, sums: Values, start: number, first: number, rows: Axis, { length, stride }: Axis): void {
  for (let r = 0, i = first; r < rows.length; r++) {
    for (let c = 0, place = start + r * rows.stride; c < length; c++, place += stride) sums[place]! += read[i++]!
  }
}

/** Moves rows of so many numbers, which lie one after another, to where they are `apart` from one another. */
export function moveRows(read: Values, out: Values, rows: number, length: number, apart: number, start: number): void {
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * length, start + row * apart]
    if (length >= longRow) out.set(read.subarray(from, from + length), to)
    else for (let i = 0; i < length; i++) out[to + i] = read[from + i]!
  }
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
