// A whole matrix product out of panels: blocks of A and B that fit into the processor's caches are packed and multiplied, so that each
// number which is fetched from memory is used often.
// Source: K. Goto, R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008).
//
// Whole tiles of the result are written where they belong, if that is on the heap. Those that stick out at its edges, and results that lie
// elsewhere or transposed, are made in a workplace and copied from there.
import type { ProductSizes } from '../../multiply.ts'
import { f32x4, f64x2, type Arithmetic } from '../expression.ts'
import { instantiate, type Kernel } from '../module.ts'
import type { WasmMemory, WasmRuntime } from '../runtime.ts'
import type { Matrix } from './matrix.ts'
import { packKernel } from './pack.ts'
import { panelKernel, tileColumns, tileRows } from './panel.ts'

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

export class ProductKernels {
  readonly #numbers: Arithmetic
  readonly #kernels: Record<'panel' | 'packRows' | 'packColumns', Kernel>
  readonly #inner: number
  readonly #rooms: Rooms
  /** The columns of a tile. */
  readonly #width: number

  /** @param room the address of so many bytes as `bytesFor` says */
  constructor(dtype: 'float32' | 'float64', runtime: WasmRuntime, memory: WasmMemory, room: number) {
    this.#numbers = dtype === 'float32' ? f32x4 : f64x2
    this.#inner = innerPerBlock[this.#numbers.type]
    this.#width = tileColumns(this.#numbers)
    const [bytesA, bytesB] = blockBytes(this.#numbers)
    this.#rooms = {
      packedA: room,
      packedB: room + bytesA,
      stageA: room + bytesA + bytesB,
      stageB: room + 2 * bytesA + bytesB,
      workplace: room + 2 * (bytesA + bytesB),
    }
    this.#kernels = instantiate(runtime, {
      panel: panelKernel(this.#numbers),
      packRows: packKernel(this.#numbers, tileRows),
      packColumns: packKernel(this.#numbers, this.#width),
    }, memory)
  }

  /** How much room the kernels of either kind of number need besides the matrices. */
  static get bytesNeeded(): number {
    return Math.max(...[f32x4, f64x2].map((numbers) => {
      const [bytesA, bytesB] = blockBytes(numbers)
      return 2 * (bytesA + bytesB) + workplaceNumbers * numbers.bytes
    }))
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
        if (isMadeApart) this.#wholeTiles(depth, workplace + row * rowLength * bytes, rowLength, height, rowLength, k > 0)
        else this.#tiles(depth, result, [row, height], [column, columns], k > 0)
      }
    }
    if (isMadeApart) result.exchange('save', workplace, rowLength, 0, rows, column, columns)
  }

  /** The product of the packed blocks, in tiles from an address on. */
  #wholeTiles(depth: number, at: number, rowLength: number, rows: number, columns: number, continues: boolean): void {
    const { bytes } = this.#numbers
    const tiles = Math.ceil(rows / tileRows)
    for (let start = 0; start < columns; start += this.#width) {
      this.#panel(depth, 0, start, at + start * bytes, rowLength, tiles, continues)
    }
  }

  /** The same for a result that has no room beyond its edges. */
  #tiles(depth: number, result: Matrix, [row, rows]: Stretch, [column, columns]: Stretch, continues: boolean): void {
    const { bytes } = this.#numbers
    const straight = liesStraight(result)
    const tallest = straight ? rows - (rows % tileRows) : 0
    for (let start = 0; start < columns; start += this.#width) {
      const width = Math.min(this.#width, columns - start)
      const direct = width === this.#width ? tallest : 0
      if (direct > 0) {
        const at = result.address! + (row * result.rowStep + column + start) * bytes
        this.#panel(depth, 0, start, at, result.rowStep, direct / tileRows, continues)
      }
      if (direct < rows) {
        const rest = [row + direct, rows - direct, column + start, width] as const
        const { workplace } = this.#rooms
        if (continues) result.exchange('load', workplace, this.#width, ...rest)
        this.#panel(depth, direct, start, workplace, this.#width, Math.ceil((rows - direct) / tileRows), continues)
        result.exchange('save', workplace, this.#width, ...rest)
      }
    }
  }

  /** Tiles below each other, from a row of the packed A and a column of the packed B. */
  #panel(depth: number, row: number, column: number, at: number, rowLength: number, tiles: number, continues: boolean): void {
    const { bytes } = this.#numbers
    const { packedA, packedB } = this.#rooms
    const [fromA, fromB] = [packedA + row * depth * bytes, packedB + column * depth * bytes]
    this.#kernels.panel(depth, fromA, fromB, at, rowLength * bytes, tiles, continues ? 1 : 0)
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
