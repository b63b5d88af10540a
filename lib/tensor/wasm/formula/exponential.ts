// The exponential function and what is made of it. x = n ln 2 + r with a whole n and |r| ≤ ½ ln 2, so that eˣ = 2ⁿ eʳ, and
//
//   eʳ = (q + r) / (q - r)   with q = 2 + r² (P1 + P2 r² + ...),
//
// which is where r coth(r/2), an even function, stands for q. So a quotient of exponentials needs a single division: with s = 2ⁿ,
// sigmoid(-x) = s (q + r) / (s (q + r) + (q - r)) and tanh(x/2) = ((s - 1) q + (s + 1) r) / ((s + 1) q + (s - 1) r).
//
// Rounding to a whole number is done by adding a number so large that no digits are left behind the point, and taking it off again; the sum's
// last bits are that whole number, and with the exponent's bias in it they need only be shifted to their place to be 2ⁿ.
//
// Source: the coefficients and the two parts of ln 2 are those of fdlibm's e_exp.c (Sun Microsystems, 1993) and, in single precision, of
// FreeBSD's e_expf.c.
import { type Local, type Vector, v128 } from '../expression.ts'
import type { Emitter } from './emitter.ts'

interface Precision {
  /** ln 2 in two parts, the first so short that its products with n are exact. */
  ln2: readonly [number, number]
  coefficients: readonly number[]
  /** 1.5 · 2^(bits behind the point) + bias of the exponent */
  rounder: number
  bias: bigint
  /** The bits behind the point. */
  fraction: number
  /** While |x| is at most that, 2ⁿ is an ordinary number. */
  ordinary: number
  /** Above the one eˣ is ∞, below the other 0. */
  ends: readonly [number, number]
  /** From there on tanh is 1. */
  flat: number
}

const double: Precision = {
  ln2: [6.93147180369123816490e-1, 1.90821492927058770002e-10],
  coefficients: [1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.65339022054652515390e-6, 4.13813679705723846039e-8],
  rounder: 2 ** 52 + 2 ** 51 + 1023, bias: 1023n, fraction: 52, ordinary: 708, ends: [710, -746], flat: 20,
}
const single: Precision = {
  ln2: [6.9314575195e-1, 1.4286067653e-6],
  coefficients: [1.6666625440e-1, -2.7667332906e-3],
  rounder: 2 ** 23 + 2 ** 22 + 127, bias: 127n, fraction: 23, ordinary: 87, ends: [89, -104], flat: 10,
}

const precisionOf = ({ isDouble }: Emitter): Precision => (isDouble ? double : single)

/** The parts of eˣ. */
interface Parts {
  r: Local<'v128'>
  q: Local<'v128'>
  /** Its last bits are n, with the bias of the exponent. */
  rounded: Local<'v128'>
}

function parts(e: Emitter, x: Vector): Parts {
  const { add, sub, mul } = e.numbers
  const { ln2, coefficients, rounder } = precisionOf(e)
  const rounded = e.keep(add(mul(x, e.number(Math.LOG2E)), e.number(rounder)))
  const n = e.keep(sub(rounded, e.number(rounder)))
  const r = e.keep(sub(sub(x, mul(n, e.number(ln2[0]))), mul(n, e.number(ln2[1]))))
  const squared = e.keep(mul(r, r))
  const q = e.keep(e.polynomial(squared, [2, ...coefficients]))
  return { r, q, rounded }
}

/** 2ⁿ for the n in the last bits, with the bias of the exponent. */
const powerOfTwo = (e: Emitter, biased: Vector): Vector => e.whole.shiftLeft(biased, precisionOf(e).fraction)

/** Where 2ⁿ may not be an ordinary number. */
const isExtreme = (e: Emitter, x: Vector): Vector => e.numbers.isGreater(e.numbers.abs(x), e.number(precisionOf(e).ordinary))

/** eˣ */
export function exponential(e: Emitter, x: Vector): Vector {
  const { add, sub, mul, div } = e.numbers
  const { r, q, rounded } = parts(e, x)
  const power = e.keep(add(div(add(r, r), sub(q, r)), e.number(1)))
  return e.except(e.keep(mul(power, powerOfTwo(e, rounded))), isExtreme(e, x), () => farExponential(e, x, power, rounded))
}

/** eˣ where 2ⁿ may be no ordinary number, as a product of two that are; beyond the ends n is not a number any more. */
function farExponential(e: Emitter, x: Vector, power: Vector, rounded: Vector): Vector {
  const { mul, isGreater, isLess } = e.numbers
  const { bias, ends } = precisionOf(e)
  const twice = e.keep(e.whole.add(rounded, e.bits(bias)))
  const half = e.keep(e.whole.shiftRightUnsigned(twice, 1))
  const scaled = mul(mul(power, powerOfTwo(e, half)), powerOfTwo(e, e.whole.sub(twice, half)))
  const bounded = v128.select(e.number(Infinity), scaled, isGreater(x, e.number(ends[0])))
  return v128.andNot(bounded, isLess(x, e.number(ends[1])))
}

/** 1 / (1 + e⁻ˣ) */
export function logistic(e: Emitter, x: Vector): Vector {
  const { add, sub, mul, div, isAtLeast } = e.numbers
  const { r, q, rounded } = parts(e, e.keep(v128.or(x, e.number(-0))))
  const below = e.keep(mul(powerOfTwo(e, rounded), add(q, r)))
  const above = e.keep(sub(q, r))
  const value = e.keep(div(v128.select(above, below, isAtLeast(x, e.number(0))), add(below, above)))
  const extreme = e.keep(isExtreme(e, x))
  // Far to the left it is eˣ, far to the right 1, which is e⁰.
  return e.except(value, extreme, () => v128.select(e.eachLane('exp', e.keep(e.numbers.lesser(x, e.number(0)))), value, extreme))
}

/** (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ) */
export function hyperbolicTangent(e: Emitter, x: Vector): Vector {
  const { add, sub, mul, div, abs, lesser } = e.numbers
  const bounded = e.keep(lesser(abs(x), e.number(precisionOf(e).flat)))
  const { r, q, rounded } = parts(e, e.keep(add(bounded, bounded)))
  const scale = e.keep(powerOfTwo(e, rounded))
  const less = e.keep(sub(scale, e.number(1)))
  const more = e.keep(add(scale, e.number(1)))
  const value = div(add(mul(less, q), mul(more, r)), add(mul(more, q), mul(less, r)))
  return v128.or(value, v128.and(x, e.number(-0)))
}
