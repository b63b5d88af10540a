// Matrix products at the speed of the machine's vector instructions, where WebAssembly is there and the matrices are large enough to be
// worth the way. The kernels are written at the first product that uses them.
import { allocate, type Values } from '../../dtype.ts'
import type { Factor, ProductSizes } from '../../multiply.ts'
import { wasm } from '../runtime.ts'
import { Workspace } from '../workspace.ts'
import { ProductKernels, type Placed } from './blocks.ts'

/** Below so many multiplications plain loops are as fast. */
const worthIt = 8 * 8 * 8

interface Machine {
  workspace: Workspace
  float32: ProductKernels
  float64: ProductKernels
}
let machine: Machine | undefined

function started(): Machine | undefined {
  if (machine || !wasm) return machine
  const workspace = new Workspace(wasm)
  const kernels = (dtype: 'float32' | 'float64') => new ProductKernels(dtype, wasm!, workspace.memory)
  return (machine = { workspace, float32: kernels('float32'), float64: kernels('float64') })
}

/**
 * The product [rows, inner] @ [inner, columns], each sum taken in the order of the inner axis; both factors and the result are of one kind.
 *
 * @returns nothing if it is too small to be worth it, or cannot be done here
 */
export function fastProduct(a: Factor, b: Factor, sizes: ProductSizes): Values | undefined {
  const { rows, inner, columns } = sizes
  if (rows * inner * columns < worthIt) return undefined
  const running = started()
  if (!running) return undefined
  const kernels = running[a.values instanceof Float32Array ? 'float32' : 'float64']
  // A result of few columns wastes most of a tile; its transpose, which is Bᵀ Aᵀ, has few rows, and a tile has fewer of those.
  const turned = columns < rows && columns < 16
  const result = turned
    ? multiplied(running.workspace, kernels, flipped(b), flipped(a), { rows: columns, inner, columns: rows })
    : multiplied(running.workspace, kernels, a, b, sizes)
  return result && copied(result, rows, columns, turned)
}

const flipped = ({ values, transposed }: Factor): Factor => ({ values, transposed: !transposed })

interface TiledResult {
  values: Values
  rowLength: number
}

function multiplied(workspace: Workspace, kernels: ProductKernels, a: Factor, b: Factor, sizes: ProductSizes): TiledResult | undefined {
  const tiled = kernels.tiled(sizes)
  const resultBytes = tiled.rows * tiled.columns * a.values.BYTES_PER_ELEMENT
  if (!workspace.begin(a.values.byteLength + b.values.byteLength + resultBytes + kernels.packedBytes + 64)) return undefined
  const [placedA, placedB] = [placed(workspace, a, sizes.rows, sizes.inner), placed(workspace, b, sizes.inner, sizes.columns)]
  const result = workspace.reserve(resultBytes)
  kernels.multiply(sizes, placedA, placedB, result, workspace.reserve(kernels.packedBytes))
  return { values: workspace.view(a.values, result, tiled.rows * tiled.columns), rowLength: tiled.columns }
}

const placed = (workspace: Workspace, { values, transposed }: Factor, rows: number, columns: number): Placed => ({
  at: workspace.place(values),
  rowStep: transposed ? 1 : columns,
  columnStep: transposed ? rows : 1,
})

/** The part of whole tiles that is the result; turned, its rows are the result's columns. */
function copied({ values, rowLength }: TiledResult, rows: number, columns: number, turned: boolean): Values {
  const out = allocate(values instanceof Float32Array ? 'float32' : 'float64', rows * columns)
  if (turned) {
    for (let column = 0; column < columns; column++) {
      const from = column * rowLength
      for (let row = 0; row < rows; row++) out[row * columns + column] = values[from + row]!
    }
  } else {
    for (let row = 0; row < rows; row++) out.set(values.subarray(row * rowLength, row * rowLength + columns), row * columns)
  }
  return out
}
