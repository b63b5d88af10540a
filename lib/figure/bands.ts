// The ground of a map in bands of colour, one upon the other, each a filled line of its own. It looks like the contour map that Plotly
// draws, and unlike that it stays where it is while something moves on it.
import type { Grid } from './grid.ts'
import { colourBar, contourLine, drawnHeights, rounded, type Scale } from './ground.ts'
import { isolines, type Ring } from './isolines.ts'
import type { AxisNames, Trace } from './spec.ts'
import { terrain, terrainAt } from './theme.ts'

const count = 15

/** The bands from the lowest to the highest, and the scale of their colours. */
export function bands(grid: Grid, names: AxisNames, scale: Scale): Trace[] {
  const { of, low, high } = drawnHeights(grid, scale)
  const heights = { x: grid.x, y: grid.y, z: grid.z.map((row) => row.map((loss) => (Number.isNaN(loss) ? Infinity : of(loss)))) }
  const layers = Array.from({ length: count }, (_, index): Trace => {
    const level = index === 0 ? -Number.MAX_VALUE : low + ((high - low) * index) / count
    return {
      type: 'scatter',
      mode: 'lines',
      ...joined(isolines(heights, level)),
      fill: 'toself',
      fillcolor: terrainAt((index + 0.5) / count),
      line: contourLine,
      showlegend: false,
      hoverinfo: 'skip',
    }
  })
  return [...layers, colours(grid, names, scale)]
}

/** Rings as one line, closed and with a gap after each. */
function joined(rings: readonly Ring[]): { x: (number | null)[]; y: (number | null)[] } {
  const points = rings.flatMap((ring) => [...ring, ring[0], [null, null]] as [number | null, number | null][])
  const axis = (index: 0 | 1) => points.map((point) => (point[index] === null ? null : rounded(point[index])))
  return { x: axis(0), y: axis(1) }
}

/** A map that cannot be seen, with a scale that can. */
function colours(grid: Grid, names: AxisNames, scale: Scale): Trace {
  const { low, high } = drawnHeights(grid, scale)
  const [left, right] = [grid.x[0], grid.x.at(-1)]
  const [bottom, top] = [grid.y[0], grid.y.at(-1)]
  return {
    type: 'heatmap',
    x: [left, right],
    y: [bottom, top],
    z: [
      [low, high],
      [low, high],
    ],
    opacity: 0,
    colorscale: terrain,
    colorbar: colourBar(grid, names, scale),
    hoverinfo: 'skip',
  }
}
