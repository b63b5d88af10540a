// A whole matrix product out of panels: blocks of A and B that fit into the processor's caches are packed and multiplied, so that each
// number which is fetched from memory is used often.
// Source: K. Goto, R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008).
//
// Whole tiles of the result are written where they belong, if that is on the heap. Those that stick out at its edges, and results that lie
// elsewhere or transposed, are made in a workplace and copied from there.
import type { ProductSizes } from '../../multiply.ts'
import { f32x4, f64x2, type Arithmetic } from '../expression.ts'
import type { ProductKernels } from './kernels.ts'
import type { Matrix } from './matrix.ts'
import { tileColumns, tileRows } from './panel.ts'

/** Rows of A that are packed at once: with `innerPerBlock` they fill the second-level cache. */
const rowsPerBlock = 128
const columnsPerBlock = 1024
const innerPerBlock = { f32: 256, f64: 192 }
/** A result of so many numbers may be made in the workplace as a whole. */
const workplaceNumbers = 16 * columnsPerBlock

const roundUp = (size: number, step: number): number => Math.ceil(size / step) * step

/** A stretch of indices. */
type Stretch = readonly [start: number, length: number]

/** The addresses of the rooms that a product needs. */
interface Rooms {
  readonly packedA: number
  readonly packedB: number
  /** For blocks of ordinary arrays. */
  readonly stageA: number
  readonly stageB: number
  readonly workplace: number
}

/** The bytes of room that a product of either kind of number needs besides the matrices. */
export const roomForProducts = (): number =>
  Math.max(...[f32x4, f64x2].map((numbers) => {
    const [bytesA, bytesB] = blockBytes(numbers)
    return 2 * (bytesA + bytesB) + workplaceNumbers * numbers.bytes
  }))

/** Products by the kernels for one kind of number. It says what is to be done, the kernels do it. */
export class BlockProduct {
  readonly #numbers: Arithmetic
  readonly #kernels: ProductKernels
  readonly #inner: number
  readonly #rooms: Rooms
  /** The columns of a tile. */
  readonly #width: number

  /** @param room the address of so many bytes as `roomForProducts` says */
  constructor(numbers: Arithmetic, kernels: ProductKernels, room: number) {
    this.#numbers = numbers
    this.#kernels = kernels
    this.#inner = innerPerBlock[numbers.type]
    this.#width = tileColumns(numbers)
    const [bytesA, bytesB] = blockBytes(numbers)
    this.#rooms = {
      packedA: room,
      packedB: room + bytesA,
      stageA: room + bytesA + bytesB,
      stageB: room + 2 * bytesA + bytesB,
      workplace: room + 2 * (bytesA + bytesB),
    }
  }

  /** result = A B. The result lies apart from both. */
  multiply(sizes: ProductSizes, a: Matrix, b: Matrix, result: Matrix): void {
    for (const column of stretches(sizes.columns, columnsPerBlock)) this.#columns(sizes, a, b, result, column)
  }

  /** Some columns of the result. */
  #columns({ rows, inner }: ProductSizes, a: Matrix, b: Matrix, result: Matrix, [column, columns]: Stretch): void {
    const { bytes } = this.#numbers
    const { packRows, packColumns } = this.#kernels
    const { packedA, packedB, stageA, stageB, workplace } = this.#rooms
    const rowLength = roundUp(columns, this.#width)
    const isMadeApart = !liesStraight(result) && roundUp(rows, tileRows) * rowLength <= workplaceNumbers
    for (const [k, depth] of stretches(inner, this.#inner)) {
      const fromB = b.block(k, depth, column, columns, stageB)
      packColumns(columns, depth, fromB.at, fromB.columnStep * bytes, fromB.rowStep * bytes, packedB)
      for (const [row, height] of stretches(rows, rowsPerBlock)) {
        const fromA = a.block(row, height, k, depth, stageA)
        packRows(height, depth, fromA.at, fromA.rowStep * bytes, fromA.columnStep * bytes, packedA)
        if (isMadeApart) this.#panel(depth, [0, height], [0, columns], workplace + row * rowLength * bytes, rowLength, k > 0)
        else this.#tiles(depth, result, [row, height], [column, columns], k > 0)
      }
    }
    if (isMadeApart) this.#exchange('save', result, rowLength, [0, rows], [column, columns])
  }

  /** The product of the packed blocks, in tiles: whole ones where they belong, the others in the workplace. */
  #tiles(depth: number, result: Matrix, [row, rows]: Stretch, [column, columns]: Stretch, continues: boolean): void {
    const apart = ([top, height]: Stretch, [start, width]: Stretch): void => {
      if (height === 0 || width === 0) return
      const { workplace } = this.#rooms
      const rowLength = roundUp(width, this.#width)
      const place = [result, rowLength, [row + top, height], [column + start, width]] as const
      if (continues) this.#exchange('load', ...place)
      this.#panel(depth, [top, height], [start, width], workplace, rowLength, continues)
      this.#exchange('save', ...place)
    }
    if (!liesStraight(result)) {
      for (const strip of stretches(columns, this.#width)) apart([0, rows], strip)
      return
    }
    const [tall, wide] = [rows - (rows % tileRows), columns - (columns % this.#width)]
    const at = result.address! + (row * result.rowStep + column) * this.#numbers.bytes
    if (tall > 0 && wide > 0) this.#panel(depth, [0, tall], [0, wide], at, result.rowStep, continues)
    apart([tall, rows - tall], [0, wide])
    apart([0, rows], [wide, columns - wide])
  }

  /** The product of some rows of the packed A and some columns of the packed B, whole tiles, to an address. */
  #panel(depth: number, [row, rows]: Stretch, [column, columns]: Stretch, at: number, rowLength: number, continues: boolean): void {
    const { bytes } = this.#numbers
    const { packedA, packedB } = this.#rooms
    const [fromA, fromB] = [packedA + row * depth * bytes, packedB + column * depth * bytes]
    const [tiles, strips] = [Math.ceil(rows / tileRows), Math.ceil(columns / this.#width)]
    this.#kernels.panel(depth, fromA, fromB, at, rowLength * bytes, tiles, strips, continues ? 1 : 0)
  }

  /** Copies a block of the result from the workplace, where rows are `rowLength` apart, or to it. */
  #exchange(way: 'load' | 'save', result: Matrix, rowLength: number, [row, rows]: Stretch, [column, columns]: Stretch): void {
    const { bytes } = this.#numbers
    const { workplace } = this.#rooms
    if (result.address === undefined) return result.exchange(way, workplace, rowLength, row, rows, column, columns)
    const at = result.address + (row * result.rowStep + column * result.columnStep) * bytes
    const there = [at, result.rowStep * bytes, result.columnStep * bytes] as const
    const here = [workplace, rowLength * bytes, bytes] as const
    if (way === 'load') this.#kernels.copy(rows, columns, ...there, ...here)
    else this.#kernels.copy(rows, columns, ...here, ...there)
  }
}

/** On the heap, with neighbours in a row side by side. */
const liesStraight = (result: Matrix): boolean => result.address !== undefined && result.columnStep === 1

/** The bytes of a packed block of A and of B. */
const blockBytes = ({ type, bytes }: Arithmetic): [a: number, b: number] => {
  const perLine = innerPerBlock[type] * bytes
  return [rowsPerBlock * perLine, columnsPerBlock * perLine]
}

/** Where blocks begin and how long they are; the last may be shorter. */
function* stretches(size: number, block: number): Generator<Stretch> {
  for (let start = 0; start < size; start += block) yield [start, Math.min(block, size - start)]
}
