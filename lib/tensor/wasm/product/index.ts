// Matrix products at the speed of the machine's vector instructions, where WebAssembly is there and the matrices are large enough to be
// worth the way. The kernels are written at the first product that uses them.
import { type Arithmetic, currentArithmetic } from '../../arithmetic.ts'
import type { DType, Values } from '../../dtype.ts'
import type { Factor, ProductSizes } from '../../multiply.ts'
import { heap } from '../../storage/index.ts'
import { f32x4, f64x2 } from '../expression.ts'
import { instantiate } from '../module.ts'
import { wasm } from '../runtime.ts'
import { BlockProduct, roomForProducts } from './blocks.ts'
import { productKernels } from './kernels.ts'
import { Matrix, type Steps } from './matrix.ts'

/** Below so many multiplications plain loops are as fast. */
const worthIt = 8 * 8 * 8

const products = new Map<string, BlockProduct>()
/** The address of the room that they work in, one after another. */
let room: number | undefined

/** The product for a kind of number, made when first asked for; nothing where there are no kernels or no room for them. */
function productOf(dtype: DType, arithmetic: Arithmetic): BlockProduct | undefined {
  const key = `${dtype} ${arithmetic}`
  const known = products.get(key)
  if (known || !wasm) return known
  room ??= heap.take(roomForProducts())?.address
  if (room === undefined) return undefined
  const numbers = dtype === 'float32' ? f32x4 : f64x2
  const kernels = instantiate(wasm, productKernels(numbers, arithmetic === 'fast'), heap.memory!)
  const product = new BlockProduct(numbers, kernels, room)
  products.set(key, product)
  return product
}

/**
 * The product [rows, inner] @ [inner, columns], each sum taken in the order of the inner axis and rounded as chosen in arithmetic.ts. Both
 * factors and the result are of one kind.
 * The first product may move the heap.
 *
 * @param out where it goes, row after row
 * @returns false if it is too small to be worth it, or cannot be done here; then nothing has happened
 */
export function fastProduct(a: Factor, b: Factor, sizes: ProductSizes, out: Values): boolean {
  const { rows, inner, columns } = sizes
  if (rows * inner * columns < worthIt) return false
  const left = new Matrix(a.values, stepsOf(a, rows, inner))
  const right = new Matrix(b.values, stepsOf(b, inner, columns))
  const result = new Matrix(out, { rowStep: columns, columnStep: 1 })
  const product = productOf(out instanceof Float32Array ? 'float32' : 'float64', currentArithmetic())
  if (!product) return false
  // A result of few columns wastes most of a tile; its transpose, which is Bᵀ Aᵀ, has few rows, and a tile has fewer of those.
  if (columns < rows && columns < 16) {
    product.multiply({ rows: columns, inner, columns: rows }, right.transposed, left.transposed, result.transposed)
  } else {
    product.multiply(sizes, left, right, result)
  }
  return true
}

const stepsOf = ({ transposed }: Factor, rows: number, columns: number): Steps =>
  transposed ? { rowStep: 1, columnStep: rows } : { rowStep: columns, columnStep: 1 }
