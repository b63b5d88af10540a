// A program that multiplies matrices with fused multiply-add and holds every element against the exact sum, computed in whole numbers. It
// is run by fast-arithmetic.test.ts, in a Node that has been told to know such instructions, and prints what it found.
import assert from 'node:assert/strict'
import { arithmetic } from '../../lib/index.ts'
import type { Values } from '../../lib/tensor/dtype.ts'
import { plainProduct, type Factor, type ProductSizes } from '../../lib/tensor/multiply.ts'
import { fastProduct } from '../../lib/tensor/wasm/product/index.ts'

/** Whole numbers that the kind of number can hold, whose products it cannot. */
const kinds = [
  { Kind: Float32Array, bits: 22, unit: 2 ** -24 },
  { Kind: Float64Array, bits: 45, unit: 2 ** -53 },
] as const

const wholes = (Kind: typeof Float32Array | typeof Float64Array, bits: number, length: number, step: number): Values =>
  new Kind(Array.from({ length }, (_, i) => Math.round(Math.sin(1 + i * step) * 2 ** bits)))

const magnitude = (x: bigint): bigint => (x < 0n ? -x : x)

/** Asserts |error| ≤ γ Σ |aₖ bₖ| with γ = K u / (1 - K u), for every element. Source: Higham, "Accuracy and Stability", section 3.1. */
function checkAgainstExact(a: Factor, b: Factor, { rows, inner, columns }: ProductSizes, out: Values, unit: number): void {
  const gamma = (inner * unit) / (1 - inner * unit)
  const [left, right] = [Array.from(a.values, BigInt), Array.from(b.values, BigInt)]
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let [exact, size] = [0n, 0n]
      for (let k = 0; k < inner; k++) {
        const term = left[i * inner + k]! * right[k * columns + j]!
        exact += term
        size += magnitude(term)
      }
      const error = magnitude(BigInt(out[i * columns + j]!) - exact)
      const place = `element [${i}, ${j}] of [${rows}, ${inner}] @ [${inner}, ${columns}]`
      assert.ok(Number(error) <= gamma * Number(size), `${place} is off by ${error}`)
    }
  }
}

const report = { kind: arithmetic('fast'), elements: 0, othersThanStrict: 0 }
for (const { Kind, bits, unit } of kinds) {
  for (const [rows, inner, columns] of [[16, 16, 16], [17, 300, 19], [131, 60, 9], [3, 40, 70]] as const) {
    const sizes = { rows, inner, columns }
    const a = { values: wholes(Kind, bits, rows * inner, 1), transposed: false }
    const b = { values: wholes(Kind, bits, inner * columns, 1.3), transposed: false }
    const [fast, plain] = [new Kind(rows * columns), new Kind(rows * columns)]
    assert.ok(fastProduct(a, b, sizes, fast))
    plainProduct(a, b, sizes, plain)
    checkAgainstExact(a, b, sizes, fast, unit)
    report.elements += fast.length
    report.othersThanStrict += fast.filter((value, i) => value !== plain[i]).length
    if (arithmetic('strict') !== 'strict') throw new Error('strict arithmetic was refused')
    fastProduct(a, b, sizes, fast)
    assert.deepEqual(fast, plain)
    arithmetic('fast')
  }
}
console.log(JSON.stringify({ ...report, strictAgain: true }))
