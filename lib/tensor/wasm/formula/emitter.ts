// Where code for one vector of elements is written: what is computed is kept in variables, and constants are at hand.
import { littleEndian } from '../encoding.ts'
import { call, f32x4, f64, f64x2, i32x4, i64x2, v128, type Arithmetic, type Expression, type Local, type Vector } from '../expression.ts'
import type { FunctionBody } from '../function.ts'

export class Emitter {
  readonly f: FunctionBody
  readonly numbers: Arithmetic
  /** The whole numbers of as many bits. */
  readonly whole: Pick<typeof i64x2, keyof typeof i32x4 & keyof typeof i64x2>
  /** Whether the numbers have 64 bits. */
  readonly isDouble: boolean
  readonly #constants = new Map<string, Local<'v128'>>()
  readonly #kept: Local<'v128'>[] = []
  #inUse = 0

  constructor(f: FunctionBody, type: 'float32' | 'float64') {
    this.f = f
    this.isDouble = type === 'float64'
    this.numbers = this.isDouble ? f64x2 : f32x4
    this.whole = this.isDouble ? i64x2 : i32x4
  }

  /** This number in all lanes. */
  number(value: number): Local<'v128'> {
    return this.#constant(Object.is(value, -0) ? '-0' : String(value), () =>
      littleEndian(this.isDouble ? Float64Array.of(value, value) : Float32Array.of(value, value, value, value)),
    )
  }

  /** These bits in all lanes: a whole number of as many bits as a number of the pass has. */
  bits(value: bigint): Local<'v128'> {
    const whole = Number(BigInt.asIntN(32, value))
    return this.#constant(`${value}n`, () =>
      littleEndian(this.isDouble ? BigInt64Array.of(value, value) : Int32Array.of(whole, whole, whole, whole)),
    )
  }

  #constant(key: string, bytes: () => readonly number[]): Local<'v128'> {
    let local = this.#constants.get(key)
    if (!local) this.#constants.set(key, (local = this.f.constant(bytes())))
    return local
  }

  /** A number that is given as one of 64 bits, rounded, in all lanes. */
  toAllLanes(number: Expression<'f64'>): Vector {
    return this.numbers.toAllLanes(this.isDouble ? number : f64.rounded(number))
  }

  /** Computes the value now, to be read as often as one likes. */
  keep(value: Vector): Local<'v128'> {
    const local = (this.#kept[this.#inUse++] ??= this.f.local('v128'))
    this.f.set(local, value)
    return local
  }

  /**
   * Computes a value again, in another way, in the lanes where the first way did not hold; those are rare. The other lanes keep what they
   * have: what a function gives for a number is the same whatever its neighbours are.
   */
  except(value: Local<'v128'>, isWrong: Vector, otherwise: () => Vector): Local<'v128'> {
    const wrong = this.keep(isWrong)
    this.f.if(i32x4.firstBits(wrong), () => this.f.set(value, v128.select(otherwise(), value, wrong)))
    return value
  }

  /**
   * c[0] + c[1] x + c[2] x² + ... A short one by Horner's scheme. In a long one all but the first coefficient, whose rounding counts most,
   * are taken in pairs, then in pairs of pairs (Estrin's scheme): a multiplication or two more, but fewer that wait for one another.
   */
  polynomial(x: Vector, c: readonly number[]): Vector {
    const { add, mul } = this.numbers
    const [first, ...others] = c.map((coefficient): Vector => this.number(coefficient)) as [Vector, ...Vector[]]
    const rest = c.length < 6 ? others.reduceRight((sum, coefficient) => add(mul(sum, x), coefficient)) : this.#inPairs(x, others)
    return add(mul(rest, x), first)
  }

  #inPairs(x: Vector, parts: readonly Vector[]): Vector {
    if (parts.length === 1) return parts[0]!
    const { add, mul } = this.numbers
    const halves = parts.flatMap((low, i) => (i % 2 === 0 ? [i + 1 < parts.length ? this.keep(add(low, mul(parts[i + 1]!, x))) : low] : []))
    return halves.length === 1 ? halves[0]! : this.#inPairs(this.keep(mul(x, x)), halves)
  }

  /** A function of Math of each number of a vector, one after another. */
  eachLane(math: Parameters<typeof call>[0], ...operands: readonly Vector[]): Vector {
    const { numbers } = this
    let result: Vector = v128.zero
    for (let index = 0; index < numbers.lanes; index++) {
      const number = call(math, ...operands.map((operand) => f64.of(numbers.lane(operand, index))))
      result = numbers.withLane(result, index, this.isDouble ? number : f64.rounded(number))
    }
    return result
  }

  /** Begins another vector of elements: what was kept is given up. */
  nextVector(): void {
    this.#inUse = 0
  }
}
