// Compares a prediction with a measurement, and prints both. Every comparison can fail: a number needs a tolerance, words need a verdict.
import { formatNumber } from '../format.ts'

/** One comparison: with a number and its tolerance in the same unit, with a bound, or in words that hold or do not. */
export type Comparison = WithNumber | WithBound | InWords

interface WithNumber extends WithUnit {
  readonly predicted: number
  readonly measured: number
  readonly tolerance: number
}

interface WithBound extends WithUnit {
  readonly predicted: Bound
  readonly measured: number
}

interface InWords extends WithUnit {
  readonly predicted: string
  readonly measured: string | number
  readonly holds: boolean
}

interface WithUnit {
  /** of all numbers of the comparison */
  readonly unit?: string
}

/** A prediction that is a limit and not a number. */
export type Bound = { readonly atMost: number } | { readonly atLeast: number } | { readonly between: readonly [number, number] }

/** One comparison as it is printed, and whether it bears the claim out. */
export interface Row {
  /** what is compared; empty where there is nothing else */
  readonly what: string
  readonly predicted: string
  readonly measured: string
  readonly holds: boolean
}

/** @throws RangeError if a number has no tolerance: such a comparison is no test */
export function compare(what: string, comparison: Comparison): Row {
  const { measured, unit = '' } = comparison
  const print = (value: number) => formatNumber(value, 4) + (unit === '' || unit === '°' ? unit : ` ${unit}`)
  const row = (predicted: string, holds: boolean): Row => ({
    what,
    predicted,
    measured: typeof measured === 'number' ? print(measured) : measured,
    holds,
  })
  if (isInWords(comparison)) return row(comparison.predicted, comparison.holds === true)
  if (!isWithNumber(comparison)) return row(printBound(comparison.predicted, print), isWithin(comparison.predicted, comparison.measured))

  const { predicted, tolerance } = comparison
  checkTolerance(tolerance, predicted)
  const range = tolerance === 0 ? '' : ` ± ${print(tolerance)}`
  return row(print(predicted) + range, Math.abs(comparison.measured - predicted) <= tolerance)
}

const isInWords = (comparison: Comparison): comparison is InWords => typeof comparison.predicted === 'string'
const isWithNumber = (comparison: Comparison): comparison is WithNumber => typeof comparison.predicted === 'number'

/** A cell that runs in spite of its type errors may have left the tolerance out. */
function checkTolerance(tolerance: number | undefined, predicted: number): void {
  if (tolerance !== undefined && tolerance >= 0 && tolerance < Infinity) return
  throw new RangeError(`tolerance: ${tolerance}. Say how far the measured value may be from ${predicted} before the claim fails.`)
}

function printBound(bound: Bound, print: (value: number) => string): string {
  if ('atMost' in bound) return `at most ${print(bound.atMost)}`
  if ('atLeast' in bound) return `at least ${print(bound.atLeast)}`
  return `${print(bound.between[0])} to ${print(bound.between[1])}`
}

/** A measurement that is not a number is within no bound. */
function isWithin(bound: Bound, measured: number): boolean {
  if ('atMost' in bound) return measured <= bound.atMost
  if ('atLeast' in bound) return measured >= bound.atLeast
  return bound.between[0] <= measured && measured <= bound.between[1]
}
