// A WebAssembly module, written at run time: functions that work on one memory which the module is given, and may call those of Math that
// are named in expression.ts.
// Source: WebAssembly Core Specification 2.0, section 5.5 "Modules".
import { append, list, name, unsigned } from './encoding.ts'
import { imported } from './expression.ts'
import type { FunctionBody } from './function.ts'
import { isShared, type WasmMemory, type WasmRuntime } from './runtime.ts'

/** What a machine calls: a function of whole numbers, which are counts and places in the memory, and possibly of further numbers. */
export type Kernel = (...parameters: number[]) => void

const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/** The limits of a memory that a module takes, in pages: from 0 on; one that is shared must have an end. */
const anyMemory = [0x00, 0]
const sharedMemory = [0x03, 0, ...unsigned(65536)]

/** The kind of a function of so many numbers of 64 bits that gives one. */
const ofNumbers = (count: number): number[] => [0x60, ...list(new Array<number[]>(count).fill([0x7c])), ...list([[0x7c]])]

/** The module's bytes. @param forShared whether several threads see the memory that it will work on */
export function assemble(functions: Readonly<Record<string, FunctionBody>>, forShared = false): Uint8Array {
  const bodies = Object.values(functions)
  const called = imported.map(({ math, takes }, index) => ({ entry: [...name('math'), ...name(math), 0, ...unsigned(index)], takes }))
  const own = (index: number): number[] => unsigned(called.length + index)
  const memory = [...name('env'), ...name('memory'), 2, ...(forShared ? sharedMemory : anyMemory)]
  const constants: number[][] = []
  const codes = bodies.map((body) => {
    const code = body.bytes(constants.length)
    constants.push(...body.constants)
    return code
  })
  const bytes = [...header]
  const section = (id: number, content: readonly number[]): void => {
    append([id, ...unsigned(content.length)], bytes)
    append(content, bytes)
  }
  section(1, list([...called.map(({ takes }) => ofNumbers(takes)), ...bodies.map(({ signature }) => signature)]))
  section(2, list([...called.map(({ entry }) => entry), memory]))
  section(3, list(bodies.map((_, index) => own(index))))
  section(6, list(constants))
  section(7, list(Object.keys(functions).map((key, index) => [...name(key), 0, ...own(index)])))
  section(10, list(codes))
  return new Uint8Array(bytes)
}

/** The functions, to be made ready for such a memory, in any thread. */
export const compiled = (runtime: WasmRuntime, functions: Readonly<Record<string, FunctionBody>>, memory: WasmMemory): object =>
  new runtime.Module(assemble(functions, isShared(memory)))

/** The functions of a module, ready to be called on a memory. */
export const functionsOf = <Name extends string>(runtime: WasmRuntime, module: object, memory: WasmMemory): Record<Name, Kernel> =>
  new runtime.Instance(module, { env: { memory }, math: Math }).exports as Record<Name, Kernel>

/** The functions, ready to be called on a memory. */
export const instantiate = <Name extends string>(
  runtime: WasmRuntime,
  functions: Readonly<Record<Name, FunctionBody>>,
  memory: WasmMemory,
): Record<Name, Kernel> => functionsOf(runtime, compiled(runtime, functions, memory), memory)
