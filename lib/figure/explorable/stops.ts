// The values at which a control is drawn ahead of time. A slider may have hundreds of steps; a dozen, evenly spread, with both ends and the
// value that it starts from, show the same and keep the notebook small.
import type { Control, SliderControl } from './control.ts'

/** A dozen pictures let a slider run smoothly enough. */
const mostStops = 12

/** The values of a control to draw ahead of time, in order; the one it is set to at first is among them. */
export function stopsOf(control: Control): readonly (string | number | boolean)[] {
  if (control.kind === 'toggle') return [false, true]
  if (control.kind === 'choice') return control.options
  const values = stepsOf(control)
  const start = nearest(values, control.value)
  // The value that was asked for, even where the steps pass it by.
  values[start] = control.value
  return thinned(values, start)
}

/** Every value that the slider can be dragged to. */
function stepsOf({ min, max, step, scale }: SliderControl): number[] {
  const [of, back] = scale === 'log' ? [Math.log10, (exponent: number) => 10 ** exponent] : [Number, Number]
  const steps = Math.floor((of(max) - of(min)) / step + 1e-9)
  // Sums such as 0.1 + 0.2 are told as what is meant by them.
  return Array.from({ length: steps + 1 }, (_, index) => Number(back(of(min) + index * step).toPrecision(12)))
}

/** At most a dozen of the values, evenly spread; the one at `start` takes the place of its nearest neighbour. */
function thinned(values: readonly number[], start: number): number[] {
  if (values.length <= mostStops) return [...values]
  const indices = Array.from({ length: mostStops }, (_, index) => Math.round((index * (values.length - 1)) / (mostStops - 1)))
  // The ends stay, unless the start is one of them.
  const inner = start === 0 || start === values.length - 1 ? indices : indices.slice(1, -1)
  indices[indices.indexOf(inner[nearest(inner, start)]!)] = start
  return indices.map((index) => values[index]!)
}

/** The index of the number that is nearest to a given one. */
const nearest = (numbers: readonly number[], to: number): number =>
  numbers.reduce((best, number, index) => (Math.abs(number - to) < Math.abs(numbers[best]! - to) ? index : best), 0)
