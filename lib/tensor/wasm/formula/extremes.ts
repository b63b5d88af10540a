// The greatest and the least of rows and of everything.
import { i32, type Local, type Vector } from '../expression.ts'
import { mostVectors } from './blocks.ts'
import type { Emitter } from './emitter.ts'
import type { Gathering } from './gathering.ts'
import type { Places } from './places.ts'

/**
 * The greatest or the least, as Math.max and Math.min have it: NaN if one is NaN, and 0 is greater than -0. With `greater` it is faster
 * found, and does not heed NaN and the sign of 0.
 */
export class Extreme implements Gathering {
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
