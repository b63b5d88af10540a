// Whether two programs computed the same: some numbers of each result, compared by the length of their difference. What was started from is
// taken off first, so that a descent is judged by the way it went and not by where it began.
import type { DType } from './work.ts'

/** As many numbers of an array are looked at: evenly spread, and the last. */
const LOOKED_AT = 97

/** Largest relative error that rounding explains: a descent adds up the errors of all its steps. */
const TOLERANCE: Record<DType, number> = { float32: 1e-3, float64: 1e-9 }

/** Some numbers of each array, in their order. */
export function sampleOf(arrays: readonly ArrayLike<number>[]): number[][] {
  return arrays.map((array) => {
    const stride = Math.ceil(array.length / LOOKED_AT)
    const picked = Array.from({ length: Math.ceil(array.length / stride) }, (_, i) => array[i * stride]!)
    return [...picked, array[array.length - 1]!]
  })
}

/**
 * ‖found - expected‖ / ‖expected - start‖, the largest of all arrays; what is no number (null in JSON) and what has another length is
 * infinitely wrong.
 */
export function errorOf(found: readonly number[][], expected: readonly number[][], start?: readonly number[][]): number {
  if (found.length !== expected.length) return Infinity
  const errors = expected.map((right, i) => {
    const given = found[i]!
    if (given.length !== right.length) return Infinity
    const way = right.map((x, j) => x - (start?.[i]?.[j] ?? 0))
    const error = Math.hypot(...right.map((x, j) => (given[j] ?? NaN) - x)) / (Math.hypot(...way) || 1)
    return Number.isNaN(error) ? Infinity : error
  })
  return Math.max(...errors)
}

/** What is to be said of a result, if anything: that it is wrong, and not to be timed; or that double precision has too few digits. */
export function verdictOn(error: number, dtype: DType): { wrong?: string; imprecise?: string } {
  if (error <= TOLERANCE[dtype]) return {}
  if (error === Infinity) return { wrong: 'wrong: not numbers, or not as many' }
  const size = error.toExponential(0)
  return error > TOLERANCE.float32 ? { wrong: `wrong by ${size}` } : { imprecise: `off by ${size}` }
}
