// Products by vector instructions give the bits of the plain loops, whatever the sizes: one, none, odd, beyond a tile, beyond a block.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { multiply, plainProduct, type ProductSizes } from '../../lib/tensor/multiply.ts'
import { fastProduct } from '../../lib/tensor/wasm/product/index.ts'
import { factors, inArray, kinds, onHeap, type Product, waysToLie } from './products.ts'

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
