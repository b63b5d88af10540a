// The two kinds of numbers a tensor holds. float64 is the default: with it a derivative can be checked to nine digits, which float32
// cannot.

/** The kind of numbers in a tensor. */
export type DType = 'float64' | 'float32'

/** The numbers of a tensor, row after row (the last axis varies fastest). */
export type Values = Float64Array | Float32Array

/** The kind that holds both: float32 only if both are. */
export const promote = (a: DType, b: DType): DType => (a === 'float32' && b === 'float32' ? 'float32' : 'float64')

// Room for numbers is made in `storage/`.
export { allocate, allocateDirty, current } from './storage/index.ts'
