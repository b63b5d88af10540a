// A chart: series of points and lines on two named axes. Each series gets the next colour, dash and marker of the theme, so that charts
// can be built up one series at a time and still be told apart without colour.
import { Figure } from './figure.ts'
import { count, formatNumber, formatPoint } from '../format.ts'
import { extent, pairsOf } from './numbers.ts'
import type { Numbers } from './numbers.ts'
import type { AxisNames, Layout, Trace, Words } from './spec.ts'
import { axis, ink, logAxis, seriesStyle } from './theme.ts'

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

/** A figure of points and lines; `.line`, `.points` and `.mark` return a new chart with one thing more. */
export class Chart extends Figure {
  readonly #options: ChartOptions

  constructor(options: ChartOptions, traces: readonly Trace[] = [], sentences: readonly string[] = [], annotations: readonly Layout[] = []) {
    const { title, caption, alt, height = 400 } = options
    super({ title, caption, alt, height, traces, sentences, layout: { ...axesOf(options, traces), annotations } })
    this.#options = options
  }

  /** Adds a line through points. It carries its marker, at most fifteen times; a straight line or a single smooth curve needs none. */
  line(x: Numbers, y: Numbers, name?: string): Chart {
    const points = pairsOf(x, y, name ?? 'line')
    const style = this.#nextStyle()
    const plain = points.x.length === 2 || (points.x.length > 60 && !name)
    return this.#add(points, name, {
      mode: plain ? 'lines' : 'lines+markers',
      line: { color: style.colour, dash: style.dash, width: 2 },
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
    const note = { x: place(x, scale?.x), y: place(y, scale?.y), text, showarrow: true, arrowcolor: ink, arrowwidth: 1, ax: 28, ay: -28 }
    const sentence = `“${text}” is at ${formatPoint([x, y])}.`
    const { traces, sentences, layout } = this.drawing
    return new Chart(this.#options, traces, [...sentences, sentence], [...(layout['annotations'] as Layout[]), note])
  }

  #nextStyle() {
    return seriesStyle(this.drawing.traces.length)
  }

  #add(points: { x: number[]; y: number[] }, name: string | undefined, look: Layout): Chart {
    const { traces, sentences, layout } = this.drawing
    const trace = { type: 'scatter', ...(name ? { name } : {}), ...points, ...look }
    const sentence = describe(points, name, this.#options.axes)
    return new Chart(this.#options, [...traces, trace], [...sentences, sentence], layout['annotations'] as Layout[])
  }
}

function axesOf({ axes, scale = {}, equal = false }: ChartOptions, traces: readonly Trace[]): Layout {
  const all = (axis: 'x' | 'y') => traces.flatMap((trace) => trace[axis] as number[])
  return {
    xaxis: axis(axes.x, scale.x === 'log' ? logAxis(all('x')) : {}),
    yaxis: axis(axes.y, { ...(scale.y === 'log' ? logAxis(all('y')) : {}), ...(equal ? { scaleanchor: 'x', scaleratio: 1 } : {}) }),
  }
}

function describe({ x, y }: { x: number[]; y: number[] }, name: string | undefined, axes: ChartOptions['axes']): string {
  const range = (values: number[]) => extent(values).map((value) => formatNumber(value)).join(' to ')
  return `${name ? `${name}: ` : ''}${count(x.length, 'point')}, ${axes.x} ${range(x)}, ${axes.y} ${range(y)}.`
}
