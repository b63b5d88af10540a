// The natural logarithm. x = 2ᵏ m with √½ ≤ m < √2, so that log x = k ln 2 + log m; and with f = m - 1 and s = f / (2 + f)
//
//   log m = log((1 + s) / (1 - s)) = f - ½ f² + s (½ f² + R(s²)),
//
// where R is what a polynomial in s² says of the rest of the series 2 (s + s³/3 + s⁵/5 + ...). Numbers that are not positive, infinite, or
// so small that they have fewer digits are left to Math.log.
//
// Source: the coefficients and the two parts of ln 2 are those of fdlibm's e_log.c (Sun Microsystems, 1993) and, in single precision, of
// FreeBSD's e_logf.c.
import { type Vector, v128 } from '../expression.ts'
import type { Emitter } from './emitter.ts'
import { exponential } from './exponential.ts'

interface Precision {
  ln2: readonly [number, number]
  coefficients: readonly number[]
  /** The bits of √½, rounded; of 1; and of the smallest number that has all its digits. */
  rootOfHalf: bigint
  one: bigint
  smallest: bigint
  /** How many numbers, by their bits, lie between the smallest and infinity. */
  count: bigint
  fraction: number
  bias: number
  bits: bigint
}

const double: Precision = {
  ln2: [6.93147180369123816490e-1, 1.90821492927058770002e-10],
  coefficients: [
    6.666666666666735130e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1, 1.818357216161805012e-1,
    1.531383769920937332e-1, 1.479819860511658591e-1,
  ],
  rootOfHalf: 0x3fe6a09e00000000n, one: 0x3ff0000000000000n, smallest: 0x0010000000000000n, count: 0x7fe0000000000000n,
  fraction: 52, bias: 1023, bits: 64n,
}
const single: Precision = {
  ln2: [6.9313812256e-1, 9.0580006145e-6],
  coefficients: [0.66666662693, 0.40000972152, 0.28498786688, 0.24279078841],
  rootOfHalf: 0x3f3504f3n, one: 0x3f800000n, smallest: 0x00800000n, count: 0x7f000000n, fraction: 23, bias: 127, bits: 32n,
}

const precisionOf = ({ isDouble }: Emitter): Precision => (isDouble ? double : single)

/** log x */
export function logarithm(e: Emitter, x: Vector): Vector {
  const { sub } = e.numbers
  const { rootOfHalf, one, smallest, count, fraction, bias, bits } = precisionOf(e)
  // The bits of x, raised so that the exponent goes up by one where m reaches √2.
  const raised = e.keep(e.whole.add(x, e.bits(one - rootOfHalf)))
  const m = e.whole.add(v128.and(raised, e.bits((1n << BigInt(fraction)) - 1n)), e.bits(rootOfHalf))
  // A whole number in the last bits of a number so large that they count ones.
  const large = 2 ** fraction
  const k = e.keep(sub(v128.or(e.whole.shiftRightUnsigned(raised, fraction), e.number(large)), e.number(large + bias)))
  const value = e.keep(ofMantissa(e, e.keep(sub(m, e.number(1))), k))
  // Whole numbers are compared with their signs: what begins at the smallest is moved to begin at the least of them.
  const least = -(1n << (bits - 1n))
  const isUnusual = e.whole.isGreater(e.whole.add(x, e.bits(least - smallest)), e.bits(least + count - 1n))
  return e.except(value, isUnusual, () => e.eachLane('log', x))
}

/** log (1 + f) + k ln 2 */
function ofMantissa(e: Emitter, f: Vector, k: Vector): Vector {
  const { add, sub, mul, div } = e.numbers
  const { ln2, coefficients } = precisionOf(e)
  const s = e.keep(div(f, add(f, e.number(2))))
  const z = e.keep(mul(s, s))
  const rest = mul(z, e.polynomial(z, coefficients))
  const halfSquare = e.keep(mul(mul(f, e.number(0.5)), f))
  const small = add(mul(s, add(halfSquare, rest)), mul(k, e.number(ln2[1])))
  return add(add(sub(small, halfSquare), f), mul(k, e.number(ln2[0])))
}

/** log (1 + eˣ), as max(x, 0) + log (1 + e^-|x|); 1 + e is at most 2, so that k is 0 or 1. */
export function smoothRelu(e: Emitter, x: Vector): Vector {
  const { add, sub, mul, greater, isGreater } = e.numbers
  const power = e.keep(exponential(e, e.keep(v128.or(x, e.number(-0)))))
  const isOverRoot = e.keep(isGreater(power, e.number(Math.SQRT2 - 1)))
  const f = e.keep(v128.select(mul(sub(power, e.number(1)), e.number(0.5)), power, isOverRoot))
  const k = e.keep(v128.and(isOverRoot, e.number(1)))
  return add(greater(x, e.number(0)), ofMantissa(e, f, k))
}
