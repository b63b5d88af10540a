// The outputs of a pass: which class gathers which, and the simplest of them, which stores what it is told.
import { i32, type Local, v128, type Vector } from '../expression.ts'
import type { Emitter } from './emitter.ts'
import { Extreme } from './extremes.ts'
import type { Output } from './formula.ts'
import type { Gathering, Steps } from './gathering.ts'
import type { Places } from './places.ts'
import { ColumnSum, RowSum, Sum } from './sums.ts'

export function gathering(e: Emitter, { kind }: Output, to: Local<'i32'>, places: Places, steps: Steps): Gathering {
  switch (kind) {
    case 'store': return new Stored(e, to, places)
    case 'sum': return new Sum(e, to, places, steps.all)
    case 'rowSum': return new RowSum(e, to, places, steps.row)
    case 'columnSum': return new ColumnSum(e, to, places)
    case 'max': case 'min': return new Extreme(e, kind, 'all', to, places)
    case 'rowMax': return new Extreme(e, 'max', 'row', to, places)
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
