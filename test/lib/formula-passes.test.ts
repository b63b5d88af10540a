// Passes of vector instructions against plain JavaScript: random formulas over all ways to read, at sizes around every block and tail; to
// the bit for arithmetic, comparisons, choices, extremes and sums. Bytes beside the arrays must stay as they are.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Values } from '../../lib/tensor/dtype.ts'
import { sumOfRun } from '../../lib/tensor/total.ts'
import {
  canEmit, passFunction, type Access, type Formula, type OutputKind, type PassSpec,
} from '../../lib/tensor/wasm/formula/index.ts'
import { instantiate } from '../../lib/tensor/wasm/module.ts'
import { wasm } from '../../lib/tensor/wasm/runtime.ts'
import { arrayFrom, arrayOf, input, type Kind, run, viewOf } from './formula-passes.ts'

const of = (op: string, ...operands: Formula[]): Formula => ({ op, of: operands }) as Formula

const parameter = (index: number): Formula => ({ op: 'parameter', index })
const constant = (value: number): Formula => ({ op: 'constant', value })

/** What operations mean, to the bit. */
const meaning: Record<string, (...x: number[]) => number> = {
  add: (a, b) => a! + b!,
  sub: (a, b) => a! - b!,
  mul: (a, b) => a! * b!,
  div: (a, b) => a! / b!,
  maximum: (a, b) => Math.max(a!, b!),
  minimum: (a, b) => Math.min(a!, b!),
  neg: (x) => -x!,
  square: (x) => x! * x!,
  sqrt: (x) => Math.sqrt(x!),
  abs: (x) => Math.abs(x!),
  sign: (x) => Math.sign(x!),
  relu: (x) => (x! < 0 ? 0 : x!),
  step: (x) => (x! > 0 ? 1 : 0),
  greater: (a, b) => (a! > b! ? 1 : 0),
  greaterEqual: (a, b) => (a! >= b! ? 1 : 0),
  less: (a, b) => (a! < b! ? 1 : 0),
  lessEqual: (a, b) => (a! <= b! ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
  notEqual: (a, b) => (a !== b ? 1 : 0),
  where: (condition, a, b) => (condition !== 0 ? a! : b!),
}
const operations = Object.keys(meaning)
const operandsOf = (op: string): number => meaning[op]!.length

const roundTo = (kind: Kind) => (kind === 'float32' ? Math.fround : (x: number): number => x)

/** A formula's values, element by element in plain JavaScript. */
function plainValues(
  { type, inputs }: PassSpec,
  formula: Formula,
  [rows, columns]: readonly [number, number],
  from: readonly Values[],
  parameters: readonly number[],
): Values {
  const round = roundTo(type)
  const place: Record<Access, (i: number, j: number) => number> = {
    full: (i, j) => i * columns + j, row: (_, j) => j, column: (i) => i, scalar: () => 0,
  }
  const valueAt = (part: Formula, i: number, j: number): number => {
    if (part.op === 'input') return from[part.index]![place[inputs[part.index]!](i, j)]!
    if (part.op === 'parameter') return round(parameters[part.index]!)
    if (part.op === 'constant') return round(part.value)
    return round(meaning[part.op]!(...part.of.map((operand) => valueAt(operand, i, j))))
  }
  const values = arrayOf(type, rows * columns)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) values[i * columns + j] = valueAt(formula, i, j)
  return values
}

/** What becomes of the values, in the order that is laid down for sums. */
function plainOutput(type: Kind, kind: OutputKind, values: Values, rows: number, columns: number): Values {
  const row = (i: number): Values => values.subarray(i * columns, (i + 1) * columns)
  const eachRow = (gather: (row: Values) => number): Values => arrayFrom(type, Array.from({ length: rows }, (_, i) => gather(row(i))))
  const best = (choose: (a: number, b: number) => number, worst: number) => (numbers: Values): number =>
    (numbers as Float64Array).reduce(choose, worst)
  const greatest = best((a, b) => Math.max(a, b), -Infinity)
  const least = best((a, b) => Math.min(a, b), Infinity)
  switch (kind) {
    case 'store': return values
    case 'sum': return arrayFrom(type, [sumOfRun(values, 0, values.length)])
    case 'rowSum': return eachRow((numbers) => sumOfRun(numbers, 0, columns))
    case 'columnSum': return arrayFrom(type, Array.from({ length: columns }, (_, j) => {
      let sum = 0
      for (let i = 0; i < rows; i++) sum += values[i * columns + j]!
      return sum
    }))
    case 'max': return arrayFrom(type, [greatest(values)])
    case 'min': return arrayFrom(type, [least(values)])
    case 'rowMax': return eachRow(greatest)
    case 'rowMin': return eachRow(least)
  }
}

