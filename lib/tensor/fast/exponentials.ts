// What softmax and its relatives need of each row of a large matrix: its largest number, and the exponentials of the others' distances from
// it, one by one or added up. Rows are worked on so many at a time that they stay in the processor's cache between one pass and the next.
// It gives the bits of the same operations on whole tensors.
import type { DType, Values } from '../dtype.ts'
import { allocateDirty, current } from '../storage/index.ts'
import { type Tensor, valuesOf } from '../tensor.ts'
import type { Formula, Output, PassSpec } from '../wasm/formula/index.ts'
import { kernelsRun, Pass } from './pass.ts'

/** So many numbers stay in the cache. */
const atOnce = 32 * 1024

/** eˣ / Σ eˣ of each row. @returns nothing if there are no kernels for it */
export function fastShares(x: Tensor, rows: number): Values | undefined {
  if (!kernelsRun()) return undefined
  const [peaks, sums] = [allocateDirty(x.dtype, rows), allocateDirty(x.dtype, rows)]
  const out = allocateDirty(x.dtype, x.size)
  const read = valuesOf(x)
  const { powers, shares } = passesFor(x.dtype)
  const isDone = inBlocks(rows, x.size / rows, [out, read], [current(peaks), current(sums)], (size, columns, [to, from], [peak, sum]) =>
    takePeaks(x.dtype, size, columns, peak!, from!)
    && powers.run(size, columns, [to!, sum!, from!, peak!], [])
    && shares.run(size, columns, [to!, to!, sum!], []))
  return isDone ? out : undefined
}

/**
 * For each row the largest number, or 0 where it is infinite, and Σ eˣ with that taken out.
 *
 * @returns nothing if there are no kernels for it
 */
export function fastSums(x: Tensor, rows: number): { peaks: Values; sums: Values } | undefined {
  if (!kernelsRun()) return undefined
  const [peaks, sums] = [allocateDirty(x.dtype, rows), allocateDirty(x.dtype, rows)]
  const { powerSums } = passesFor(x.dtype)
  const isDone = inBlocks(rows, x.size / rows, [valuesOf(x)], [current(peaks), current(sums)], (size, columns, [from], [peak, sum]) =>
    takePeaks(x.dtype, size, columns, peak!, from!) && powerSums.run(size, columns, [sum!, from!, peak!], []))
  return isDone ? { peaks: current(peaks), sums: current(sums) } : undefined
}

/** Goes through matrices and columns beside them by blocks of rows. @returns false as soon as a block cannot be done */
function inBlocks(
  rows: number, columns: number, matrices: readonly Values[], besides: readonly Values[],
  work: (rows: number, columns: number, matrices: readonly Values[], besides: readonly Values[]) => boolean,
): boolean {
  const most = Math.max(1, Math.floor(atOnce / columns))
  for (let row = 0; row < rows; row += most) {
    const end = Math.min(row + most, rows)
    const parts = matrices.map((values) => values.subarray(row * columns, end * columns))
    if (!work(end - row, columns, parts, besides.map((values) => values.subarray(row, end)))) return false
  }
  return true
}

function takePeaks(type: DType, rows: number, columns: number, peaks: Values, from: Values): boolean {
  if (!passesFor(type).peaks.run(rows, columns, [peaks, from], [])) return false
  for (let i = 0; i < rows; i++) if (Math.abs(peaks[i]!) === Infinity) peaks[i] = 0
  return true
}

const input = (index: number): Formula => ({ op: 'input', index })
const power: Formula = { op: 'exp', of: [{ op: 'sub', of: [input(0), input(1)] }] }

const written: { [type in DType]?: Record<'peaks' | 'powers' | 'powerSums' | 'shares', Pass> } = {}

function passesFor(type: DType) {
  const pass = (inputs: PassSpec['inputs'], ...outputs: Output[]): Pass => new Pass({ type, inputs, parameters: 0, outputs })
  return (written[type] ??= {
    peaks: pass(['full'], { kind: 'rowMax', formula: input(0) }),
    powers: pass(['full', 'column'], { kind: 'store', formula: power }, { kind: 'rowSum', formula: power }),
    powerSums: pass(['full', 'column'], { kind: 'rowSum', formula: power }),
    shares: pass(['full', 'column'], { kind: 'store', formula: { op: 'div', of: [input(0), input(1)] } }),
  })
}
