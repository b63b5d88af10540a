// Matrices as the kernels of a product meet them. One on the heap is read and written where it is. One in an ordinary array is copied over
// block by block, which never takes more room than a block.
import type { Values } from '../../dtype.ts'
import { addressOf, heap } from '../../storage/index.ts'

/** How far apart, in numbers, rows and neighbours in a row are. */
export interface Steps {
  readonly rowStep: number
  readonly columnStep: number
}

/** A matrix in the memory of the kernels: its first number's address. */
export interface Placed extends Steps {
  readonly at: number
}

/** A matrix in an array, on the heap or not. */
export class Matrix implements Steps {
  /** Its first number's address, if it lies on the heap. */
  readonly address: number | undefined
  readonly rowStep: number
  readonly columnStep: number
  readonly #values: Values
  readonly #bytes: number

  /** To be made before the heap can move: it keeps the address, and the values only of an ordinary array. */
  constructor(values: Values, { rowStep, columnStep }: Steps, address = addressOf(values)) {
    this.address = address
    this.rowStep = rowStep
    this.columnStep = columnStep
    this.#values = values
    this.#bytes = values.BYTES_PER_ELEMENT
  }

  get transposed(): Matrix {
    return new Matrix(this.#values, { rowStep: this.columnStep, columnStep: this.rowStep }, this.address)
  }

  /** What is right of a place and below it, for one on the heap. */
  from(row: number, column: number): Matrix {
    return new Matrix(this.#values, this, this.address! + (row * this.rowStep + column * this.columnStep) * this.#bytes)
  }

  /** A block of it for the kernels to read. @param stage the address of room for a block of ordinary numbers */
  block(row: number, rows: number, column: number, columns: number, stage: number): Placed {
    const { rowStep, columnStep } = this
    const from = row * rowStep + column * columnStep
    if (this.address !== undefined) return { at: this.address + from * this.#bytes, rowStep, columnStep }
    // One of the steps is 1; along it numbers are copied together.
    const [lines, length, lineStep] = columnStep === 1 ? [rows, columns, rowStep] : [columns, rows, columnStep]
    const room = onHeap(this.#bytes, stage, lines * length)
    const numbers = (start: number, count: number): Values => this.#values.subarray(start, start + count)
    if (length === lineStep) room.set(numbers(from, lines * length))
    else for (let line = 0; line < lines; line++) room.set(numbers(from + line * lineStep, length), line * length)
    return columnStep === 1 ? { at: stage, rowStep: length, columnStep: 1 } : { at: stage, rowStep: 1, columnStep: length }
  }

  /** Copies a block between it, in an ordinary array, and a place in the kernels' memory where rows are `rowLength` apart. */
  exchange(way: 'load' | 'save', at: number, rowLength: number, row: number, rows: number, column: number, columns: number): void {
    const { rowStep, columnStep } = this
    const [own, room] = [this.#values, onHeap(this.#bytes, at, rows * rowLength)]
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const place = (row + i) * rowStep + (column + j) * columnStep
        if (way === 'save') own[place] = room[i * rowLength + j]!
        else room[i * rowLength + j] = own[place]!
      }
    }
  }
}

const onHeap = (bytes: number, address: number, length: number): Values =>
  bytes === 4 ? new Float32Array(heap.buffer!, address, length) : new Float64Array(heap.buffer!, address, length)
