// A sum over a run of numbers, in the order that is laid down in lib/tensor/total.ts: eight sums in double precision, number i of the run
// going to sum i mod 8, and the whole run to the first sum if it is short. Two sums stand in a vector, so that four vectors hold the eight.
import { littleEndian } from '../encoding.ts'
import { f64, f64x2, i32, i32x4, v128, type Expression, type Local, type Vector, type Whole } from '../expression.ts'
import type { Emitter } from './emitter.ts'

const vectors = 4

export class RunningSums {
  readonly #e: Emitter
  readonly #sums: Local<'v128'>[]
  /** The sum that the next single number goes to. */
  readonly #next: Local<'i32'>
  readonly #index: Local<'v128'>
  readonly #one: Local<'v128'>

  constructor(e: Emitter) {
    this.#e = e
    this.#sums = e.f.locals('v128', vectors)
    this.#next = e.f.local('i32')
    this.#index = e.f.local('v128')
    this.#one = e.f.local('v128')
  }

  clear(): void {
    for (const sum of this.#sums) this.#e.f.set(sum, v128.zero)
  }

  /** From here on single numbers go to the first sum, then to the second, ... */
  fromTheFirst(): void {
    this.#e.f.set(this.#next, i32.of(0))
  }

  /** Adds the vector that is the index-th of its block; blocks begin with the first sum. */
  add(value: Vector, index: number): void {
    if (this.#e.isDouble) {
      this.#addTo(index, value)
      return
    }
    this.#addTo(2 * index, v128.widened(value))
    this.#addTo(2 * index + 1, v128.widened(upperHalf(value)))
  }

  #addTo(index: number, value: Vector): void {
    const sum = this.#sums[index % vectors]!
    this.#e.f.set(sum, f64x2.add(sum, value))
  }

  /** Adds the first number of a vector; the others do not count. @param step 1, or 0 where the run is short */
  addOne(value: Vector, step: Whole): void {
    const { f, numbers } = this.#e
    f.set(this.#one, f64x2.toAllLanes(f64.of(numbers.lane(value, 0))))
    f.set(this.#index, i32x4.toAllLanes(this.#next))
    this.#sums.forEach((sum, k) => {
      const places = f.constant(littleEndian(Int32Array.of(2 * k, 2 * k, 2 * k + 1, 2 * k + 1)))
      // The other sums get 0, which changes none of them: sums that begin at 0 are never -0.
      f.set(sum, f64x2.add(sum, v128.and(this.#one, i32x4.isEqual(this.#index, places))))
    })
    f.set(this.#next, i32.and(i32.add(this.#next, step), 7))
  }

  /** Makes the sum that stands `by` places further the first, and so on in a circle. */
  turn(by: Local<'i32'>): void {
    const { f } = this.#e
    f.while(i32.greater(by, 0), () => {
      f.set(this.#one, this.#sums[0]!)
      this.#sums.forEach((sum, k) => f.set(sum, v128.pick(secondAndThird, sum, this.#sums[k + 1] ?? this.#one)))
      f.increase(by, -1)
    })
  }

  /** ((s0 + s2) + (s4 + s6)) + ((s1 + s3) + (s5 + s7)) */
  total(): Expression<'f64'> {
    const [a, b, c, d] = this.#sums
    this.#e.f.set(this.#one, f64x2.add(f64x2.add(a!, b!), f64x2.add(c!, d!)))
    return f64.add(f64.of(f64x2.lane(this.#one, 0)), f64.of(f64x2.lane(this.#one, 1)))
  }
}

/** Of two vectors of two numbers each. */
const secondAndThird = Array.from({ length: 16 }, (_, byte) => byte + 8)

/** The last two of four numbers, as the first two. */
export const upperHalf = (value: Vector): Vector => v128.pick(secondAndThird, value, value)
