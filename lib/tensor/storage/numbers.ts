// How numbers of each kind lie in memory.
import type { DType, Values } from '../dtype.ts'

/** How many bytes a number takes. */
export const bytesPerNumber = (dtype: DType): number => (dtype === 'float32' ? 4 : 8)

/** The numbers that lie from an address on. */
export const viewOf = (buffer: ArrayBuffer, dtype: DType, address: number, length: number): Values =>
  dtype === 'float32' ? new Float32Array(buffer, address, length) : new Float64Array(buffer, address, length)
