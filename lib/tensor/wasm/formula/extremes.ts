// The greatest and the least of rows and of everything, as Math.max and Math.min have it: NaN if one is NaN, and 0 is greater than -0.
//
// A single instruction keeps the greater of two, but passes over NaN, and takes -0 for 0. So two things are noted besides: where there was
// NaN, and what the signs have in common. If the greatest is a zero, then no number was positive, and there was a 0 unless all signs are
// negative; if the least is a zero, there was a -0 if any sign is.
import { i32, type Local, v128, type Vector } from '../expression.ts'
import { mostVectors } from './blocks.ts'
import type { Emitter } from './emitter.ts'
import type { Gathering } from './gathering.ts'
import type { Places } from './places.ts'

export class Extreme implements Gathering {
  readonly over: 'all' | 'row'
  readonly #e: Emitter
  readonly #kind: 'max' | 'min'
  readonly #to: Local<'i32'>
  readonly #places: Places
  readonly #best: Local<'v128'>[]
  readonly #isNaN: Local<'v128'>
  readonly #signs: Local<'v128'>

  constructor(e: Emitter, kind: 'max' | 'min', over: 'all' | 'row', to: Local<'i32'>, places: Places) {
    this.#e = e
    this.#kind = kind
    this.over = over
    this.#to = to
    this.#places = places
    this.#best = e.f.locals('v128', mostVectors)
    const [isNaN, signs] = e.f.locals('v128', 2)
    this.#isNaN = isNaN
    this.#signs = signs
  }

  begin(): void {
    const { f } = this.#e
    const isLeast = this.#kind === 'min'
    for (const best of this.#best) f.set(best, this.#e.number(isLeast ? Infinity : -Infinity))
    f.set(this.#isNaN, v128.zero)
    f.set(this.#signs, isLeast ? v128.zero : this.#e.bits(-1n))
  }

  vector(value: Vector, index: number): void {
    const { f, numbers } = this.#e
    const best = this.#best[index % mostVectors]!
    f.set(best, this.#better(best, value))
    f.set(this.#isNaN, v128.or(this.#isNaN, numbers.isNotEqual(value, value)))
    f.set(this.#signs, this.#common(this.#signs, value))
  }

  one(value: Vector): void {
    const { numbers } = this.#e
    this.vector(this.#e.keep(numbers.toAllLanes(numbers.lane(value, 0))), 0)
  }

  finish(): void {
    const { f, numbers } = this.#e
    const [first, ...others] = this.#best as [Local<'v128'>, ...Local<'v128'>[]]
    for (const other of others) f.set(first, this.#better(first, other))
    this.#acrossLanes(first, (a, b) => this.#better(a, b))
    this.#acrossLanes(this.#isNaN, v128.or)
    this.#acrossLanes(this.#signs, (a, b) => this.#common(a, b))
    const signed = v128.select(v128.and(this.#signs, this.#e.number(-0)), first, numbers.isEqual(first, this.#e.number(0)))
    f.set(first, v128.or(signed, this.#isNaN))
    f.store(numbers.number.store, this.over === 'row' ? i32.add(this.#to, this.#places.downRows) : this.#to, numbers.lane(first, 0))
  }

  #better(a: Vector, b: Vector): Vector {
    return this.#kind === 'min' ? this.#e.numbers.lesser(a, b) : this.#e.numbers.greater(a, b)
  }

  /** The sign that all have, for the greatest; the sign that any has, for the least. */
  #common(a: Vector, b: Vector): Vector {
    return this.#kind === 'min' ? v128.or(a, b) : v128.and(a, b)
  }

  #acrossLanes(local: Local<'v128'>, join: (a: Vector, b: Vector) => Vector): void {
    const { f, numbers } = this.#e
    for (let lane = 1; lane < numbers.lanes; lane++) f.set(local, join(local, numbers.toAllLanes(numbers.lane(local, lane))))
  }
}
