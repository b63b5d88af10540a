// A chart: series of points and lines on two named axes. Each series gets the next colour, dash and marker of the theme, so that charts
// can be built up one series at a time and still be told apart without colour.
import { Figure } from './figure.ts'
import { count, formatNumber, formatPoint } from '../format.ts'
import { extent, pairsOf } from './numbers.ts'
import type { Numbers } from './numbers.ts'
import type { AxisNames, Layout, Trace, Words } from './spec.ts'
import { axis, equalScale, ink, logAxis, seriesStyle } from './theme.ts'

export interface ChartOptions extends Words {
  /** what the axes are called, with their units */
  axes: Omit<AxisNames, 'z'>
  /** `{ y: 'log' }` for powers of ten at equal distances */
  scale?: { x?: 'linear' | 'log'; y?: 'linear' | 'log' }
  /** one unit as long across as up, so that angles look as they are */
  equal?: boolean
  /** pixels (400 unless told) */
  height?: number
}

/**
 * A figure of points and lines; `.line`, `.points` and `.mark` return a new chart with one thing more.
 *
 * @example
 * ```ts
 * const readings = figure.scatter([0, 1], [2, 3], { axes: { x: 'time (s)', y: 'distance (m)' } })
 * readings.mark(1, 3, 'the last').caption
 * // → '2 points, time (s) 0 to 1, distance (m) 2 to 3. “the last” is at (1, 3).'
 * ```
 */
export class Chart extends Figure {
  readonly #options: ChartOptions
  readonly #drawn: Drawn

  constructor(options: ChartOptions, { traces, sentences, notes }: Drawn = { traces: [], sentences: [], notes: [] }) {
    const { title, caption, alt, height = 400 } = options
    super({ title, caption, alt, height, traces, sentences, layout: { ...axesOf(options, traces), annotations: notes } })
    this.#options = options
    this.#drawn = { traces, sentences, notes }
  }

  /** Adds a line through points. Its marker stands on it at most fifteen times; a straight line or a single smooth curve needs none. */
  line(x: Numbers, y: Numbers, name?: string): Chart {
    const points = pairsOf(x, y, name ?? 'line')
    const style = this.#nextStyle()
    const plain = points.x.length === 2 || (points.x.length > 60 && !name)
    return this.#add(points, name, {
      mode: plain ? 'lines' : 'lines+markers',
      line: { color: style.colour, dash: style.dash, width: 2, simplify: false },
      ...(plain ? {} : { marker: { color: style.colour, symbol: style.symbol, size: 7, maxdisplayed: 15 } }),
    })
  }

  /** Adds points that no line joins. */
  points(x: Numbers, y: Numbers, name?: string): Chart {
    const style = this.#nextStyle()
    return this.#add(pairsOf(x, y, name ?? 'points'), name, {
      mode: 'markers',
      marker: { color: style.colour, symbol: style.symbol, size: 9, line: { color: 'white', width: 1 } },
    })
  }

  /** Writes a word or two beside a point. */
  mark(x: number, y: number, text: string): Chart {
    const { scale } = this.#options
    // Plotly wants the place of a note on a logarithmic axis as the exponent.
    const place = (value: number, kind?: string) => (kind === 'log' ? Math.log10(value) : value)
    const arrow = { showarrow: true, arrowcolor: ink, arrowwidth: 1, ax: -28, ay: -32 }
    const note = { x: place(x, scale?.x), y: place(y, scale?.y), text, ...arrow }
    const sentence = `“${text}” is at ${formatPoint([x, y])}.`
    const { traces, sentences, notes } = this.#drawn
    return new Chart(this.#options, { traces, sentences: [...sentences, sentence], notes: [...notes, note] })
  }

  #nextStyle() {
    return seriesStyle(this.#drawn.traces.length)
  }

  #add(points: { x: number[]; y: number[] }, name: string | undefined, look: Layout): Chart {
    const { traces, sentences, notes } = this.#drawn
    const trace = { type: 'scatter', ...(name ? { name } : { showlegend: false }), ...points, ...look }
    const sentence = describe(points, name, this.#options.axes)
    return new Chart(this.#options, { traces: [...traces, trace], sentences: [...sentences, sentence], notes })
  }
}

/**
 * An empty chart, for series that do not share their x: add them with `.line` and `.points`.
 *
 * @example
 * ```ts
 * const chart = figure.chart({ axes: { x: 'time (s)', y: 'distance (m)' } })
 * chart.line([0, 1, 2], [0, 1, 4], 'falling').points([2], [4], 'the end').caption
 * // → 'falling: 3 points, time (s) 0 to 2, distance (m) 0 to 4. the end: 1 point, time (s) 2, distance (m) 4.'
 * ```
 */
export const chart = (options: ChartOptions): Chart => new Chart(options)

/** What has been drawn so far. */
interface Drawn {
  readonly traces: readonly Trace[]
  readonly sentences: readonly string[]
  readonly notes: readonly Layout[]
}

function axesOf({ axes, scale = {}, equal = false }: ChartOptions, traces: readonly Trace[]): Layout {
  const all = (axis: 'x' | 'y') => traces.flatMap((trace) => trace[axis] as number[])
  return {
    xaxis: axis(axes.x, scale.x === 'log' ? logAxis(all('x')) : {}),
    yaxis: axis(axes.y, { ...(scale.y === 'log' ? logAxis(all('y')) : {}), ...(equal ? equalScale : {}) }),
  }
}

function describe({ x, y }: { x: number[]; y: number[] }, name: string | undefined, axes: ChartOptions['axes']): string {
  const range = (values: number[]) => [...new Set(extent(values).map((value) => formatNumber(value)))].join(' to ')
  return `${name ? `${name}: ` : ''}${count(x.length, 'point')}, ${axes.x} ${range(x)}, ${axes.y} ${range(y)}.`
}
