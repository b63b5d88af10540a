// The ground of a map: the loss as colours and contour lines, with the scale that says which colour is which loss.
import { formatNumber } from '../format.ts'
import type { Grid } from './grid.ts'
import { extent } from './numbers.ts'
import type { AxisNames, Layout, Trace } from './spec.ts'
import { terrain } from './theme.ts'

/** What the axes of a map are called: the names given, and symbols for those that are not. */
export const namesOf = (options: { axes?: Partial<AxisNames> }): AxisNames => ({ x: 'φ₀', y: 'φ₁', z: 'loss', ...options.axes })

/** Of heights, or of their logarithms. */
export type Scale = 'linear' | 'log'

/** How the ground of a map is drawn. */
export type GroundKind = 'contours' | 'heatmap'

/** Five digits are enough to draw with, and keep notebooks small. */
export const rounded = (value: number): number => Number(value.toPrecision(5))

/** The lines between two heights. */
export const contourLine = { color: 'rgba(90, 66, 45, 0.55)', width: 0.8 }

/** What is drawn for a loss, and for the lowest and the highest of a grid. */
export function drawnHeights(grid: Grid, scale: Scale): { of: (loss: number) => number; low: number; high: number } {
  const of = scale === 'log' ? Math.log10 : (loss: number) => loss
  return { of, low: of(grid.lowest.z), high: of(grid.highest) }
}

/** The colours of a loss, with contour lines or without. */
export function ground(grid: Grid, names: AxisNames, scale: Scale, kind: GroundKind = 'contours'): Trace {
  const { of, low, high } = drawnHeights(grid, scale)
  const lines = { ...(scale === 'log' ? levels(low, high) : { ncontours: 16 }), line: contourLine }
  return {
    ...(kind === 'heatmap' ? { type: 'heatmap', zsmooth: 'best' } : { type: 'contour', ...lines }),
    name: names.z,
    showlegend: false,
    x: grid.x.map(rounded),
    y: grid.y.map(rounded),
    z: grid.z.map((row) => row.map((value) => rounded(of(value)))),
    text: grid.z.map((row) => row.map((value) => formatNumber(value))),
    hovertemplate: `(%{x:.3g}, %{y:.3g})<br>${names.z} %{text}<extra></extra>`,
    colorscale: terrain,
    colorbar: colourBar(grid, names, scale),
  }
}

/** The scale beside the map. */
export const colourBar = (grid: Grid, names: AxisNames, scale: Scale): Layout => ({
  title: { text: names.z, side: 'right' },
  thickness: 14,
  outlinewidth: 0,
  ...(scale === 'log' ? powersOfTen(grid) : {}),
})

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
