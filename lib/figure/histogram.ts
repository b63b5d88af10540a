// How values are spread: how many fall into each of several bins of one width. Many descents' end points or losses are read so at a glance.
import { count, formatNumber } from '../format.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { extent, numbersOf, type Numbers } from './numbers.ts'
import type { Trace, Words } from './spec.ts'
import { axis, colours } from './theme.ts'

export interface HistogramOptions extends Words {
  /** what the values are called, with their unit; the height is `count` unless told */
  axes: { x: string; y?: string }
  /** how many bins (Sturges' rule unless told: 1 + log₂ n, rounded up) */
  bins?: number
  /** pixels (380 unless told) */
  height?: number
}

/** Hatchings, so that several series are told apart without colour. */
const patterns = ['', '/', 'x', '.', '-', '\\', '+'] as const

/**
 * Draws how many values fall into each bin.
 *
 * @param values n numbers or a Tensor of any shape; or `{ name: values, … }` for several series over the same bins
 * @throws FigureError if no value is finite, or `bins` is not a whole number of at least 1
 * @example
 * ```ts
 * figure.histogram([0, 1, 1, 2, 10], { axes: { x: 'loss' }, bins: 5 }).caption
 * // → '5 values of loss from 0 to 10 in 5 bins: mean 2.8, median 1, most (3) between 0 and 2.'
 * ```
 * @see Sturges, The choice of a class interval (1926), for the number of bins
 */
export function histogram(values: Numbers | Readonly<Record<string, Numbers>>, options: HistogramOptions): Figure {
  const { axes, bins, height = 380, ...words } = options
  const series = seriesOf(values)
  const all = series.flatMap((one) => one.finite)
  if (all.length === 0) throw new FigureError('histogram: no finite values. Pass at least one number.')
  const edges = edgesOf(all, bins ?? Math.ceil(Math.log2(all.length)) + 1)
  const counts = series.map(({ finite }) => countsOf(finite, edges))

  return new Figure({
    ...words,
    height,
    traces: series.map(({ name }, index) => bars(name, counts[index] as number[], edges, index)),
    sentences: series.map((one, index) => describe(one, counts[index] as number[], edges, axes.x)),
    layout: { xaxis: axis(axes.x), yaxis: axis(axes.y ?? 'count', { rangemode: 'tozero' }), barmode: 'group', bargap: 0.04 },
  })
}

interface Series {
  readonly name: string | undefined
  readonly finite: number[]
  readonly notFinite: number
}

function seriesOf(values: Numbers | Readonly<Record<string, Numbers>>): Series[] {
  const isList = Array.isArray(values) || ('toArray' in values && typeof values.toArray === 'function')
  const entries = isList ? [[undefined, values as Numbers] as const] : Object.entries(values as Readonly<Record<string, Numbers>>)
  return entries.map(([name, list]) => {
    const numbers = numbersOf(list, name ?? 'values')
    const finite = numbers.filter(Number.isFinite)
    return { name, finite, notFinite: numbers.length - finite.length }
  })
}

/** The edges of bins of one width over all the values; around a single value the bins are together 1 wide. */
function edgesOf(values: readonly number[], bins: number): number[] {
  if (!Number.isInteger(bins) || bins < 1) throw new FigureError(`histogram: ${bins} bins. Give a whole number of at least 1.`)
  const [low, high] = extent(values)
  const [from, to] = low < high ? [low, high] : [low - 0.5, high + 0.5]
  return Array.from({ length: bins + 1 }, (_, index) => from + ((to - from) * index) / bins)
}

/** A value on an edge belongs to the bin above it, the highest of all to the last bin. */
function countsOf(values: readonly number[], edges: readonly number[]): number[] {
  const counts = Array.from({ length: edges.length - 1 }, () => 0)
  for (const value of values) {
    const bin = Math.min(edges.findLastIndex((edge) => edge <= value), counts.length - 1)
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts
}

function bars(name: string | undefined, counts: number[], edges: readonly number[], index: number): Trace {
  const colour = colours[index % colours.length]
  const pattern = patterns[index % patterns.length]
  return {
    type: 'bar',
    ...(name ? { name } : { showlegend: false }),
    x: counts.map((_, bin) => ((edges[bin] as number) + (edges[bin + 1] as number)) / 2),
    y: counts,
    text: counts.map((_, bin) => between(edges, bin)),
    textposition: 'none',
    hovertemplate: '%{y} %{text}<extra></extra>',
    marker: { color: colour, line: { color: colour, width: 1 }, ...(pattern ? { pattern: { shape: pattern, size: 8 } } : {}) },
  }
}

const between = (edges: readonly number[], bin: number): string =>
  `between ${formatNumber(edges[bin] as number)} and ${formatNumber(edges[bin + 1] as number)}`

function describe({ name, finite, notFinite }: Series, counts: readonly number[], edges: readonly number[], what: string): string {
  const [low, high] = extent(finite).map((value) => formatNumber(value))
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length
  const most = Math.max(...counts)
  const left = notFinite > 0 ? ` ${count(notFinite, 'value')} not finite, not drawn.` : ''
  if (finite.length === 0) return `${name ?? what}: nothing drawn.${left}`
  return (
    `${name ? `${name}: ` : ''}${count(finite.length, 'value')} of ${what} from ${low} to ${high} in ${count(counts.length, 'bin')}: ` +
    `mean ${formatNumber(mean)}, median ${formatNumber(median(finite))}, most (${most}) ${between(edges, counts.indexOf(most))}.${left}`
  )
}

function median(values: readonly number[]): number {
  const rising = [...values].sort((a, b) => a - b)
  const middle = (rising.length - 1) / 2
  return ((rising[Math.floor(middle)] as number) + (rising[Math.ceil(middle)] as number)) / 2
}
