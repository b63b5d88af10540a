// Sine and cosine. x = k π + r with |r| ≤ π/2, so that sin x is sin r with the sign that k being even or odd gives it; and with k a half
// more than a whole number the same is true of the cosine. sin r = r + r z P(z) with z = r².
//
// The multiple of π is taken off in three parts, of which the products of the first two with k are exact, so that r has all its digits even
// close to a zero. That goes well up to a bound; farther out, the numbers are left to Math.sin and Math.cos.
//
// Source: the three parts are after W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter 8. The polynomials
// were found with Remez' exchange: of their degree they have the smallest relative error on [0, π/2], 2.8e-19 and 6.1e-9.
import { type Vector, v128 } from '../expression.ts'
import type { Emitter } from './emitter.ts'

interface Precision {
  pi: readonly [number, number, number]
  coefficients: readonly number[]
  /** 1.5 · 2^(bits behind the point): added, it leaves a whole number. */
  rounder: number
  /** Up to there the products are exact. */
  bound: number
  bits: number
}

const double: Precision = {
  pi: [3.1415926534682512, 1.2154201012607932e-10, 4.044532497591901e-21],
  coefficients: [
    -0.1666666666666666557, 0.0083333333333331943217, -0.00019841269841209224087, 2.7557319211138015169e-6, -2.5052106872862169587e-8,
    1.6058939708577235868e-10, -7.642991551941284706e-13, 2.7211755602306202429e-15,
  ],
  rounder: 2 ** 52 + 2 ** 51, bound: 2 ** 19 * Math.PI, bits: 64,
}
const single: Precision = {
  pi: [3.141571044921875, 2.1608546376228333e-5, 1.2154201013012384e-10],
  coefficients: [-0.16666659551277256318, 0.0083330662594021114414, -0.00019809603429291428883, 2.6057811229433220821e-6],
  rounder: 2 ** 23 + 2 ** 22, bound: 2 ** 6 * Math.PI, bits: 32,
}

const precisionOf = ({ isDouble }: Emitter): Precision => (isDouble ? double : single)

/** sin x */
export function sine(e: Emitter, x: Vector): Vector {
  const { add, sub, mul } = e.numbers
  const { rounder } = precisionOf(e)
  const rounded = e.keep(add(mul(x, e.number(1 / Math.PI)), e.number(rounder)))
  const k = e.keep(sub(rounded, e.number(rounder)))
  const { r, value } = sineOfRest(e, x, k)
  // Only -0 has lost its sign, in a sum with 0.
  const signed = v128.or(value, v128.and(r, e.number(-0)))
  return e.except(e.keep(turned(e, signed, rounded)), isFar(e, x), () => e.eachLane('sin', x))
}

/** cos x = -sin(x - π/2): the sign is turned by one more in the last bit. */
export function cosine(e: Emitter, x: Vector): Vector {
  const { add, sub, mul } = e.numbers
  const { rounder } = precisionOf(e)
  const rounded = e.keep(add(sub(mul(x, e.number(1 / Math.PI)), e.number(0.5)), e.number(rounder + 1)))
  const k = e.keep(add(sub(rounded, e.number(rounder + 1)), e.number(0.5)))
  return e.except(e.keep(turned(e, sineOfRest(e, x, k).value, rounded)), isFar(e, x), () => e.eachLane('cos', x))
}

const isFar = (e: Emitter, x: Vector): Vector => e.numbers.isGreater(e.numbers.abs(x), e.number(precisionOf(e).bound))

/** The opposite, where the last bit is 1. */
const turned = (e: Emitter, value: Vector, bits: Vector): Vector => v128.xor(value, e.whole.shiftLeft(bits, precisionOf(e).bits - 1))

/** r = x - k π, and sin r. */
function sineOfRest(e: Emitter, x: Vector, k: Vector): { r: Vector; value: Vector } {
  const { add, sub, mul } = e.numbers
  const { pi, coefficients } = precisionOf(e)
  const r = e.keep(pi.reduce<Vector>((rest, part) => sub(rest, mul(k, e.number(part))), x))
  const z = e.keep(mul(r, r))
  return { r, value: add(mul(mul(e.polynomial(z, coefficients), z), r), r) }
}
