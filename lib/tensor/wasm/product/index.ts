// Matrix products at the speed of the machine's vector instructions, where WebAssembly is there and the matrices are large enough to be
// worth the way. The kernels are written at the first product that uses them.
import type { Values } from '../../dtype.ts'
import type { Factor, ProductSizes } from '../../multiply.ts'
import { heap } from '../../storage/index.ts'
import { wasm } from '../runtime.ts'
import { ProductKernels } from './blocks.ts'
import { Matrix, type Steps } from './matrix.ts'

/** Below so many multiplications plain loops are as fast. */
const worthIt = 8 * 8 * 8

type Machine = Record<'float32' | 'float64', ProductKernels>
let machine: Machine | undefined

/** The kernels, with room to work that they keep. */
function started(): Machine | undefined {
  if (machine || !wasm) return machine
  const room = heap.take(ProductKernels.bytesNeeded)
  if (!room) return undefined
  const kernels = (dtype: 'float32' | 'float64') => new ProductKernels(dtype, wasm!, heap.memory!, room.address)
  return (machine = { float32: kernels('float32'), float64: kernels('float64') })
}

/**
 * The product [rows, inner] @ [inner, columns], each sum taken in the order of the inner axis; both factors and the result are of one kind.
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
  const kernels = started()?.[out instanceof Float32Array ? 'float32' : 'float64']
  if (!kernels) return false
  // A result of few columns wastes most of a tile; its transpose, which is Bᵀ Aᵀ, has few rows, and a tile has fewer of those.
  if (columns < rows && columns < 16) {
    kernels.multiply({ rows: columns, inner, columns: rows }, right.transposed, left.transposed, result.transposed)
  } else {
    kernels.multiply(sizes, left, right, result)
  }
  return true
}

const stepsOf = ({ transposed }: Factor, rows: number, columns: number): Steps =>
  transposed ? { rowStep: 1, columnStep: rows } : { rowStep: columns, columnStep: 1 }
