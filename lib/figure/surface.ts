// The same loss as a landscape, seen as a surface in space: height is the loss, and descents run down it. Drag turns it.
import { Figure } from './figure.ts'
import { formatNumber, formatPoint } from '../format.ts'
import { gridOf, lossAt } from './grid.ts'
import type { Grid, PlaneLoss } from './grid.ts'
import { namesOf } from './ground.ts'
import { describePlaces, placesOf } from './places.ts'
import type { Journey } from './places.ts'
import type { AxisNames, Layout, Trace, Words } from './spec.ts'
import { gridline, ink, seriesStyle, terrain } from './theme.ts'

export interface SurfaceOptions extends Words {
  /** lowest and highest value of the first parameter */
  x: readonly number[]
  /** lowest and highest value of the second parameter */
  y: readonly number[]
  /** names with units; `φ₀`, `φ₁` and `loss` unless told */
  axes?: Partial<AxisNames>
  /** where the eye is, in sizes of the box from its middle (above the lowest corner unless told, to look up the valley) */
  eye?: { x: number; y: number; z: number }
  /** points across and up (41 unless told) */
  resolution?: number
  /** pixels (480 unless told) */
  height?: number
}

/**
 * A surface in space; `.path` returns a new one with a descent on it.
 *
 * @example
 * ```ts
 * const hills = figure.surface((w) => w.square().sum(), { x: [-1, 1], y: [-1, 1] })
 * hills.path([[1, 1], [0, 0]], 'straight down').spec.data.length // → 2
 * ```
 */
export class Surface extends Figure {
  readonly #parts: Parts

  constructor(parts: Parts) {
    const { title, caption, alt, height = 480 } = parts.options
    super({
      ...{ title, caption, alt, height },
      traces: [hills(parts), ...parts.trails],
      sentences: [describe(parts), ...parts.sentences],
      layout: layoutOf(parts),
    })
    this.#parts = parts
  }

  /**
   * Lays the path of a descent on the surface.
   *
   * @param journey a run of `descend`, or a list of points of two numbers
   * @throws FigureError if a point has not two parameters
   */
  path(journey: Journey, name?: string): Surface {
    const { loss, grid, trails, sentences } = this.#parts
    const places = placesOf(journey)
    const { colour, dash, symbol } = seriesStyle(trails.length)
    // A little above the ground, or the surface would swallow half of the line.
    const lift = 0.012 * (grid.highest - grid.lowest.z)
    const trail: Trace = {
      type: 'scatter3d',
      mode: 'lines+markers',
      ...(name ? { name } : { showlegend: false }),
      x: places.x,
      y: places.y,
      z: places.x.map((x, step) => lossAt(loss, x, places.y[step] as number) + lift),
      line: { color: colour, width: 6, dash: dashInSpace(dash) },
      marker: { color: colour, symbol: symbolInSpace(symbol), size: 4, line: { color: 'white', width: 1 } },
      hovertemplate: '(%{x:.3g}, %{y:.3g})<br>%{z:.3g}',
    }
    return new Surface({ ...this.#parts, trails: [...trails, trail], sentences: [...sentences, describePlaces(places, name)] })
  }
}

/**
 * Draws a loss over two parameters as a surface.
 *
 * @param loss takes a Tensor of shape [2], gives one number
 * @throws FigureError if a range is not two rising numbers
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * figure.surface(bowl, { x: [-2, 2], y: [-1, 1] }).path([[2, 1], [0, 0]]).caption
 * // → 'Surface of loss over φ₀ and φ₁: from 0 at (0, 0) up to 5. Path: 1 step from (2, 1) to (0, 0).'
 * ```
 */
export function surface(loss: PlaneLoss, options: SurfaceOptions): Surface {
  return new Surface({ loss, options, grid: gridOf(loss, options, options.resolution ?? 41), trails: [], sentences: [] })
}

interface Parts {
  readonly loss: PlaneLoss
  readonly options: SurfaceOptions
  readonly grid: Grid
  readonly trails: readonly Trace[]
  readonly sentences: readonly string[]
}

function layoutOf({ options, grid }: Parts): Layout {
  const names = namesOf(options)
  const side = (text: string, more: Layout = {}) => ({
    title: { text: short(text), font: { size: 12 } },
    color: ink,
    gridcolor: gridline,
    showbackground: false,
    zeroline: false,
    nticks: 6,
    tickfont: { size: 11 },
    ...more,
  })
  return {
    margin: { l: 16, r: 16, t: 40, b: 8 },
    scene: {
      xaxis: side(names.x, { range: options.x }),
      yaxis: side(names.y, { range: options.y }),
      zaxis: side(names.z, { range: [grid.lowest.z, grid.highest] }),
      aspectmode: 'manual',
      aspectratio: { x: 1, y: 1, z: 0.7 },
      camera: { eye: options.eye ?? aboveLowestCorner(grid), center: { x: 0, y: 0, z: -0.15 } },
    },
  }
}

/** There is little room for names in space: of `φ₀, length at rest (m)` the symbol and the unit stay. */
const short = (name: string): string => name.replace(/,[^(]*/, ' ')

/** A little nearer to one side than to the other, so that no edge hides behind another. */
function aboveLowestCorner({ z }: Grid): { x: number; y: number; z: number } {
  const [bottom, top] = [z[0], z.at(-1)] as [number[], number[]]
  const corners = [
    { x: -1, y: -1, height: bottom[0] as number },
    { x: 1, y: -1, height: bottom.at(-1) as number },
    { x: -1, y: 1, height: top[0] as number },
    { x: 1, y: 1, height: top.at(-1) as number },
  ]
  const lowest = corners.reduce((best, corner) => (corner.height < best.height ? corner : best))
  return { x: lowest.x * 1.1, y: lowest.y * 1.45, z: 0.95 }
}

function hills({ options, grid }: Parts): Trace {
  const names = namesOf(options)
  const rounded = (value: number) => Number(value.toPrecision(5))
  return {
    type: 'surface',
    name: names.z,
    showlegend: false,
    x: grid.x.map(rounded),
    y: grid.y.map(rounded),
    z: grid.z.map((row) => row.map(rounded)),
    colorscale: terrain,
    showscale: false,
    // Steady light: the colours mean the loss, and shadows would change them.
    lighting: { ambient: 0.85, diffuse: 0.25, specular: 0.02, roughness: 1 },
    contours: { z: { show: true, color: 'rgba(90, 66, 45, 0.6)', width: 1, ...contourLevels(grid) } },
    hovertemplate: `(%{x:.3g}, %{y:.3g})<br>${names.z} %{z:.3g}<extra></extra>`,
  }
}

const contourLevels = ({ lowest, highest }: Grid): Layout => ({ start: lowest.z, end: highest, size: (highest - lowest.z) / 14 })

/** Lines in space know fewer dashes and markers than lines in a plane. */
const dashInSpace = (dash: string): string => (dash === '5px,2px' ? 'longdash' : dash)
const symbolInSpace = (symbol: string): string =>
  ['circle', 'square', 'diamond', 'x'].includes(symbol) ? symbol : symbol === 'star' ? 'cross' : 'diamond-open'

function describe({ options, grid }: Parts): string {
  const names = namesOf(options)
  const { lowest, highest } = grid
  return (
    `Surface of ${names.z} over ${names.x} and ${names.y}: from ${formatNumber(lowest.z)} at ` +
    `${formatPoint([lowest.x, lowest.y])} up to ${formatNumber(highest)}.`
  )
}