const memory = new wasm!.Memory({ initial: 16 })

function agrees(spec: PassSpec, rows: number, columns: number, from: readonly Values[], parameters: number[]): void {
  const { kernel } = instantiate(wasm!, { kernel: passFunction(spec) }, memory)
  const expected = spec.outputs.map(({ kind, formula }) =>
    plainOutput(spec.type, kind, plainValues(spec, formula, [rows, columns], from, parameters), rows, columns))
  const out = expected.map(({ length }) => arrayOf(spec.type, length))
  run(kernel, memory, rows, columns, out, [...from], parameters)
  out.forEach((values, index) => same(values, expected[index]!, () => `output ${index} of ${rows} × ${columns}: ${JSON.stringify(spec)}`))
}

/** The same numbers: -0 is not 0, but one NaN is as good as another. */
function same(values: Values, expected: Values, where: () => string): void {
  expected.forEach((value, i) => {
    if (!Object.is(values[i], value)) assert.fail(`${values[i]}, not ${value}, at ${i} of ${where()}`)
  })
}

/** Numbers of all sizes and signs, and those that are none. */
const special = [0, -0, 1, -1, NaN, Infinity, -Infinity, 5e-324, 1e-45, 1e38, -1e308, 0.1]
const irrational = (i: number): number => Math.sin(1 + i * 1.7) * 10 ** ((i * 7) % 5 - 2)
const sizeOf = (access: Access, rows: number, columns: number): number =>
  ({ full: rows * columns, row: columns, column: rows, scalar: 1 })[access]
function numbers(kind: Kind, size: number, seed: number, withSpecial: boolean): Values {
  const isSpecial = (i: number): boolean => withSpecial && (i + seed) % 5 === 0
  const number = (i: number): number => (isSpecial(i) ? special[(i + seed) % special.length]! : irrational(i + 100 * seed))
  return arrayFrom(kind, Array.from({ length: size }, (_, i) => number(i)))
}

const accesses: readonly Access[] = ['full', 'row', 'column', 'scalar']
const kinds: readonly Kind[] = ['float32', 'float64']
const alongRows: readonly OutputKind[] = ['store', 'sum', 'rowSum', 'max', 'min', 'rowMax', 'rowMin']
const sizes = [0, 1, 2, 3, 7, 8, 9, 31, 32, 33]

/** Formulas over three inputs and two parameters, whose parts may be shared. */
const steps = fc.array(fc.tuple(fc.constantFrom(...operations), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 })
const formulas: fc.Arbitrary<Formula> = steps.map((steps) => {
  const made: Formula[] = [input(0), input(1), input(2), parameter(0), parameter(1), constant(-0), constant(0.1)]
  for (const [op, ...places] of steps) made.push(of(op, ...places.slice(0, operandsOf(op)).map((place) => made[place % made.length]!)))
  return made.at(-1)!
})

test('random formulas, ways to read, sizes and outputs', () => {
  fc.assert(fc.property(
    fc.constantFrom(...kinds),
    fc.array(formulas, { minLength: 1, maxLength: 3 }),
    fc.tuple(fc.constantFrom(...accesses), fc.constantFrom(...accesses), fc.constantFrom(...accesses)),
    fc.array(fc.constantFrom(...alongRows), { minLength: 3, maxLength: 3 }),
    fc.boolean(), fc.boolean(),
    fc.constantFrom(0, 1, 2, 3, 5, 9), fc.constantFrom(...sizes), fc.nat(1000),
    (type, several, inputs, kindsOfOutput, downColumns, withSpecial, rows, columns, seed) => {
      const kindsDown: OutputKind[] = ['columnSum', 'store', 'store']
      const outputs = several.map((formula, i) => ({ formula, kind: (downColumns ? kindsDown : kindsOfOutput)[i]! }))
      const from = inputs.map((access, i) => numbers(type, sizeOf(access, rows, columns), seed + i, withSpecial))
      agrees({ type, inputs, parameters: 2, outputs }, rows, columns, from, [irrational(seed), -0.3])
    },
  ), { numRuns: 300 })
})

