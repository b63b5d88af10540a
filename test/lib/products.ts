// Products of matrices for tests, which lie in ordinary arrays or on the heap.
import type { multiply, Factor, ProductSizes } from '../../lib/tensor/multiply.ts'
import type { Values } from '../../lib/tensor/dtype.ts'
import { reserve } from '../../lib/tensor/storage/index.ts'

/** Both kinds of numbers. */
export const kinds = [Float32Array, Float64Array]
/** Which of the two factors lie transposed. */
export const waysToLie = [[false, false], [false, true], [true, false], [true, true]] as const

/** Two factors of irrational numbers, so that every rounding shows. */
export function factors(Kind: (typeof kinds)[number], { rows, inner, columns }: ProductSizes, [a, b]: readonly [boolean, boolean]): [Factor, Factor] {
  const numbers = (length: number, step: number) => new Kind(Array.from({ length }, (_, i) => Math.sin(1 + i * step)))
  return [{ values: numbers(rows * inner, 1), transposed: a }, { values: numbers(inner * columns, 1.3), transposed: b }]
}

export type Product = typeof multiply

/** The product into an ordinary array, which is full of something else. */
export function inArray(product: Product, a: Factor, b: Factor, sizes: ProductSizes): Values {
  const Kind = a.values instanceof Float32Array ? Float32Array : Float64Array
  const out = new Kind(sizes.rows * sizes.columns).fill(NaN)
  product(a, b, sizes, out)
  return out
}

/** The same with factors and result on the heap. */
export function onHeap(product: Product, a: Factor, b: Factor, sizes: ProductSizes): Values {
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
