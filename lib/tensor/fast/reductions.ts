// Sums and extremes of large tensors as passes: over everything, over each row of a matrix or over each of its columns. Sums keep to the
// order that is laid down in total.ts; what they give is added up further, if it must be, by plain loops.
import type { Values } from '../dtype.ts'
import { allocateDirty } from '../storage/index.ts'
import { type Tensor, valuesOf } from '../tensor.ts'
import { type Addition, addUp, longRun } from '../total.ts'
import type { Formula, OutputKind } from '../wasm/formula/index.ts'
import { kernelsRun, type Pass, passBy } from './pass.ts'
import { asItLies, type Reading, readingOf } from './reading.ts'

/** The sums that some steps lead to. @returns nothing if there are no kernels for them */
export function fastSums(x: Tensor, [first, ...others]: readonly Addition[]): Values | undefined {
  // On the way sums are held in double precision, whatever the numbers are.
  if (!first || (others.length > 0 && x.dtype === 'float32') || !kernelsRun()) return undefined
  const { outer, inner } = others.at(-1) ?? first
  const out = allocateDirty(x.dtype, outer * inner)
  const sums = others.length === 0 ? out : new Float64Array(first.outer * first.inner)
  if (!addOnce(x, first, sums)) addUp(valuesOf(x), [first], sums)
  if (others.length > 0) addUp(sums, others, out)
  return out
}

function addOnce(x: Tensor, { outer, length, inner }: Addition, out: Values): boolean {
  // Short runs are added number by number, which plain loops do as well.
  if (inner === 1 && outer > 1 && length < longRun) return false
  if (inner === 1) return gather(outer === 1 ? 'sum' : 'rowSum', x, outer, length, out)
  if (outer === 1) return gather('columnSum', x, length, inner, out)
  const [values, size] = [valuesOf(x), length * inner]
  const pass = gathering('columnSum', asItLies(x))
  for (let i = 0; i < outer; i++) {
    const [part, sums] = [values.subarray(i * size, (i + 1) * size), out.subarray(i * inner, (i + 1) * inner)]
    if (!pass.run(length, inner, [sums, part], [])) return false
  }
  return true
}

/** The greatest or least numbers along the last axis of [outer, length, 1]. @returns nothing if there are no kernels for them */
export function fastExtremes(kind: 'max' | 'min', x: Tensor, { outer, length, inner }: Addition): Values | undefined {
  if (inner > 1 || !kernelsRun()) return undefined
  const out = allocateDirty(x.dtype, outer)
  const rowKind = kind === 'max' ? 'rowMax' : 'rowMin'
  if (gather(outer === 1 ? kind : rowKind, x, outer, length, out)) return out
  return outer === 1 && inRows(kind, rowKind, x, out) ? out : undefined
}

/** So many numbers of an ordinary array reach a kernel at once. */
const rowLength = 1024

/** The greatest or least of everything as that of its rows: in which order numbers are compared makes no difference. */
function inRows(kind: 'max' | 'min', rowKind: OutputKind, x: Tensor, out: Values): boolean {
  const values = valuesOf(x)
  const rows = Math.floor(values.length / rowLength)
  const bests = values.slice(0, rows)
  if (!gathering(rowKind, asItLies(x)).run(rows, rowLength, [bests, values.subarray(0, rows * rowLength)], [])) return false
  const better = Math[kind]
  let best = values[rows * rowLength] ?? bests[0]!
  for (let i = 0; i < bests.length; i++) best = better(best, bests[i]!)
  for (let i = rows * rowLength; i < values.length; i++) best = better(best, values[i]!)
  out[0] = best
  return true
}

/** @returns false if the numbers lie where the pass cannot gather them */
function gather(kind: OutputKind, x: Tensor, rows: number, columns: number, out: Values): boolean {
  const reading = readingOf(x)
  if (reading.columns !== undefined && reading.columns !== columns) {
    // Everything in one row is as well several rows one after another.
    return rows === 1 ? gather(kind, x, columns / reading.columns, reading.columns, out) : run(kind, asItLies(x), rows, columns, out)
  }
  return run(kind, reading, rows, columns, out)
}

const run = (kind: OutputKind, reading: Reading, rows: number, columns: number, out: Values): boolean =>
  gathering(kind, reading).run(rows, columns, [out, valuesOf(reading.tensor)], [])

/** The pass that gathers numbers as they are. */
const gathering = (kind: OutputKind, { tensor: { dtype: type }, access }: Reading): Pass =>
  passBy(`${kind} ${access} ${type}`, () => ({ type, inputs: [access], parameters: 0, outputs: [{ kind, formula: firstInput }] }))

const firstInput: Formula = { op: 'input', index: 0 }
