// The ground of a map: the loss as colours and contour lines, with the scale that says which colour is which loss.
import { formatNumber } from '../format.ts'
import type { Grid } from './grid.ts'
import { extent } from './numbers.ts'
import type { AxisNames, Layout, Trace } from './spec.ts'
import { terrain } from './theme.ts'

/** What the axes of a map are called: the names given, and symbols for those that are not. */
export const namesOf = (options: { axes?: Partial<AxisNames> }): AxisNames => ({ x: 'φ₀', y: 'φ₁', z: 'loss', ...options.axes })

/** The contour map of a loss. Five digits are enough to draw with, and keep notebooks small. */
export function ground(grid: Grid, names: AxisNames, scale: 'linear' | 'log' = 'linear'): Trace {
  const log = scale === 'log'
  const rounded = (value: number) => Number(value.toPrecision(5))
  return {
    type: 'contour',
    name: names.z,
    showlegend: false,
    x: grid.x.map(rounded),
    y: grid.y.map(rounded),
    z: grid.z.map((row) => row.map((value) => rounded(log ? Math.log10(value) : value))),
    text: grid.z.map((row) => row.map((value) => formatNumber(value))),
    hovertemplate: `(%{x:.3g}, %{y:.3g})<br>${names.z} %{text}<extra></extra>`,
    colorscale: terrain,
    ...(log ? levels(Math.log10(grid.lowest.z), Math.log10(grid.highest)) : { ncontours: 16 }),
    line: { color: 'rgba(90, 66, 45, 0.55)', width: 0.8 },
    colorbar: { title: { text: names.z, side: 'right' }, thickness: 14, outlinewidth: 0, ...(log ? powersOfTen(grid) : {}) },
  }
}

/** Plotly chooses round heights; of logarithms no level is round anyway, and it would draw too few on a shallow map. */
const levels = (low: number, high: number): Layout => ({ autocontour: false, contours: { start: low, end: high, size: (high - low) / 15 } })

/** Ticks of the colour bar on a log scale: 1, 2 and 5 times the powers of ten, or the powers alone over a long range. */
function powersOfTen(grid: Grid): Layout {
  const [low, high] = extent([grid.lowest.z, grid.highest]).map(Math.log10) as [number, number]
  const mantissas = high - low < 3 ? [1, 2, 5] : [1]
  const exponents = Array.from({ length: Math.ceil(high) - Math.floor(low) + 1 }, (_, index) => Math.floor(low) + index)
  const values = exponents.flatMap((exponent) => mantissas.map((mantissa) => mantissa * 10 ** exponent))
  return { tickvals: values.map(Math.log10), ticktext: values.map((value) => formatNumber(value)) }
}