for (const type of kinds) {
  test(`${type}: every operation on every pair of numbers that are no ordinary numbers`, () => {
    const size = special.length
    for (const op of operations) {
      const formula = of(op, ...[input(0), input(1), input(0)].slice(0, operandsOf(op)))
      const spec: PassSpec = { type, inputs: ['row', 'column'], parameters: 0, outputs: [{ kind: 'store', formula }] }
      agrees(spec, size, size, [arrayFrom(type, special), arrayFrom(type, special)], [])
    }
  })

  test(`${type}: sums in their order at all lengths, flat, by rows and by columns`, () => {
    for (const columns of [...sizes, 17, 1000, 1023, 1025]) {
      for (const rows of [1, 2, 3, 13]) {
        const x = numbers(type, rows * columns, rows, false)
        const row = numbers(type, columns, 1, false)
        const product = of('mul', input(0), input(1))
        const kindsTogether: OutputKind[][] = [['sum'], ['sum', 'rowSum', 'rowMax'], ['rowSum'], ['columnSum', 'store']]
        for (const together of kindsTogether) {
          const outputs = together.map((kind) => ({ kind, formula: product }))
          agrees({ type, inputs: ['full', 'row'], parameters: 0, outputs }, rows, columns, [x, row], [])
        }
        const flat = [{ kind: 'sum', formula: input(0) }, { kind: 'store', formula: input(0) }] as const
        agrees({ type, inputs: ['full'], parameters: 0, outputs: flat }, rows, columns, [x], [])
      }
    }
  })

  test(`${type}: zeros of both signs and NaN among the greatest and the least`, () => {
    for (const columns of [1, 2, 3, 5, 8, 17, 40]) {
      const few = [
        [0, -0], [-0, -0, -0, -0, 0], [-0], [0], [-1, -0], [1, 0], [-1, 0, -0], [1, -0, 0], [-0, NaN], [NaN, 1, 2, 3, 4, 5], [-Infinity],
      ]
      const x = arrayFrom(type, few.flatMap((cycle) => Array.from({ length: columns }, (_, j) => cycle[j % cycle.length]!)))
      const outputs = (['rowMax', 'rowMin', 'max', 'min'] as const).map((kind) => ({ kind, formula: input(0) }))
      agrees({ type, inputs: ['full'], parameters: 0, outputs }, few.length, columns, [x], [])
    }
  })

  test(`${type}: an update in place`, () => {
    const size = 37
    const [x, g] = [numbers(type, size, 1, false), numbers(type, size, 2, false)]
    const spec: PassSpec = {
      type, inputs: ['full', 'full'], parameters: 1,
      outputs: [
        { kind: 'store', formula: of('sub', input(0), of('mul', input(1), parameter(0))) },
        { kind: 'store', formula: of('add', input(0), input(1)) },
      ],
    }
    const [next, sum] = spec.outputs.map(({ formula }) => plainValues(spec, formula, [1, size], [x, g], [0.1]))
    const { kernel } = instantiate(wasm!, { kernel: passFunction(spec) }, memory)
    const { BYTES_PER_ELEMENT: bytes } = x
    const at = (index: number): Values => viewOf(type, memory, 800 * index, size)
    at(1).set(x)
    at(2).set(g)
    assert.ok(size * bytes < 800)
    kernel(1, size, 800, 1600, 800, 1600, 0.1)
    same(at(1), next!, () => 'the first')
    same(at(2), sum!, () => 'the second')
  })

  test(`${type}: powers`, () => {
    const x = arrayFrom(type, [...special, 0.3, -2, 7, 1.5])
    for (const exponent of [0, 1, 2, 3, -1, 0.5, -2, 2.5, -0.5, 10, Infinity, NaN]) {
      const formula = of('pow', input(0), constant(exponent))
      const spec: PassSpec = { type, inputs: ['full'], parameters: 0, outputs: [{ kind: 'store', formula }] }
      const { kernel } = instantiate(wasm!, { kernel: passFunction(spec) }, memory)
      const y = arrayOf(type, x.length)
      run(kernel, memory, 1, x.length, [y], [x])
      const unit = type === 'float32' ? 2 ** -22 : 2 ** -51
      x.forEach((value, i) => {
        const expected = roundTo(type)(value ** exponent)
        const isClose = Math.abs(y[i]! - expected) <= unit * Math.abs(expected)
        assert.ok(Object.is(y[i], expected) || isClose, `${value} ** ${exponent} = ${y[i]}, not ${expected}`)
      })
    }
  })
}

test('what cannot be written is said', () => {
  assert.ok(canEmit('softplus') && canEmit('where') && canEmit('lessEqual') && canEmit('pow'))
  assert.ok(!canEmit('gamma') && !canEmit('toString') && !canEmit('sum'))
  const spec = (formula: Formula, ...kinds: OutputKind[]): PassSpec =>
    ({ type: 'float64', inputs: ['full'], parameters: 0, outputs: kinds.map((kind) => ({ kind, formula })) })
  assert.throws(() => passFunction(spec(of('gamma', input(0)), 'store')), /gamma/)
  assert.throws(() => passFunction(spec(input(0), 'columnSum', 'rowSum')), /columnSum, rowSum/)
})
