// One matrix product on bare numbers. The loops below say what it is; matrices that are large enough are multiplied by vector instructions
// instead, which take the same sums in the same order and so give the same bits.
import type { Values } from './dtype.ts'
import { fastProduct } from './wasm/product/index.ts'

/** A matrix row after row, to be read as it lies or transposed. */
export interface Factor {
  values: Values
  transposed: boolean
}

/** The sizes of a product: [rows, inner] @ [inner, columns]. */
export interface ProductSizes {
  rows: number
  inner: number
  columns: number
}

/** The product of two factors of one kind of number, row after row into `out`, which is of that kind too and lies apart from both. */
export function multiply(a: Factor, b: Factor, sizes: ProductSizes, out: Values): void {
  if (!fastProduct(a, b, sizes, out)) plainProduct(a, b, sizes, out)
}

/** The product by its definition: each element is Σₖ aᵢₖ bₖⱼ, summed in the order of k. */
export function plainProduct(a: Factor, b: Factor, sizes: ProductSizes, out: Values): void {
  out.fill(0)
  if (out instanceof Float32Array) product32(a, b, sizes, out)
  else product64(a, b, sizes, out)
}

function product64(a: Factor, b: Factor, sizes: ProductSizes, out: Float64Array): void {
  const { rows, inner, columns } = sizes
  const [left, right] = [a.values as Float64Array, b.values as Float64Array]
  const { stepA, nextA, stepB, nextB } = stepsOf(a, b, sizes)
  for (let i = 0; i < rows; i++) {
    // In this order of the loops the innermost runs along rows, of the result and mostly of B.
    for (let k = 0; k < inner; k++) {
      const factor = left[i * stepA + k * nextA]!
      const [row, start] = [i * columns, k * stepB]
      for (let j = 0; j < columns; j++) out[row + j]! += factor * right[start + j * nextB]!
    }
  }
}

/** The same for numbers of 32 bits: storing rounds the sum; the product is rounded as well, as the machine's own arithmetic does. */
function product32(a: Factor, b: Factor, sizes: ProductSizes, out: Float32Array): void {
  const { rows, inner, columns } = sizes
  const [left, right] = [a.values as Float32Array, b.values as Float32Array]
  const { stepA, nextA, stepB, nextB } = stepsOf(a, b, sizes)
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = left[i * stepA + k * nextA]!
      const [row, start] = [i * columns, k * stepB]
      for (let j = 0; j < columns; j++) out[row + j]! += Math.fround(factor * right[start + j * nextB]!)
    }
  }
}

/** How far apart rows (`step`) and neighbours in a row (`next`) lie. */
const stepsOf = (a: Factor, b: Factor, { rows, inner, columns }: ProductSizes) => ({
  stepA: a.transposed ? 1 : inner,
  nextA: a.transposed ? rows : 1,
  stepB: b.transposed ? 1 : columns,
  nextB: b.transposed ? inner : 1,
})
