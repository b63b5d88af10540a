// In which order a sum is taken. Adding rounds, so that the order shows in the last digits; it is laid down here, and every way of
// computing a sum, by vector instructions or in code that was compiled, keeps to it.
//
// Axes that are added up and lie side by side count as one, and the last of those goes first. Numbers that follow one another in memory are
// a run: up to 31 are added in order; of longer runs eight sums are taken side by side, number i going to sum i mod 8, which is how vector
// instructions add, and loses fewer digits besides. Across rows each column is added in order. All sums are taken in double precision.
import type { Values } from './dtype.ts'
import type { Shape } from './types/index.ts'

/** From so many numbers on, a run is added up in eight sums. */
export const longRun = 32

/** One step of a sum over several axes: [outer, length, inner] becomes [outer, inner]. */
export interface Addition {
  readonly outer: number
  readonly length: number
  readonly inner: number
}

/** The additions that lead from one shape to another, which has fewer axes or 1 where the first has more. */
export function additions(from: Shape, to: Shape): Addition[] {
  const missing = from.length - to.length
  const blocks: { length: number; isSummed: boolean }[] = []
  from.forEach((length, axis) => {
    if (length === 1) return
    const isSummed = axis < missing || to[axis - missing] === 1
    const last = blocks.at(-1)
    if (last?.isSummed === isSummed) last.length *= length
    else blocks.push({ length, isSummed })
  })
  const steps: Addition[] = []
  for (let i = blocks.length - 1, inner = 1; i >= 0; i--) {
    const { length, isSummed } = blocks[i]!
    const outer = blocks.slice(0, i).reduce((size, block) => size * block.length, 1)
    if (isSummed) steps.push({ outer, length, inner })
    else inner *= length
  }
  return steps
}

/** Adds up numbers step by step. */
export function addUp(values: Values, steps: readonly Addition[], out: Values): void {
  if (steps.length === 0) {
    out.set(values)
    return
  }
  let numbers = values
  steps.forEach((step, i) => {
    const sums = i === steps.length - 1 ? out : new Float64Array(step.outer * step.inner)
    addOnce(numbers, step, sums)
    numbers = sums
  })
}

function addOnce(values: Values, { outer, length, inner }: Addition, out: Values): void {
  if (inner === 1) {
    for (let i = 0; i < outer; i++) out[i] = sumOfRun(values, i * length, length)
    return
  }
  const sums = out instanceof Float64Array ? out.fill(0) : new Float64Array(out.length)
  for (let i = 0; i < outer; i++) {
    for (let k = 0; k < length; k++) {
      const row = (i * length + k) * inner
      for (let j = 0; j < inner; j++) sums[i * inner + j]! += values[row + j]!
    }
  }
  if (sums !== out) out.set(sums)
}

/** The sum of a run of numbers. */
export function sumOfRun(values: Values, start: number, length: number): number {
  if (length < longRun) {
    let sum = 0
    for (let i = start; i < start + length; i++) sum += values[i]!
    return sum
  }
  const sums = new Float64Array(8)
  for (let i = 0; i < length; i++) sums[i & 7]! += values[start + i]!
  return ofEight(sums)
}

/** Eight sums as one. */
export const ofEight = (s: ArrayLike<number>): number => ((s[0]! + s[2]!) + (s[4]! + s[6]!)) + ((s[1]! + s[3]!) + (s[5]! + s[7]!))
