// A WebAssembly module, written at run time: functions that work on one memory which the module is given.
// Source: WebAssembly Core Specification 2.0, section 5.5 "Modules".
import { list, name, unsigned } from './encoding.ts'
import type { FunctionBody } from './function.ts'
import type { WasmMemory, WasmRuntime } from './runtime.ts'

/** What a machine calls: a function of whole numbers, which are counts and places in the memory. */
export type Kernel = (...parameters: number[]) => void

const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content]

/** The module's bytes. */
export function assemble(functions: Readonly<Record<string, FunctionBody>>): Uint8Array<ArrayBuffer> {
  const bodies = Object.values(functions)
  const indices = bodies.map((_, index) => unsigned(index))
  const memory = [...name('env'), ...name('memory'), 2, 0, 0]
  const exported = Object.keys(functions).map((key, index) => [...name(key), 0, ...unsigned(index)])
  return Uint8Array.from([
    ...header,
    ...section(1, list(bodies.map(({ signature }) => signature))),
    ...section(2, list([memory])),
    ...section(3, list(indices)),
    ...section(7, list(exported)),
    ...section(10, list(bodies.map(({ bytes }) => bytes))),
  ])
}

/** The functions, ready to be called on a memory. */
export function instantiate<Name extends string>(
  runtime: WasmRuntime,
  functions: Readonly<Record<Name, FunctionBody>>,
  memory: WasmMemory,
): Record<Name, Kernel> {
  const module = new runtime.Module(assemble(functions))
  return new runtime.Instance(module, { env: { memory } }).exports as Record<Name, Kernel>
}
