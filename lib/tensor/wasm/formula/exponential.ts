// The exponential function and what is made of it. x = n ln 2 + r with a whole n and |r| ≤ ½ ln 2, so that eˣ = 2ⁿ eʳ, and
//
//   eʳ = (q + r) / (q - r)   with q = 2 + r² (P1 + P2 r² + ...),
//
// which is where r coth(r/2), an even function, stands for q.
//
// Rounding to a whole number is done by adding a number so large that no digits are left behind the point, and taking it off again; the
// sum's last bits are that whole number, and with the exponent's bias in it they need only be shifted to their place to be 2ⁿ.
//
// Source: the coefficients and the two parts of ln 2 are those of fdlibm's e_exp.c (Sun Microsystems, 1993) and, in single precision, of
// FreeBSD's e_expf.c; those of tanh close to 0 of Cephes' tanh.c and tanhf.c (S. L. Moshier).
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
  /** P and Q of tanh close to 0. */
  hyperbolic: { above: readonly number[]; below?: readonly number[] }
}

const double: Precision = {
  ln2: [6.93147180369123816490e-1, 1.90821492927058770002e-10],
  coefficients: [
    1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.65339022054652515390e-6, 4.13813679705723846039e-8,
  ],
  rounder: 2 ** 52 + 2 ** 51 + 1023, bias: 1023n, fraction: 52, ordinary: 708, ends: [710, -746], flat: 20,
  hyperbolic: {
    above: [-1.61468768441708447952e3, -9.92877231001918586564e1, -9.64399179425052238628e-1],
    below: [4.84406305325125486048e3, 2.23548839060100448583e3, 1.12811678491632931402e2, 1],
  },
}
const single: Precision = {
  ln2: [6.9314575195e-1, 1.4286067653e-6],
  coefficients: [1.6666625440e-1, -2.7667332906e-3],
  rounder: 2 ** 23 + 2 ** 22 + 127, bias: 127n, fraction: 23, ordinary: 87, ends: [89, -104], flat: 10,
  hyperbolic: { above: [-3.33332819422e-1, 1.33314422036e-1, -5.37397155531e-2, 2.06390887954e-2, -5.70498872745e-3] },
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
  const { sub, mul, lesser, isAtLeast } = e.numbers
  const { power, share } = shareOf(e, e.keep(v128.or(x, e.number(-0))))
  // With w = share: 1 - w to the right, and to the left w once more, which its own relation w = p - p w gives with fewer errors.
  const whole = e.keep(v128.select(e.number(1), power, isAtLeast(x, e.number(0))))
  const value = e.keep(sub(whole, mul(whole, share)))
  // Far to the left it is eˣ, far to the right 1, which is e⁰.
  return e.except(value, isExtreme(e, x), () => e.eachLane('exp', e.keep(lesser(x, e.number(0)))))
}

/** p = eˣ and p / (1 + p), for x that is not positive nor extreme. */
function shareOf(e: Emitter, x: Vector): { power: Local<'v128'>; share: Local<'v128'> } {
  const { add, sub, mul, div } = e.numbers
  const { r, q, rounded } = parts(e, x)
  const scale = e.keep(powerOfTwo(e, rounded))
  const rest = e.keep(mul(scale, div(add(r, r), sub(q, r))))
  const power = e.keep(add(scale, rest))
  return { power, share: e.keep(div(power, add(add(scale, e.number(1)), rest))) }
}

/** (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ): close to 0 as x + x³ P(x²) / Q(x²), and else as 1 - 2 / (1 + e²ˣ). */
export function hyperbolicTangent(e: Emitter, x: Vector): Vector {
  const { add, sub, mul, div, abs, lesser, isLess } = e.numbers
  const { flat, hyperbolic } = precisionOf(e)
  const size = e.keep(abs(x))
  const { share } = shareOf(e, e.keep(mul(lesser(size, e.number(flat)), e.number(-2))))
  const far = sub(e.number(1), add(share, share))
  const z = e.keep(mul(x, x))
  const above = mul(z, e.polynomial(z, hyperbolic.above))
  const rest = hyperbolic.below ? div(above, e.polynomial(z, hyperbolic.below)) : above
  const near = add(size, mul(size, rest))
  return v128.or(v128.select(near, far, isLess(size, e.number(0.625))), v128.and(x, e.number(-0)))
}
