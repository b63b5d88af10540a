// One matrix product on bare numbers. The loops below say what it is; matrices that are large enough are multiplied by vector instructions
// instead, which take the same sums in the same order and so give the same bits.
import { allocate, type Values } from './dtype.ts'
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

/** The product, row after row, of two factors of one kind of number. */
export const multiply = (a: Factor, b: Factor, sizes: ProductSizes): Values => fastProduct(a, b, sizes) ?? plainProduct(a, b, sizes)

/** The product by its definition: each element is Σₖ aᵢₖ bₖⱼ, summed in the order of k. */
export function plainProduct(a: Factor, b: Factor, sizes: ProductSizes): Values {
  return a.values instanceof Float32Array ? product32(a, b, sizes) : product64(a, b, sizes)
}

function product64(a: Factor, b: Factor, sizes: ProductSizes): Float64Array {
  const { rows, inner, columns } = sizes
  const out = new Float64Array(rows * columns)
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
  return out
}

/** The same for numbers of 32 bits: storing rounds the sum; the product is rounded as well, as the machine's own arithmetic does. */
function product32(a: Factor, b: Factor, sizes: ProductSizes): Float32Array {
  const { rows, inner, columns } = sizes
  const out = new Float32Array(rows * columns)
  const [left, right] = [a.values as Float32Array, b.values as Float32Array]
  const { stepA, nextA, stepB, nextB } = stepsOf(a, b, sizes)
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = left[i * stepA + k * nextA]!
      const [row, start] = [i * columns, k * stepB]
      for (let j = 0; j < columns; j++) out[row + j]! += Math.fround(factor * right[start + j * nextB]!)
    }
  }
  return out
}

/** How far apart rows (`step`) and neighbours in a row (`next`) lie. */
const stepsOf = (a: Factor, b: Factor, { rows, inner, columns }: ProductSizes) => ({
  stepA: a.transposed ? 1 : inner,
  nextA: a.transposed ? rows : 1,
  stepB: b.transposed ? 1 : columns,
  nextB: b.transposed ? inner : 1,
})
