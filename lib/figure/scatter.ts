// Points that no line joins: data as they were measured.
import { Chart } from './chart.ts'
import type { ChartOptions } from './chart.ts'
import type { Numbers } from './numbers.ts'

/**
 * Draws points. `.line(x, y, name)` adds a line to them.
 *
 * @param x n numbers or a Tensor of shape [n]
 * @param y as many
 * @throws FigureError if the two are not of one length, or not numbers
 * @example
 * ```ts
 * figure.scatter([1, 2, 3], [2.1, 3.9, 6.2], { axes: { x: 'load (kg)', y: 'length (m)' } }).line([0, 4], [0, 8], 'y = 2x').caption
 * // → '3 points, load (kg) 1 to 3, length (m) 2.1 to 6.2. y = 2x: 2 points, load (kg) 0 to 4, length (m) 0 to 8.'
 * ```
 */
export const scatter = (x: Numbers, y: Numbers, options: ChartOptions & { name?: string }): Chart =>
  new Chart(options).points(x, y, options.name)
