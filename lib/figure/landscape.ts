// A map of a loss over its two parameters: height is the loss, drawn as colours and contour lines, and the paths of descents lie on it.
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { formatNumber, formatPoint } from '../format.ts'
import { gridOf } from './grid.ts'
import type { Grid, PlaneLoss } from './grid.ts'
import { describePlaces, placesOf } from './places.ts'
import type { Journey } from './places.ts'
import { extent, width } from './numbers.ts'
import type { AxisNames, Layout, Trace, Words } from './spec.ts'
import { axis, ink, terrain } from './theme.ts'
import { trail } from './trail.ts'

export interface LandscapeOptions extends Words {
  /** lowest and highest value of the first parameter */
  x: readonly number[]
  /** lowest and highest value of the second parameter */
  y: readonly number[]
  /** names with units; `φ₀`, `φ₁` and `loss` unless told */
  axes?: Partial<AxisNames>
  /** `log` spaces the contours by powers of ten, which shows the floor of a deep valley */
  scale?: 'linear' | 'log'
  /** one unit as long across as up, so that angles look as they are */
  equal?: boolean
  /** points across and up (81 unless told) */
  resolution?: number
  /** pixels (460 unless told) */
  height?: number
}

/** A map; `.path` and `.point` return a new one with one thing more on it. */
export class Landscape extends Figure {
  readonly #parts: Parts

  constructor(parts: Parts) {
    const { title, caption, alt, height = 460 } = parts.options
    super({ title, caption, alt, height, layout: layoutOf(parts), traces: [ground(parts), ...parts.trails], sentences: [describe(parts), ...parts.sentences] })
    this.#parts = parts
  }

  /** The loss on the grid that is drawn. */
  get grid(): Grid {
    return this.#parts.grid
  }

  /**
   * Lays the path of a descent on the map.
   *
   * @param journey a run of `descend`, or a list of points of two numbers
   * @throws FigureError if a point has not two parameters
   */
  path(journey: Journey, name?: string): Landscape {
    const { grid, trails, sentences, paths } = this.#parts
    const places = placesOf(journey)
    return new Landscape({
      ...this.#parts,
      paths: paths + 1,
      trails: [...trails, ...trail(places, paths, { name, spans: spansOf(grid) })],
      sentences: [...sentences, describePlaces(places, name)],
    })
  }

  /** Marks one point with a word or two. */
  point(x: number, y: number, text: string): Landscape {
    const { notes, sentences } = this.#parts
    const note = { x, y, text, showarrow: true, arrowcolor: ink, arrowwidth: 1.2, arrowhead: 2, ax: -44, ay: 36, bgcolor: 'rgba(255,255,255,0.8)' }
    return new Landscape({ ...this.#parts, notes: [...notes, note], sentences: [...sentences, `“${text}” is at ${formatPoint([x, y])}.`] })
  }
}

/**
 * Draws the map of a loss over two parameters.
 *
 * @param loss takes a Tensor of shape [2], gives one number
 * @param options the ranges of both parameters, names, scale, words
 * @throws FigureError if a range is not two rising numbers, or a log scale meets a loss that is not positive
 * @example
 * ```ts
 * figure.landscape(bowl, { x: [-2, 2], y: [-1, 3] }).path(descend(bowl, tensor([-1, 2]), { optimizer: sgd({ learningRate: 0.1 }) }))
 * ```
 */
export function landscape(loss: PlaneLoss, options: LandscapeOptions): Landscape {
  const grid = gridOf(loss, options, options.resolution ?? 81)
  if (options.scale === 'log' && grid.lowest.z <= 0) {
    throw new FigureError(
      `log scale: the loss is ${formatNumber(grid.lowest.z)} at ${formatPoint([grid.lowest.x, grid.lowest.y])}, and only positive numbers have a ` +
        "logarithm. Use scale: 'linear', or add a small number to the loss.",
    )
  }
  return new Landscape({ options, grid, paths: 0, trails: [], sentences: [], notes: [] })
}

interface Parts {
  readonly options: LandscapeOptions
  readonly grid: Grid
  readonly paths: number
  readonly trails: readonly Trace[]
  readonly sentences: readonly string[]
  readonly notes: readonly Layout[]
}

export const namesOf = (options: { axes?: Partial<AxisNames> }): AxisNames => ({ x: 'φ₀', y: 'φ₁', z: 'loss', ...options.axes })

function layoutOf({ options, notes }: Parts): Layout {
  const names = namesOf(options)
  const inside = { showgrid: false, constrain: 'domain', constraintoward: 'left' }
  return {
    xaxis: axis(names.x, { ...inside, range: options.x }),
    yaxis: axis(names.y, { ...inside, constraintoward: 'top', range: options.y, ...(options.equal ? { scaleanchor: 'x', scaleratio: 1 } : {}) }),
    annotations: notes,
  }
}

const spansOf = ({ x, y }: Grid): [number, number] => [width(x), width(y)]

/** The ground: the loss as colours and contour lines. Five digits are enough to draw with, and keep notebooks small. */
function ground({ options, grid }: Parts): Trace {
  const names = namesOf(options)
  const log = options.scale === 'log'
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
    // Round heights where heights are drawn; of logarithms no level is round anyway, and a shallow map would get too few.
    ...(log ? { autocontour: false, contours: levels(Math.log10(grid.lowest.z), Math.log10(grid.highest)) } : { ncontours: 16 }),
    line: { color: 'rgba(90, 66, 45, 0.55)', width: 0.8 },
    colorbar: { title: { text: names.z, side: 'right' }, thickness: 14, outlinewidth: 0, ...(log ? powersOfTen(grid) : {}) },
  }
}

const levels = (low: number, high: number): Layout => ({ start: low, end: high, size: (high - low) / 15 })

/** Ticks of the colour bar on a log scale: 1, 2 and 5 times the powers of ten, or the powers alone over a long range. */
function powersOfTen(grid: Grid): Layout {
  const [low, high] = extent([grid.lowest.z, grid.highest]).map(Math.log10) as [number, number]
  const mantissas = high - low < 3 ? [1, 2, 5] : [1]
  const exponents = Array.from({ length: Math.ceil(high) - Math.floor(low) + 1 }, (_, index) => Math.floor(low) + index)
  const values = exponents.flatMap((exponent) => mantissas.map((mantissa) => mantissa * 10 ** exponent))
  return { tickvals: values.map(Math.log10), ticktext: values.map((value) => formatNumber(value)) }
}

function describe({ options, grid }: Parts): string {
  const names = namesOf(options)
  const range = (axis: readonly number[]) => extent(axis).map((end) => formatNumber(end)).join(' to ')
  const { lowest, highest } = grid
  return (
    `Map of ${names.z} over ${names.x} from ${range(grid.x)} and ${names.y} from ${range(grid.y)}: ` +
    `lowest ${formatNumber(lowest.z)} at ${formatPoint([lowest.x, lowest.y])}, highest ${formatNumber(highest)}.`
  )
}
