// What becomes of the values of a pass: one class for each way. They are told of each value in turn, a vector of a block or a single one at
// the end of a row, and of the beginnings and ends of what they gather over.
import { f64, f64x2, i32, type Local, type Vector, v128 } from '../expression.ts'
import { mostVectors } from './blocks.ts'
import type { Emitter } from './emitter.ts'
import type { Output } from './formula.ts'
import type { Places } from './places.ts'
import { RunningSums, upperHalf } from './running-sums.ts'

export interface Gathering {
  /** What is gathered into one result: everything, a row, or a strip of columns. Nothing for a value that is just stored. */
  readonly over: 'all' | 'row' | 'strip' | 'nothing'
  begin(): void
  /** A vector, the index-th of its block. */
  vector(value: Vector, index: number): void
  /** A single value, in the first lane of a vector. */
  one(value: Vector): void
  endRow?(): void
  finish(): void
}

/** Steps by single numbers in a run: 0 in short runs, of the whole and of a row. */
export interface Steps {
  readonly all: Local<'i32'>
  readonly row: Local<'i32'>
}

export function gathering(e: Emitter, { kind }: Output, to: Local<'i32'>, places: Places, steps: Steps): Gathering {
  switch (kind) {
    case 'store': return new Stored(e, to, places)
    case 'sum': return new Sum(e, to, places, steps.all)
    case 'rowSum': return new RowSum(e, to, places, steps.row)
    case 'columnSum': return new ColumnSum(e, to, places)
    case 'max': case 'min': return new Extreme(e, kind, 'all', to, places)
    case 'rowMax': return new Extreme(e, 'max', 'row', to, places)
    case 'rowPeak': return new Extreme(e, 'greater', 'row', to, places)
    case 'rowMin': return new Extreme(e, 'min', 'row', to, places)
  }
}

class Stored implements Gathering {
  readonly over = 'nothing'
  readonly #e: Emitter
  readonly #to: Local<'i32'>
  readonly #places: Places

  constructor(e: Emitter, to: Local<'i32'>, places: Places) {
    this.#e = e
    this.#to = to
    this.#places = places
  }

  begin(): void {}

  vector(value: Vector, index: number): void {
    this.#e.f.store(v128.store, i32.add(this.#to, this.#places.inAll), value, 16 * index)
  }

  one(value: Vector): void {
    const { f, numbers } = this.#e
    f.store(numbers.number.store, i32.add(this.#to, this.#places.inAll), numbers.lane(value, 0))
  }

  finish(): void {}
}

/** The sum of each row. */
class RowSum implements Gathering {
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
class Sum extends RowSum {
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
class ColumnSum implements Gathering {
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

/**
 * The greatest or the least, as Math.max and Math.min have it: NaN if one is NaN, and 0 is greater than -0. With `greater` it is faster found,
 * and does not heed NaN and the sign of 0.
 */
class Extreme implements Gathering {
  readonly over: 'all' | 'row'
  readonly #e: Emitter
  readonly #better: (a: Vector, b: Vector) => Vector
  readonly #worst: number
  readonly #to: Local<'i32'>
  readonly #places: Places
  readonly #best: Local<'v128'>[]

  constructor(e: Emitter, kind: 'max' | 'min' | 'greater', over: 'all' | 'row', to: Local<'i32'>, places: Places) {
    this.#e = e
    this.#better = e.numbers[kind]
    this.#worst = kind === 'min' ? Infinity : -Infinity
    this.over = over
    this.#to = to
    this.#places = places
    this.#best = e.f.locals('v128', mostVectors)
  }

  begin(): void {
    for (const best of this.#best) this.#e.f.set(best, this.#e.number(this.#worst))
  }

  vector(value: Vector, index: number): void {
    const best = this.#best[index % mostVectors]!
    this.#e.f.set(best, this.#better(best, value))
  }

  one(value: Vector): void {
    const { numbers } = this.#e
    this.vector(numbers.toAllLanes(numbers.lane(value, 0)), 0)
  }

  finish(): void {
    const { f, numbers } = this.#e
    const [first, ...others] = this.#best as [Local<'v128'>, ...Local<'v128'>[]]
    for (const other of others) f.set(first, this.#better(first, other))
    for (let lane = 1; lane < numbers.lanes; lane++) f.set(first, this.#better(first, numbers.toAllLanes(numbers.lane(first, lane))))
    f.store(numbers.number.store, this.over === 'row' ? i32.add(this.#to, this.#places.downRows) : this.#to, numbers.lane(first, 0))
  }
}
