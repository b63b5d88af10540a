// Where a pass is: how far it has come in the matrix, in the row, and down the rows. All are counted in bytes, as that is what is added to
// addresses.
import { i32, type Expression, type Local, type Vector, v128 } from '../expression.ts'
import type { Emitter } from './emitter.ts'
import type { Access } from './formula.ts'

export class Places {
  /** How many rows and columns there are, in numbers. */
  readonly rows: Local<'i32'>
  readonly columns: Local<'i32'>
  /** From the first element. */
  readonly inAll: Local<'i32'>
  /** From the first element of the row. */
  readonly inRow: Local<'i32'>
  /** From the first row, at one number a row. */
  readonly downRows: Local<'i32'>
  readonly #e: Emitter

  constructor(e: Emitter, rows: Local<'i32'>, columns: Local<'i32'>) {
    this.#e = e
    this.rows = rows
    this.columns = columns
    const [inAll, inRow, downRows] = e.f.locals('i32', 3)
    this.inAll = inAll
    this.inRow = inRow
    this.downRows = downRows
  }

  /** Goes so many bytes on along the row. */
  along(bytes: number): void {
    this.#e.f.increase(this.inAll, bytes)
    this.#e.f.increase(this.inRow, bytes)
  }

  nextRow(): void {
    this.#e.f.increase(this.downRows, this.#e.numbers.bytes)
  }
}

/** An input, as it is read. */
export class Input {
  readonly #e: Emitter
  readonly #places: Places
  readonly access: Access
  readonly #pointer: Local<'i32'>
  /** The number that is the same for a whole row, or everywhere. */
  readonly #same: Local<'v128'>

  constructor(e: Emitter, places: Places, access: Access, pointer: Local<'i32'>) {
    this.#e = e
    this.#places = places
    this.access = access
    this.#pointer = pointer
    this.#same = e.f.local('v128')
  }

  start(): void {
    if (this.access === 'scalar') this.#e.f.set(this.#same, this.#e.numbers.loadToAllLanes(this.#pointer))
  }

  startRow(): void {
    if (this.access !== 'column') return
    this.#e.f.set(this.#same, this.#e.numbers.loadToAllLanes(i32.add(this.#pointer, this.#places.downRows)))
  }

  /** The index-th vector from here, or one number from here in its first lane. */
  read(index: number | 'one'): Vector {
    if (this.access === 'scalar' || this.access === 'column') return this.#same
    const address = this.#address
    return index === 'one' ? this.#e.numbers.loadOne(address) : v128.load(address, 16 * index)
  }

  get #address(): Expression<'i32'> {
    return i32.add(this.#pointer, this.access === 'full' ? this.#places.inAll : this.#places.inRow)
  }
}
