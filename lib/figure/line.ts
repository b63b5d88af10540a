// A line through points, the plainest chart: how one thing changes with another.
import { Chart } from './chart.ts'
import type { ChartOptions } from './chart.ts'
import type { Numbers } from './numbers.ts'

/**
 * Draws one line, or several lines over the same x with their names.
 *
 * @param x where the points are; n numbers or a Tensor of shape [n]
 * @param y their values, n numbers; or `{ name: values, … }` for a line each
 * @throws FigureError if the two are not of one length, or not numbers
 * @example
 * ```ts
 * figure.line([0, 1, 2], { walking: [0, 1, 2], falling: [0, 5, 20] }, { axes: { x: 'time (s)', y: 'distance (m)' } }).caption
 * // → 'walking: 3 points, time (s) 0 to 2, distance (m) 0 to 2. falling: 3 points, time (s) 0 to 2, distance (m) 0 to 20.'
 * ```
 */
export function line(x: Numbers, y: Numbers | Readonly<Record<string, Numbers>>, options: ChartOptions): Chart {
  const chart = new Chart(options)
  if (isNumbers(y)) return chart.line(x, y)
  return Object.entries(y).reduce((drawn, [name, values]) => drawn.line(x, values, name), chart)
}

const isNumbers = (value: Numbers | Readonly<Record<string, Numbers>>): value is Numbers =>
  Array.isArray(value) || ('toArray' in value && typeof value.toArray === 'function')
