// A memory that several threads see. It cannot move, for nobody could tell all who look at it; so room for all that it may ever hold is
// reserved, of which the machine gives away what is used.
import { isShared, wasm, type WasmMemory } from '../wasm/runtime.ts'

/** @param pages how many of 64 KB it may have in the end. @returns nothing where memory cannot be shared, or so much not be reserved */
export function sharedMemory(pages: number): WasmMemory | undefined {
  if (!wasm || typeof SharedArrayBuffer === 'undefined' || pages < 1) return undefined
  try {
    const memory = new wasm.Memory({ initial: 1, maximum: pages, shared: true })
    return isShared(memory) ? memory : undefined
  } catch {
    return undefined
  }
}
