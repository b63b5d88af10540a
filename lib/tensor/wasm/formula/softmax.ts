// Softmax of the rows of a matrix: for each row the greatest number, then the exponentials of what is below it and their sum, then the
// quotients. That is three passes, and they are taken over few rows at a time, so that the second and the third find in the cache what the
// one before has read or written. The bits are those of the operations one by one, as lib/tensor/softmax.ts has them.
import { f32x4, f64x2 } from '../expression.ts'
import { instantiate } from '../module.ts'
import type { WasmMemory, WasmRuntime } from '../runtime.ts'
import type { ElementOp, Formula, PassSpec } from './formula.ts'
import { passFunction } from './pass.ts'

const of = (op: ElementOp, ...operands: Formula[]): Formula => ({ op, of: operands })
const input = (index: number): Formula => ({ op: 'input', index })
const constant = (value: number): Formula => ({ op: 'constant', value })

/** The greatest number of a row. */
const greatest = (type: PassSpec['type']): PassSpec => ({
  type, inputs: ['full'], parameters: 0, outputs: [{ kind: 'rowMax', formula: input(0) }],
})

/** The exponentials of a row, given its greatest number, and their sum. An infinite one is not taken out: ∞ - ∞ is not a number. */
function powers(type: PassSpec['type']): PassSpec {
  const top = input(1)
  const peak = of('where', of('equal', of('abs', top), constant(Infinity)), constant(0), top)
  const power = of('exp', of('sub', input(0), peak))
  const outputs = [{ kind: 'store', formula: power }, { kind: 'rowSum', formula: power }] as const
  return { type, inputs: ['full', 'column'], parameters: 0, outputs }
}

const shares = (type: PassSpec['type']): PassSpec => ({
  type, inputs: ['full', 'column'], parameters: 0, outputs: [{ kind: 'store', formula: of('div', input(0), input(1)) }],
})

/** What stays in the first cache together with what is made of it. */
const bytesPerBlock = 16384
const mostRows = 512

/** The bytes that the kernel needs for itself. */
export const softmaxWorkspace = 2 * 8 * mostRows

/** Softmax of each of some rows: from x to y, which may be the same place. All places are byte addresses. */
export type SoftmaxKernel = (rows: number, columns: number, y: number, x: number, workspace: number) => void

export function softmaxKernel(type: PassSpec['type'], runtime: WasmRuntime, memory: WasmMemory): SoftmaxKernel {
  const kernels = instantiate(runtime, {
    greatest: passFunction(greatest(type)), powers: passFunction(powers(type)), shares: passFunction(shares(type)),
  }, memory)
  const { bytes } = type === 'float32' ? f32x4 : f64x2
  return (rows, columns, y, x, workspace) => {
    const rowBytes = columns * bytes
    const block = Math.min(Math.max(Math.floor(bytesPerBlock / rowBytes), 1), mostRows)
    const sums = workspace + bytes * mostRows
    for (let row = 0; row < rows; row += block) {
      const count = Math.min(block, rows - row)
      const [from, to] = [x + row * rowBytes, y + row * rowBytes]
      kernels.greatest(count, columns, workspace, from)
      kernels.powers(count, columns, to, sums, from, workspace)
      kernels.shares(count, columns, to, to, sums)
    }
  }
}
