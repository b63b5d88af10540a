// What can be wrong with a control is told where it is made, with the numbers: a front end would draw something odd without a word.
import type { PlayOptions, SliderOptions } from './host.ts'

/** @throws RangeError if no slider can be made of this */
export function checkSlider({ label, min, max, step, value, log = false }: SliderOptions): void {
  const problem =
    ![min, max, step, value].every(Number.isFinite) ? `min ${min}, max ${max}, step ${step} and value ${value} must be finite numbers`
    : min >= max ? `min ${min} must be less than max ${max}`
    : step <= 0 ? `step ${step} must be positive`
    : log && min <= 0 ? `a logarithmic slider needs min above 0, it is ${min}`
    : value < min || value > max ? `value ${value} lies outside of ${min} to ${max}`
    : undefined
  if (problem) throw new RangeError(`slider “${label}”: ${problem}.`)
}

/** @throws RangeError if the value is none of the options */
export function checkDropdown<V>({ label, options, value }: { label: string; options: readonly V[]; value: V }): void {
  if (!options.includes(value)) throw new RangeError(`dropdown “${label}”: value ${String(value)} is none of the options ${options.join(', ')}.`)
}

/** @throws RangeError if there is nothing to run through */
export function checkPlay({ min, max, step, value, interval }: Required<PlayOptions>): void {
  const problem =
    ![min, max, step, value].every(Number.isInteger) ? `min ${min}, max ${max}, step ${step} and value ${value} must be whole numbers`
    : min >= max ? `min ${min} must be less than max ${max}`
    : step <= 0 ? `step ${step} must be positive`
    : value < min || value > max ? `value ${value} lies outside of ${min} to ${max}`
    : !(interval > 0) ? `interval ${interval} ms must be positive`
    : undefined
  if (problem) throw new RangeError(`play: ${problem}.`)
}
