// What softmax and its relatives need of each row of a large matrix: the exponentials of its numbers' distances from the largest, one by
// one or added up. Rows are worked on so many at a time that they stay in the processor's cache between one pass and the next. It gives the
// bits of the same operations on whole tensors.
import type { DType, Values } from '../dtype.ts'
import { addressOf, allocateDirty, current, heap } from '../storage/index.ts'
import { type Tensor, valuesOf } from '../tensor.ts'
import { type Formula, softmaxKernel, type SoftmaxKernel } from '../wasm/formula/index.ts'
import { wasm } from '../wasm/runtime.ts'
import { kernelsRun, type Pass, passBy } from './pass.ts'
import { copyIn, copyOut, slotAddress, slotBytes } from './staging.ts'

const kernels: { [type in DType]?: SoftmaxKernel } = {}

/** eˣ / Σ eˣ of each row. @returns nothing if there are no kernels for it */
export function fastShares(x: Tensor, rows: number): Values | undefined {
  if (!kernelsRun()) return undefined
  const out = allocateDirty(x.dtype, x.size)
  const read = valuesOf(x)
  const columns = x.size / rows
  const [to, from] = [addressOf(out), addressOf(read)]
  const kernel = (kernels[x.dtype] ??= softmaxKernel(x.dtype, wasm!, heap.memory!))
  if (to !== undefined && from !== undefined) {
    kernel(rows, columns, to, from, slotAddress(0))
    return out
  }
  // What lies in ordinary arrays goes through the staging area, so many rows at a time.
  const most = Math.floor(slotBytes / (columns * out.BYTES_PER_ELEMENT))
  if (most === 0) return undefined
  for (let row = 0; row < rows; row += most) {
    const end = Math.min(row + most, rows)
    copyIn(read.subarray(row * columns, end * columns), 1)
    kernel(end - row, columns, slotAddress(1), slotAddress(1), slotAddress(0))
    copyOut(1, out.subarray(row * columns, end * columns))
  }
  return out
}

/** So many numbers stay in the cache. */
const atOnce = 16 * 1024

/**
 * For each row the largest number, or 0 where it is infinite, and Σ eˣ with that taken out.
 *
 * @returns nothing if there are no kernels for it
 */
export function fastPowerSums(x: Tensor, rows: number): { peaks: Values; sums: Values } | undefined {
  if (!kernelsRun()) return undefined
  const made = [allocateDirty(x.dtype, rows), allocateDirty(x.dtype, rows)]
  const [peaks, sums] = made.map(current) as [Values, Values]
  const values = valuesOf(x)
  const columns = x.size / rows
  const most = Math.max(1, Math.floor(atOnce / columns))
  for (let row = 0; row < rows; row += most) {
    const end = Math.min(row + most, rows)
    const [part, peak, sum] = [values.subarray(row * columns, end * columns), peaks.subarray(row, end), sums.subarray(row, end)]
    if (!greatest(x.dtype).run(end - row, columns, [peak, part], [])) return undefined
    for (let i = 0; i < peak.length; i++) if (Math.abs(peak[i]!) === Infinity) peak[i] = 0
    if (!powerSums(x.dtype).run(end - row, columns, [sum, part, peak], [])) return undefined
  }
  return { peaks, sums }
}

/** x - a - b, with a number of a and one of b for each row. @returns nothing if there are no kernels for it */
export function fastDifference(x: Tensor, a: Tensor, b: Tensor, rows: number): Values | undefined {
  if (!kernelsRun()) return undefined
  const pass = differences(x.dtype)
  const out = allocateDirty(x.dtype, x.size)
  return pass.run(rows, x.size / rows, [out, valuesOf(x), valuesOf(a), valuesOf(b)], []) ? out : undefined
}

const input = (index: number): Formula => ({ op: 'input', index })
const power: Formula = { op: 'exp', of: [{ op: 'sub', of: [input(0), input(1)] }] }

const difference: Formula = { op: 'sub', of: [{ op: 'sub', of: [input(0), input(1)] }, input(2)] }

const differences = (type: DType): Pass => passBy(`difference ${type}`, () =>
  ({ type, inputs: ['full', 'column', 'column'], parameters: 0, outputs: [{ kind: 'store', formula: difference }] }))

const greatest = (type: DType): Pass =>
  passBy(`rowMax full ${type}`, () => ({ type, inputs: ['full'], parameters: 0, outputs: [{ kind: 'rowMax', formula: input(0) }] }))

const powerSums = (type: DType): Pass =>
  passBy(`powerSums ${type}`, () => ({ type, inputs: ['full', 'column'], parameters: 0, outputs: [{ kind: 'rowSum', formula: power }] }))
