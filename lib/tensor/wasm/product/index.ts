// Matrix products at the speed of the machine's vector instructions, where WebAssembly is there and the matrices are large enough to be
// worth the way. The kernels are written at the first product that uses them.
import { currentArithmetic } from '../../arithmetic.ts'
import type { Values } from '../../dtype.ts'
import type { Factor, ProductSizes } from '../../multiply.ts'
import { heap } from '../../storage/index.ts'
import { functionsOf } from '../module.ts'
import { wasm } from '../runtime.ts'
import { multiplyByTwo } from '../threads/index.ts'
import { BlockProduct, roomForProducts } from './blocks.ts'
import type { ProductKernelName } from './kernels.ts'
import { type ProductKind, productKind, productModule } from './kinds.ts'
import { Matrix, type Steps } from './matrix.ts'

/** Below so many multiplications plain loops are as fast. */
const worthIt = 8 * 8 * 8

const products = new Map<ProductKind, BlockProduct>()
/** The address of the room that they work in, one after another. */
let room: number | undefined

/** The product of a kind, made when first asked for; nothing where there are no kernels or no room for them. */
function productOf(kind: ProductKind): BlockProduct | undefined {
  const known = products.get(kind)
  if (known || !wasm) return known
  room ??= heap.take(roomForProducts(), true)?.address
  if (room === undefined) return undefined
  const kernels = functionsOf<ProductKernelName>(wasm, productModule(kind, wasm, heap.memory!), heap.memory!)
  const product = new BlockProduct(kind.numbers, kernels, room)
  products.set(kind, product)
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
  const kind = productKind(out instanceof Float32Array ? 'float32' : 'float64', currentArithmetic())
  const product = productOf(kind)
  if (!product) return false
  const multiply = (...all: Parameters<BlockProduct['multiply']>): void => {
    if (!multiplyByTwo(kind, product, ...all)) product.multiply(...all)
  }
  // A result of few columns wastes most of a tile; its transpose, which is Bᵀ Aᵀ, has few rows, and a tile has fewer of those.
  if (columns < rows && columns < 16) {
    multiply({ rows: columns, inner, columns: rows }, right.transposed, left.transposed, result.transposed)
  } else {
    multiply(sizes, left, right, result)
  }
  return true
}

const stepsOf = ({ transposed }: Factor, rows: number, columns: number): Steps =>
  transposed ? { rowStep: 1, columnStep: rows } : { rowStep: columns, columnStep: 1 }
