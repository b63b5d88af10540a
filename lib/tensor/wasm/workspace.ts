// The memory that kernels work on: numbers are copied in, worked on, and copied out. It grows to the largest work there was and is used
// again for the next.
import type { Values } from '../dtype.ts'
import type { WasmMemory, WasmRuntime } from './runtime.ts'

const pageBytes = 65536

export class Workspace {
  readonly memory: WasmMemory
  #end = 0

  constructor(runtime: WasmRuntime) {
    this.memory = new runtime.Memory({ initial: 1 })
  }

  /** Begins new work of so many bytes. @returns false if the runtime has no such memory left */
  begin(bytes: number): boolean {
    this.#end = 0
    const missing = bytes - this.memory.buffer.byteLength
    if (missing <= 0) return true
    try {
      this.memory.grow(Math.ceil(missing / pageBytes))
      return true
    } catch {
      return false
    }
  }

  /** Room for so many bytes, where a vector may begin. */
  reserve(bytes: number): number {
    const at = this.#end
    this.#end += Math.ceil(bytes / 16) * 16
    return at
  }

  /** Copies numbers in. */
  place(values: Values): number {
    const at = this.reserve(values.byteLength)
    this.view(values, at, values.length).set(values)
    return at
  }

  /** The numbers from a place on, of the same kind as `like`; good until work begins anew. */
  view(like: Values, at: number, length: number): Values {
    const Kind = like instanceof Float32Array ? Float32Array : Float64Array
    return new Kind(this.memory.buffer, at, length)
  }
}
