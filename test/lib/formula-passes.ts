// Passes in a memory of their own, for tests: arrays go in, arrays come out, and what lies beside them must be left alone.
import assert from 'node:assert/strict'
import { passFunction, type Formula, type PassSpec } from '../../lib/tensor/wasm/formula/index.ts'
import { instantiate, type Kernel } from '../../lib/tensor/wasm/module.ts'
import { wasm, type WasmMemory } from '../../lib/tensor/wasm/runtime.ts'
import type { Values } from '../../lib/tensor/dtype.ts'

export type Kind = 'float32' | 'float64'

export const arrayOf = (kind: Kind, size: number): Values => (kind === 'float32' ? new Float32Array(size) : new Float64Array(size))

/** The numbers that lie at a byte address. */
export const viewOf = (kind: Kind, { buffer }: WasmMemory, address: number, size: number): Values =>
  kind === 'float32' ? new Float32Array(buffer, address, size) : new Float64Array(buffer, address, size)

export function arrayFrom(kind: Kind, numbers: readonly number[]): Values {
  const array = arrayOf(kind, numbers.length)
  array.set(numbers)
  return array
}

export const input = (index: number): Formula => ({ op: 'input', index })

/** A function of one number, as a flat pass. */
export const passOf = (type: Kind, op: string): PassSpec => ({
  type, inputs: ['full'], parameters: 0, outputs: [{ kind: 'store', formula: { op, of: [input(0)] } as Formula }],
})

const guard = 0x5a

/** Runs a kernel on arrays, which lie in the memory at odd distances with bytes between them that must stay as they are. */
export function run(
  kernel: Kernel,
  memory: WasmMemory,
  rows: number,
  columns: number,
  out: readonly Values[],
  from: readonly Values[],
  parameters: readonly number[] = [],
): void {
  let end = 1032
  const places = [...out, ...from].map((values) => {
    const start = end
    end += values.byteLength + 24
    end += (8 - (end % 8)) % 8
    return start
  })
  if (memory.buffer.byteLength < end) memory.grow(Math.ceil((end - memory.buffer.byteLength) / 65536))
  const bytes = new Uint8Array(memory.buffer)
  bytes.fill(guard, 1000, end)
  const view = (values: Values, index: number): Values =>
    viewOf(values instanceof Float32Array ? 'float32' : 'float64', memory, places[index]!, values.length)
  from.forEach((values, index) => view(values, out.length + index).set(values))
  kernel(rows, columns, ...places, ...parameters)
  out.forEach((values, index) => values.set(view(values, index)))
  let free = 1000
  ;[...out, ...from].forEach((values, index) => {
    for (; free < places[index]!; free++) assert.equal(bytes[free], guard, `byte ${free - places[index]!} before array ${index}`)
    free += values.byteLength
  })
  for (; free < end; free++) assert.equal(bytes[free], guard, `byte ${free - end} from the end`)
}

/** Passes as functions of one array. */
export function onMemory(specs: Readonly<Record<string, PassSpec>>, kind: Kind) {
  const memory = new wasm!.Memory({ initial: 16 })
  const kernels = instantiate(wasm!, Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, passFunction(spec)])), memory)
  return {
    pass(name: string, x: Values): Values {
      const y = arrayOf(kind, x.length)
      run(kernels[name]!, memory, 1, x.length, [y], [x])
      return y
    },
  }
}
