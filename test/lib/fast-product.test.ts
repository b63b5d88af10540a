// Products by vector instructions give the bits of the plain loops, whatever the sizes: one, none, odd, beyond a tile, beyond a block.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { multiply, plainProduct, type Factor, type ProductSizes } from '../../lib/tensor/multiply.ts'
import type { Values } from '../../lib/tensor/dtype.ts'
import { reserve } from '../../lib/tensor/storage/index.ts'
import { fastProduct } from '../../lib/tensor/wasm/product/index.ts'

const kinds = [Float32Array, Float64Array]
const waysToLie = [[false, false], [false, true], [true, false], [true, true]] as const

/** Two factors of irrational numbers, so that every rounding shows. */
function factors(Kind: (typeof kinds)[number], { rows, inner, columns }: ProductSizes, [a, b]: readonly [boolean, boolean]): [Factor, Factor] {
  const numbers = (length: number, step: number) => new Kind(Array.from({ length }, (_, i) => Math.sin(1 + i * step)))
  return [{ values: numbers(rows * inner, 1), transposed: a }, { values: numbers(inner * columns, 1.3), transposed: b }]
}

type Product = typeof multiply

/** The product into an ordinary array, which is full of something else. */
function inArray(product: Product, a: Factor, b: Factor, sizes: ProductSizes): Values {
  const Kind = a.values instanceof Float32Array ? Float32Array : Float64Array
  const out = new Kind(sizes.rows * sizes.columns).fill(NaN)
  product(a, b, sizes, out)
  return out
}

/** The same with factors and result on the heap. */
function onHeap(product: Product, a: Factor, b: Factor, sizes: ProductSizes): Values {
  const dtype = a.values instanceof Float32Array ? 'float32' : 'float64'
  const [left, right, out] = [a.values.length, b.values.length, sizes.rows * sizes.columns].map((size) => reserve(dtype, size)!)
  left!.values.set(a.values)
  right!.values.set(b.values)
  out!.values.fill(NaN)
  product({ ...a, values: left!.values }, { ...b, values: right!.values }, sizes, out!.values)
  const result = out!.values.slice()
  for (const block of [left!, right!, out!]) block.release()
  return result
}

function agrees(sizes: ProductSizes, product: Product): void {
  for (const Kind of kinds) {
    for (const lie of waysToLie) {
      const [a, b] = factors(Kind, sizes, lie)
      const expected = inArray(plainProduct, a, b, sizes)
      for (const way of [inArray, onHeap]) {
        const call = `${way.name}: ${Kind.name} ${JSON.stringify(sizes)} transposed ${lie}`
        assert.deepEqual(way(product, a, b, sizes), expected, call)
      }
    }
  }
}

/** The fast way, which must not have been declined. */
const fast: Product = (a, b, sizes, out) => assert.ok(fastProduct(a, b, sizes, out), `not taken for ${JSON.stringify(sizes)}`)

for (const [rows, inner, columns] of [
  [16, 16, 16], [30, 70, 50], [130, 257, 129], [5, 9, 1030], [1030, 9, 5], [300, 20, 3], [4, 200, 1100], [128, 300, 10], [1, 5000, 1], [4100, 1, 1],
] as const) {
  test(`[${rows}, ${inner}] @ [${inner}, ${columns}] to the bit, in both kinds and all four ways to lie`, () => {
    agrees({ rows, inner, columns }, fast)
  })
}

test('any sizes', () => {
  const size = fc.integer({ min: 0, max: 40 })
  fc.assert(fc.property(size, size, size, (rows, inner, columns) => agrees({ rows, inner, columns }, multiply)), { numRuns: 60 })
})

test('numbers that are no ordinary numbers pass through as through plain loops', () => {
  const sizes = { rows: 17, inner: 19, columns: 18 }
  const odd = [NaN, Infinity, -Infinity, -0, 5e-324, 1e308]
  const [a, b] = factors(Float64Array, sizes, [false, false])
  odd.forEach((value, i) => { a.values[i * 20] = value })
  assert.deepEqual(inArray(fast, a, b, sizes), inArray(plainProduct, a, b, sizes))
})

test('the plain loops are the definition', () => {
  const [a, b] = [{ values: Float64Array.of(1, 2, 3, 4), transposed: false }, { values: Float64Array.of(5, 6, 7, 8), transposed: true }]
  const product = inArray(plainProduct, a, b, { rows: 2, inner: 2, columns: 2 })
  assert.deepEqual([...product], [17, 23, 39, 53])
})
