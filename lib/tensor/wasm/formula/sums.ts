// The sums of rows, of everything, and of columns.
import { f64, f64x2, i32, type Local, v128, type Vector } from '../expression.ts'
import { mostVectors } from './blocks.ts'
import type { Emitter } from './emitter.ts'
import type { Gathering } from './gathering.ts'
import type { Places } from './places.ts'
import { RunningSums, upperHalf } from './running-sums.ts'

/** The sum of each row. */
export class RowSum implements Gathering {
  readonly over: 'all' | 'row' = 'row'
  readonly e: Emitter
  readonly to: Local<'i32'>
  readonly places: Places
  readonly sums: RunningSums
  readonly #step: Local<'i32'>

  constructor(e: Emitter, to: Local<'i32'>, places: Places, step: Local<'i32'>) {
    this.e = e
    this.to = to
    this.places = places
    this.sums = new RunningSums(e)
    this.#step = step
  }

  begin(): void {
    this.sums.clear()
    this.sums.fromTheFirst()
  }

  vector(value: Vector, index: number): void {
    this.sums.add(value, index)
  }

  one(value: Vector): void {
    this.sums.addOne(value, this.#step)
  }

  finish(): void {
    const { f, numbers, isDouble } = this.e
    const total = this.sums.total()
    const at = this.over === 'row' ? i32.add(this.to, this.places.downRows) : this.to
    f.store(numbers.number.store, at, isDouble ? total : f64.rounded(total))
  }
}

/**
 * The sum of everything: one run, whose rows may end anywhere between the first sum and the eighth. Each row is added as if it began with
 * the first, and in between the sums are turned to where they stand then.
 */
export class Sum extends RowSum {
  override readonly over = 'all'
  readonly #isLong: Local<'i32'>
  readonly #turn: Local<'i32'>
  readonly #turned: Local<'i32'>

  constructor(e: Emitter, to: Local<'i32'>, places: Places, step: Local<'i32'>) {
    super(e, to, places, step)
    this.#isLong = step
    const [turn, turned] = e.f.locals('i32', 2)
    this.#turn = turn
    this.#turned = turned
  }

  endRow(): void {
    const { f } = this.e
    f.set(this.#turn, i32.mul(i32.and(this.places.columns, 7), this.#isLong))
    f.increase(this.#turned, this.#turn)
    this.sums.turn(this.#turn)
    this.sums.fromTheFirst()
  }

  override finish(): void {
    this.e.f.set(this.#turn, i32.and(i32.sub(0, this.#turned), 7))
    this.sums.turn(this.#turn)
    super.finish()
  }
}

/** The sum of each column, in double precision, for the columns of a strip: from the first row to the last. */
export class ColumnSum implements Gathering {
  readonly over = 'strip'
  readonly #e: Emitter
  readonly #to: Local<'i32'>
  readonly #places: Places
  readonly #sums: Local<'v128'>[]
  #vectors = 0

  constructor(e: Emitter, to: Local<'i32'>, places: Places) {
    this.#e = e
    this.#to = to
    this.#places = places
    this.#sums = e.f.locals('v128', e.isDouble ? mostVectors : 2 * mostVectors)
  }

  begin(): void {
    this.#vectors = 0
    for (const sum of this.#sums) this.#e.f.set(sum, v128.zero)
  }

  #addTo(index: number, value: Vector): void {
    const sum = this.#sums[index]!
    this.#e.f.set(sum, f64x2.add(sum, value))
  }

  vector(value: Vector, index: number): void {
    this.#vectors = index + 1
    if (this.#e.isDouble) {
      this.#addTo(index, value)
      return
    }
    this.#addTo(2 * index, v128.widened(value))
    this.#addTo(2 * index + 1, v128.widened(upperHalf(value)))
  }

  one(value: Vector): void {
    this.#addTo(0, this.#e.isDouble ? value : v128.widened(value))
  }

  finish(): void {
    const { f, numbers, isDouble } = this.#e
    const at = i32.add(this.#to, this.#places.inRow)
    const sum = (index: number): Vector => (isDouble ? this.#sums[index]! : narrowed(this.#sums[2 * index]!, this.#sums[2 * index + 1]!))
    for (let index = 0; index < this.#vectors; index++) f.store(v128.store, at, sum(index), 16 * index)
    if (this.#vectors > 0) return
    const first = f64.of(f64x2.lane(this.#sums[0]!, 0))
    f.store(numbers.number.store, at, isDouble ? first : f64.rounded(first))
  }
}

/** Two vectors of two numbers as one of four. */
const narrowed = (a: Vector, b: Vector): Vector =>
  v128.pick(Array.from({ length: 16 }, (_, byte) => (byte < 8 ? byte : byte + 8)), v128.narrowed(a), v128.narrowed(b))
