// A whole matrix product out of panels: blocks of A and B that fit into the processor's caches are packed and multiplied, so that each
// number which is fetched from memory is used often.
// Source: K. Goto, R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008).
import type { ProductSizes } from '../../multiply.ts'
import { f32x4, f64x2, type Arithmetic } from '../expression.ts'
import { instantiate, type Kernel } from '../module.ts'
import type { WasmMemory, WasmRuntime } from '../runtime.ts'
import { packKernel } from './pack.ts'
import { panelKernel, tileColumns, tileRows } from './panel.ts'

/** A matrix in memory: where it begins, and how far apart, in numbers, rows and neighbours in a row are. */
export interface Placed {
  at: number
  rowStep: number
  columnStep: number
}

/** Rows of A that are packed at once: with `innerPerBlock` they fill the second-level cache. */
const rowsPerBlock = 128
const columnsPerBlock = 1024
const innerPerBlock = { f32: 256, f64: 192 }

const roundUp = (size: number, step: number): number => Math.ceil(size / step) * step

export class ProductKernels {
  readonly #numbers: Arithmetic
  readonly #kernels: Record<'panel' | 'packRows' | 'packColumns', Kernel>
  readonly #inner: number

  constructor(dtype: 'float32' | 'float64', runtime: WasmRuntime, memory: WasmMemory) {
    this.#numbers = dtype === 'float32' ? f32x4 : f64x2
    this.#inner = innerPerBlock[this.#numbers.type]
    this.#kernels = instantiate(runtime, {
      panel: panelKernel(this.#numbers),
      packRows: packKernel(this.#numbers, tileRows),
      packColumns: packKernel(this.#numbers, tileColumns(this.#numbers)),
    }, memory)
  }

  /** How many bytes the packed blocks take. */
  get packedBytes(): number {
    return (rowsPerBlock + columnsPerBlock) * this.#inner * this.#numbers.bytes
  }

  /** The sizes of the result in memory: whole tiles. */
  tiled({ rows, columns }: ProductSizes): { rows: number; columns: number } {
    return { rows: roundUp(rows, tileRows), columns: roundUp(columns, tileColumns(this.#numbers)) }
  }

  /** Multiplies. The result has the tiled sizes, row after row from `result` on; `packed` is room for the packed blocks. */
  multiply(sizes: ProductSizes, a: Placed, b: Placed, result: number, packed: number): void {
    const { bytes } = this.#numbers
    const { panel, packRows, packColumns } = this.#kernels
    const width = tileColumns(this.#numbers)
    const rowBytes = this.tiled(sizes).columns * bytes
    const packedB = packed + rowsPerBlock * this.#inner * bytes
    for (const [column, columns] of blocks(sizes.columns, columnsPerBlock)) {
      for (const [k, inner] of blocks(sizes.inner, this.#inner)) {
        const fromB = b.at + (k * b.rowStep + column * b.columnStep) * bytes
        packColumns(columns, inner, fromB, b.columnStep * bytes, b.rowStep * bytes, packedB)
        for (const [row, rows] of blocks(sizes.rows, rowsPerBlock)) {
          const fromA = a.at + (row * a.rowStep + k * a.columnStep) * bytes
          packRows(rows, inner, fromA, a.rowStep * bytes, a.columnStep * bytes, packed)
          for (let tile = 0; tile < columns; tile += width) {
            const to = result + row * rowBytes + (column + tile) * bytes
            panel(inner, packed, packedB + tile * inner * bytes, to, rowBytes, Math.ceil(rows / tileRows), k > 0 ? 1 : 0)
          }
        }
      }
    }
  }
}

/** Where blocks begin and how long they are; the last may be shorter. */
function* blocks(size: number, block: number): Generator<[start: number, length: number]> {
  for (let start = 0; start < size; start += block) yield [start, Math.min(block, size - start)]
}
