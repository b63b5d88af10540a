// The softmax kernel gives the bits of its parts, taken one by one over the whole matrix, and means what lib/tensor/softmax.ts means.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Formula, passFunction, type PassSpec, softmaxKernel, softmaxWorkspace } from '../../lib/tensor/wasm/formula/index.ts'
import { instantiate } from '../../lib/tensor/wasm/module.ts'
import { wasm } from '../../lib/tensor/wasm/runtime.ts'
import type { Values } from '../../lib/tensor/dtype.ts'
import { sumOfRun } from '../../lib/tensor/total.ts'
import { arrayFrom, arrayOf, input, type Kind, passOf, run } from './formula-passes.ts'

const memory = new wasm!.Memory({ initial: 16 })
const kinds: readonly Kind[] = ['float32', 'float64']

/** With the kernel, whose workspace is one array more. */
function softmax(kind: Kind, rows: number, columns: number, x: Values): Values {
  const kernel = softmaxKernel(kind, wasm!, memory)
  const y = arrayOf(kind, x.length)
  const workspace = new Float64Array(softmaxWorkspace / 8)
  run((rows, columns, to, space, from) => kernel(rows!, columns!, to!, from!, space!), memory, rows, columns, [y, workspace], [x])
  return y
}

/** One by one, in plain JavaScript but for the exponentials. */
function oneByOne(kind: Kind, rows: number, columns: number, x: Values): Values {
  const round = kind === 'float32' ? Math.fround : (value: number): number => value
  const row = (values: Values, i: number): Values => values.subarray(i * columns, (i + 1) * columns)
  const tops = Array.from({ length: rows }, (_, i) => Math.max(...row(x, i))).map((top) => (Math.abs(top) === Infinity ? 0 : top))
  const shifted = x.map((value, place) => value - tops[Math.floor(place / columns)]!)
  const powers = arrayOf(kind, x.length)
  const { exp } = instantiate(wasm!, { exp: passFunction(passOf(kind, 'exp')) }, memory)
  run(exp, memory, 1, x.length, [powers], [shifted])
  const sums = tops.map((_, i) => round(sumOfRun(powers, i * columns, columns)))
  return powers.map((value, place) => value / sums[Math.floor(place / columns)]!)
}

const same = (a: Values, b: Values): void => b.forEach((value, i) => assert.ok(Object.is(a[i], value), `${a[i]}, not ${value}, at ${i}`))

for (const kind of kinds) {
  test(`${kind}: the bits of its parts, at sizes around blocks and tails`, () => {
    const sizes = [[0, 5], [1, 1], [3, 10], [129, 10], [5, 31], [7, 32], [2, 33], [1100, 3], [9, 1000], [3, 1025], [2, 5000]] as const
    for (const [rows, columns] of sizes) {
      const x = arrayFrom(kind, Array.from({ length: rows * columns }, (_, i) => 20 * Math.sin(i * 1.3)))
      same(softmax(kind, rows, columns, x), oneByOne(kind, rows, columns, x))
    }
  })

  test(`${kind}: -∞ has no share, and where nothing is to be shared the result is NaN`, () => {
    const none = -Infinity
    const rows = [[none, 0, 0, none], [none, none, none, none], [Infinity, 0, 1, 2], [NaN, 0, 1, 2], [1000, 1000, -1000, 1000]]
    const y = softmax(kind, rows.length, 4, arrayFrom(kind, rows.flat()))
    const third = kind === 'float32' ? Math.fround(1 / 3) : 1 / 3
    same(y.subarray(0, 4), arrayFrom(kind, [0, 0.5, 0.5, 0]))
    assert.ok(y.subarray(4, 8).every(Number.isNaN))
    assert.ok(Number.isNaN(y[8]!), 'the share of ∞ among finite numbers')
    assert.ok(y.subarray(12, 16).every(Number.isNaN))
    same(y.subarray(16), arrayFrom(kind, [third, third, 0, third]))
  })
}

test('a pass over rows and its sums: the parts can be had one by one', () => {
  const x = arrayFrom('float64', [1, 2, 3, 4])
  const power: Formula = { op: 'exp', of: [input(0)] }
  const outputs = [{ kind: 'store', formula: power }, { kind: 'rowSum', formula: power }] as const
  const spec: PassSpec = { type: 'float64', inputs: ['full'], parameters: 0, outputs }
  const { kernel } = instantiate(wasm!, { kernel: passFunction(spec) }, memory)
  const [powers, sums] = [arrayOf('float64', 4), arrayOf('float64', 2)]
  run(kernel, memory, 2, 2, [powers, sums], [x])
  assert.deepEqual([...sums], [powers[0]! + powers[1]!, powers[2]! + powers[3]!])
})
