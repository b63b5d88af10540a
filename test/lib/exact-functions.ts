// Functions of real numbers to more than 120 bits, in whole numbers only: what rounding errors of fast functions are measured against. A
// real number is a whole number times a power of two; inside a series all have the same power, so that adding is adding.

/** mantissa · 2^exponent */
export interface Real {
  readonly mantissa: bigint
  readonly exponent: number
}

/** The bits behind the point in the series. */
const point = 192
const one = 1n << BigInt(point)

const times = (a: bigint, b: bigint): bigint => (a * b) >> BigInt(point)
const over = (a: bigint, b: bigint): bigint => (a << BigInt(point)) / b
const fixed = (mantissa: bigint): Real => ({ mantissa, exponent: -point })

/** The number itself. */
export function real(x: number): Real {
  const bits = new BigUint64Array(Float64Array.of(Math.abs(x)).buffer)[0]!
  const exponent = Number(bits >> 52n)
  const fraction = bits & ((1n << 52n) - 1n)
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n)
  return { mantissa: x < 0 ? -mantissa : mantissa, exponent: Math.max(exponent, 1) - 1075 }
}

/** With so many bits behind the point; what is beyond them is dropped. */
function withPoint({ mantissa, exponent }: Real, bits: number): bigint {
  const shift = exponent + bits
  return shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift)
}

/** Σ terms, each made of the one before, until they vanish. */
function series(first: bigint, next: (term: bigint, index: number) => bigint): bigint {
  let sum = 0n
  for (let term = first, index = 1; term !== 0n && term !== -1n; term = next(term, index++)) sum += term
  return sum
}

/** atanh s = s + s³/3 + s⁵/5 + ... */
function atanh(s: bigint): bigint {
  const square = times(s, s)
  let sum = 0n
  for (let power = s, k = 1n; power !== 0n && power !== -1n; power = times(power, square), k += 2n) sum += power / k
  return sum
}

/** log 2 = 2 atanh(1/3) */
const ln2 = 2n * atanh(one / 3n)

/** π with many bits, for the reduction of huge arguments: 16 atan(1/5) - 4 atan(1/239). */
const piPoint = 1350
const pi = (() => {
  const unit = 1n << BigInt(piPoint + 20)
  const atanOfInverse = (n: bigint): bigint => {
    let sum = 0n
    for (let power = unit / n, k = 1n; power !== 0n; power /= -(n * n), k += 2n) sum += power / k
    return sum
  }
  return (16n * atanOfInverse(5n) - 4n * atanOfInverse(239n)) >> 20n
})()

function roundedQuotient(a: bigint, b: bigint): bigint {
  const twice = 2n * a + b
  const quotient = twice / (2n * b)
  return twice < 0n && quotient * 2n * b !== twice ? quotient - 1n : quotient
}

/** eˣ = 2ⁿ eʳ */
function expOf(x: bigint): Real {
  const n = roundedQuotient(x, ln2)
  const r = x - n * ln2
  return { mantissa: series(one, (term, k) => times(term, r) / BigInt(k)), exponent: Number(n) - point }
}

/** log of a positive number. */
function logOf({ mantissa, exponent }: Real): bigint {
  const length = mantissa.toString(2).length - 1
  const m = withPoint({ mantissa, exponent: -length }, point)
  return 2n * atanh(over(m - one, m + one)) + BigInt(exponent + length) * ln2
}

/** x (1 + c x²), for numbers so small that nothing else counts. @param c a quotient of whole numbers */
function nearZero(x: number, [numerator, denominator]: readonly [bigint, bigint]): Real {
  const { mantissa, exponent } = real(x)
  const square = withPoint({ mantissa: mantissa * mantissa, exponent: 2 * exponent }, point)
  return { mantissa: mantissa * (one + (square * numerator) / denominator), exponent: exponent - point }
}

function sinOf(x: number, quarters: bigint): Real {
  // |sin x| has a period of π; with its half added it is |cos x|.
  const exact = withPoint(real(x), piPoint) + (quarters * pi) / 2n
  const k = roundedQuotient(exact, pi)
  const r = (exact - k * pi) >> BigInt(piPoint - point)
  const square = times(r, r)
  const sine = series(r, (term, index) => -times(term, square) / BigInt(2 * index * (2 * index + 1)))
  return fixed(k % 2n === 0n ? sine : -sine)
}

const tiny = 2 ** -50
const isTiny = (x: number): boolean => Math.abs(x) < tiny

/** Functions of finite numbers. */
export const exact: Record<'exp' | 'log' | 'sin' | 'cos' | 'tanh' | 'sigmoid' | 'softplus', (x: number) => Real> = {
  exp: (x) => expOf(withPoint(real(x), point)),
  log: (x) => fixed(logOf(real(x))),
  sin: (x) => (isTiny(x) ? nearZero(x, [-1n, 6n]) : sinOf(x, 0n)),
  cos: (x) => sinOf(x, 1n),
  tanh: (x) => {
    if (isTiny(x)) return nearZero(x, [-1n, 3n])
    const square = withPoint(expOf(2n * withPoint(real(Math.min(Math.abs(x), 80)), point)), point)
    const value = over(square - one, square + one)
    return fixed(x < 0 ? -value : value)
  },
  sigmoid: (x) => {
    if (x < -90) return exact.exp(x)
    const power = withPoint(exact.exp(-Math.min(x, 200)), point)
    return fixed(over(one, one + power))
  },
  softplus: (x) => {
    if (x < -60) return exact.exp(x)
    if (x > 200) return real(x)
    return fixed(logOf({ mantissa: one + withPoint(exact.exp(x), point), exponent: -point }))
  },
}

/**
 * How far a number is from what it stands for, in units of the last of the digits that a number of this kind has there.
 *
 * @param digits 53 for float64, 24 for float32
 */
export function ulpsBetween(value: number, exactly: Real, digits: 53 | 24): number {
  const { mantissa, exponent } = exactly
  if (mantissa === 0n) return value === 0 ? 0 : Infinity
  const magnitude = exponent + (mantissa < 0n ? -mantissa : mantissa).toString(2).length
  const [smallest, largest] = digits === 53 ? [-1074, 1024] : [-149, 128]
  if (magnitude < smallest - 60) return Math.abs(value) / 2 ** smallest
  if (magnitude > largest) return value > 0 === mantissa > 0n && Math.abs(value) === Infinity ? 0 : Infinity
  if (!Number.isFinite(value)) {
    // Infinity stands for what is closer to 2^largest than to the largest number.
    const next = { mantissa: value > 0 ? 1n : -1n, exponent: largest }
    return value > 0 === mantissa > 0n && distance(next, exactly, largest - digits) <= 0.5 ? 0 : Infinity
  }
  return distance(real(value), exactly, Math.max(magnitude - digits, smallest))
}

/** |a - b| / 2^unit */
function distance(a: Real, b: Real, unit: number): number {
  const common = Math.min(a.exponent, b.exponent)
  const difference = (a.mantissa << BigInt(a.exponent - common)) - (b.mantissa << BigInt(b.exponent - common))
  // So many bits that the quotient still has some behind the point.
  const shift = unit - common - 20
  const scaled = shift > 0 ? difference >> BigInt(shift) : difference << BigInt(-shift)
  return Math.abs(Number(scaled)) / 2 ** 20
}
