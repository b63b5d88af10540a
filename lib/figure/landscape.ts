// A map of a loss over its two parameters: height is the loss, drawn as colours and contour lines, and the paths of descents lie on it.
import { FigureError } from './error.ts'
import { bands } from './bands.ts'
import { Figure, type Drawing } from './figure.ts'
import { count, formatNumber, formatPoint } from '../format.ts'
import { gridOf } from './grid.ts'
import type { Grid, PlaneLoss } from './grid.ts'
import { ground, namesOf, type GroundKind } from './ground.ts'
import { describePlaces, placesOf } from './places.ts'
import type { Journey } from './places.ts'
import { extent, width } from './numbers.ts'
import type { Numbers } from './numbers.ts'
import type { AxisNames, Layout, Trace, Words } from './spec.ts'
import { axis, equalScale, ink, seriesStyle } from './theme.ts'
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
  /** `contours` with colours between them (unless told), or a `heatmap`, whose colours change without steps, for rugged ground */
  ground?: GroundKind
  /** one unit as long across as up, so that angles look as they are */
  equal?: boolean
  /** points across and up (81 unless told) */
  resolution?: number
  /** pixels (460 unless told) */
  height?: number
}

/**
 * A map; `.path`, `.points` and `.point` return a new one with one thing more on it.
 *
 * @example
 * ```ts
 * const map = figure.landscape((w) => w.square().sum(), { x: [-1, 1], y: [-1, 1] })
 * map.grid.highest // → 2
 * map.point(0, 0, 'the lowest').spec.data.length // → 1
 * map.path([[1, 1], [0, 0]]).spec.data.length // → 3
 * ```
 */
export class Landscape extends Figure {
  readonly #parts: Parts

  constructor(parts: Parts) {
    const { title, caption, alt, height = 460 } = parts.options
    const names = namesOf(parts.options)
    super({
      ...{ title, caption, alt, height },
      traces: [ground(parts.grid, names, parts.options.scale ?? 'linear', parts.options.ground), ...parts.trails],
      sentences: [describe(parts), ...parts.sentences],
      layout: layoutOf(parts),
    })
    this.#parts = parts
  }

  /** The same map with a ground that stays while something moves on it. */
  get banded(): Drawing {
    const { grid, options, trails } = this.#parts
    return { ...this.drawing, traces: [...bands(grid, namesOf(options), options.scale ?? 'linear'), ...trails] }
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

  /**
   * Marks several places alike, such as all minima, under one name.
   *
   * @param places a list of points of two numbers
   * @throws FigureError if there is none, or one has not two parameters
   * @example
   * ```ts
   * const saddle = (w: Tensor) => w.at(0).square().sub(w.at(1).square())
   * figure.landscape(saddle, { x: [-1, 1], y: [-1, 1] }).points([[0, 0]], 'saddle').drawing.sentences.at(-1)
   * // → '1 point “saddle”: (0, 0).'
   * ```
   */
  points(places: readonly Numbers[], name: string): Landscape {
    const { trails, sentences, paths } = this.#parts
    const { x, y } = placesOf(places, name)
    const { colour, symbol } = seriesStyle(paths)
    const marker = { color: colour, symbol, size: 9, opacity: 1, line: { color: 'white', width: 1 } }
    const trace: Trace = { type: 'scatter', mode: 'markers', name, x, y, marker, hovertemplate: '(%{x:.4g}, %{y:.4g})' }
    const sentence = `${count(x.length, 'point')} “${name}”: ${listed(x.map((first, index) => formatPoint([first, y[index] as number])))}.`
    return new Landscape({ ...this.#parts, paths: paths + 1, trails: [...trails, trace], sentences: [...sentences, sentence] })
  }

  /** Marks one point with a word or two. */
  point(x: number, y: number, text: string): Landscape {
    const { notes, sentences } = this.#parts
    const arrow = { showarrow: true, arrowcolor: ink, arrowwidth: 1.2, arrowhead: 2, ax: -44, ay: 36 }
    const note = { x, y, text, ...arrow, bgcolor: 'rgba(255, 255, 255, 0.8)' }
    const sentence = `“${text}” is at ${formatPoint([x, y])}.`
    return new Landscape({ ...this.#parts, notes: [...notes, note], sentences: [...sentences, sentence] })
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
 * const bowl = (w: Tensor) => w.square().sum()
 * figure.landscape(bowl, { x: [-3, 3], y: [-2, 2] }).caption
 * // → 'Map of loss over φ₀ from −3 to 3 and φ₁ from −2 to 2: lowest 0 at (0, 0), highest 13.'
 * ```
 */
export function landscape(loss: PlaneLoss, options: LandscapeOptions): Landscape {
  const grid = gridOf(loss, options, options.resolution ?? 81)
  if (options.scale === 'log' && grid.lowest.z <= 0) {
    const { x, y, z } = grid.lowest
    throw new FigureError(
      `log scale: the loss is ${formatNumber(z)} at ${formatPoint([x, y])}, and only positive numbers have a logarithm. ` +
        "Use scale: 'linear', or add a small number to the loss.",
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

function layoutOf({ options, notes }: Parts): Layout {
  const names = namesOf(options)
  const inside = { showgrid: false, constrain: 'domain', constraintoward: 'left' }
  return {
    xaxis: axis(names.x, { ...inside, range: options.x }),
    yaxis: axis(names.y, { ...inside, range: options.y, constraintoward: 'top', ...(options.equal ? equalScale : {}) }),
    annotations: notes,
  }
}

/** More places than this are no help to those who hear them one after the other. */
const mostListed = 8

const listed = (places: readonly string[]): string =>
  places.length <= mostListed ? places.join(', ') : `${places.slice(0, mostListed).join(', ')} …`

const spansOf = ({ x, y }: Grid): [number, number] => [width(x), width(y)]

function describe({ options, grid }: Parts): string {
  const names = namesOf(options)
  const range = (axis: readonly number[]) => extent(axis).map((end) => formatNumber(end)).join(' to ')
  const { lowest, highest } = grid
  return (
    `Map of ${names.z} over ${names.x} from ${range(grid.x)} and ${names.y} from ${range(grid.y)}: ` +
    `lowest ${formatNumber(lowest.z)} at ${formatPoint([lowest.x, lowest.y])}, highest ${formatNumber(highest)}.`
  )
}
