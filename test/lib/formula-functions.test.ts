// How exact the vector functions are: against values to more than 120 bits, at random places and at those that are known to be hard. The
// greatest errors that were found are printed.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { exact, ulpsBetween } from './exact-functions.ts'
import { arrayFrom, type Kind, onMemory, passOf } from './formula-passes.ts'
import { rng } from '../../lib/tensor/random.ts'

type Name = keyof typeof exact
const names = Object.keys(exact) as Name[]
const kinds: readonly Kind[] = ['float64', 'float32']

/** What a kind can hold: its digits, its last ordinary and its first and last numbers. */
const limits = {
  float64: { digits: 53, smallest: 2 ** -1074, ordinary: 2 ** -1022, largest: Number.MAX_VALUE, exponents: 1070 },
  float32: { digits: 24, smallest: 2 ** -149, ordinary: 2 ** -126, largest: (2 - 2 ** -23) * 2 ** 127, exponents: 148 },
} as const

/** Where exponentials begin to lose digits, vanish and overflow. */
const ends = { float64: [-745.2, -708.5, -36.8, 709.79], float32: [-104, -87.4, -16.7, 88.73] } as const

const random = rng(17).uniform([3400]).toArray() as number[]

/** The number itself and its neighbours. */
function around(x: number, kind: Kind): number[] {
  const step = Math.max(Math.abs(x) * 2 ** -(limits[kind].digits - 1), limits[kind].smallest)
  return [-2, -1, 0, 1, 2].map((k) => x + k * step)
}

/** Places where a function has something to lose. */
function places(name: Name, kind: Kind): number[] {
  const { smallest, ordinary, largest, exponents } = limits[kind]
  const wide = random.map((u, i) => (i % 2 === 0 ? 1 : -1) * 2 ** ((2 * u - 1) * exponents))
  const close = random.map((u) => 8 * u - 4)
  const known = [0, smallest, ordinary, 1, 0.625, Math.SQRT2, Math.SQRT1_2, 3, 22, largest]
  const everywhere = known.flatMap((x) => [...around(x, kind), ...around(-x, kind)])
  const range = name === 'sin' || name === 'cos'
    ? [
        ...random.map((u) => (kind === 'float64' ? 1e7 : 1e3) * (2 * u - 1)),
        // The neighbours of the zeros, where all digits of π count.
        ...random.slice(0, 600).flatMap((u) => around(Math.round(u * (kind === 'float64' ? 6e5 : 140)) * (Math.PI / 2), kind)),
      ]
    : [
        ...random.map((u) => ends[kind][0] + u * (ends[kind][3] - ends[kind][0])),
        ...ends[kind].flatMap((x) => random.slice(0, 100).map((u) => x + u - 0.5)),
      ]
  const near1 = name === 'log' ? random.map((u) => 1 + (u - 0.5) / 3) : []
  const all = [...wide, ...close, ...everywhere, ...range, ...near1]
  return name === 'log' ? all.map(Math.abs).filter((x) => x > 0) : all
}

for (const kind of kinds) {
  const { pass } = onMemory({ ...Object.fromEntries(names.map((name) => [name, passOf(kind, name)])) }, kind)
  for (const name of names) {
    test(`${kind} ${name} is within 2 units of the last digit`, (t: TestContext) => {
      const x = arrayFrom(kind, places(name, kind).filter((x) => Math.abs(x) <= limits[kind].largest))
      const y = pass(name, x)
      let worst = { error: 0, x: 0 }
      x.forEach((value, i) => {
        const error = ulpsBetween(y[i]!, exact[name](value), limits[kind].digits)
        if (!(error <= worst.error)) worst = { error, x: value }
      })
      t.diagnostic(`${kind} ${name}: at most ${worst.error.toFixed(3)} ulp, at ${worst.x}, of ${x.length} places`)
      assert.ok(x.length >= 10_000, `${x.length} places`)
      assert.ok(worst.error <= 2, `${name}(${worst.x}) is off by ${worst.error} ulp`)
    })
  }

  test(`${kind} functions give a number the same whatever its neighbours are`, () => {
    const odd = [0, -1, NaN, Infinity, -Infinity, limits[kind].smallest, 1e4, -1e4, 1e30]
    const ordinary = random.slice(0, 300).map((u) => 1 + 6 * u)
    for (const name of names) {
      const among = pass(name, arrayFrom(kind, ordinary.flatMap((x, i) => [x, odd[i % odd.length]!, x])))
      const alike = pass(name, arrayFrom(kind, ordinary.flatMap((x) => new Array<number>(8).fill(x))))
      ordinary.forEach((x, i) => {
        const found = [among[3 * i], among[3 * i + 2], ...alike.subarray(8 * i, 8 * i + 8)]
        assert.deepEqual(found, found.map(() => alike[8 * i]), `${name} ${x}`)
      })
    }
  })
  test(`${kind} functions at the ends of the numbers are those of Math`, () => {
    const ends = [0, -0, Infinity, -Infinity, NaN, -1, 1e300, -1e300]
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
    const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
    const plain: Record<Name, (x: number) => number> = {
      exp: Math.exp, log: Math.log, sin: Math.sin, cos: Math.cos, tanh: Math.tanh, sigmoid, softplus,
    }
    const x = arrayFrom(kind, ends)
    for (const name of names) {
      const expected = x.map((value) => plain[name](value))
      const y = pass(name, x)
      x.forEach((value, i) => {
        const isSpecial = !Number.isFinite(expected[i]!) || Number.isInteger(expected[i]!)
        if (isSpecial) assert.ok(Object.is(y[i], expected[i]), `${name} of ${value}, number ${i}, is ${y[i]}, not ${expected[i]}`)
      })
    }
  })
}

test('the oracle gives what is known', () => {
  assert.ok(ulpsBetween(Math.E, exact.exp(1), 53) <= 0.5)
  assert.ok(ulpsBetween(Math.LN2, exact.log(2), 53) <= 0.5)
  assert.ok(ulpsBetween(1.2246467991473532e-16, exact.sin(Math.PI), 53) <= 0.5)
  // William Kahan's hard case: the number next to a multiple of π/2.
  assert.ok(ulpsBetween(-4.68716592425462761112e-19, exact.cos(6381956970095103 * 2 ** 797), 53) <= 0.5)
  assert.ok(ulpsBetween(0.7615941559557649, exact.tanh(1), 53) <= 0.5)
  assert.ok(ulpsBetween(0.7310585786300049, exact.sigmoid(1), 53) <= 0.5)
  assert.ok(ulpsBetween(1.3132616875182228, exact.softplus(1), 53) <= 0.5)
  assert.equal(ulpsBetween(1 + 2 ** -52, exact.exp(0), 53), 1)
  assert.equal(ulpsBetween(Infinity, exact.exp(1), 53), Infinity)
})
