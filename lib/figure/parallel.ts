// A search over several settings at once: an axis for each, and a line for each trial across them all, from what was set to what came out.
import { count, formatNumber } from '../format.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { extent, numbersOf, type Numbers } from './numbers.ts'
import type { Layout, Words } from './spec.ts'
import { paleToDark } from './theme.ts'

export interface ParallelOptions extends Words {
  /** the column that shades the lines, pale where it is highest and dark where it is lowest (the last unless told) */
  by?: string
  /** the columns drawn by their logarithm, such as a learning rate */
  log?: readonly string[]
  /** pixels (420 unless told) */
  height?: number
}

/**
 * Draws each trial as a line across parallel axes. The shade only repeats where the line meets the axis `by`, and is not needed to read it.
 *
 * @param columns n numbers for each axis by its name, with its unit
 * @throws FigureError if there are fewer than two columns, they differ in length, or a number is not finite (on a log axis: not positive)
 * @example
 * ```ts
 * const trials = { 'learning rate': [0.001, 0.1], loss: [2, 0.5] }
 * figure.parallel(trials, { log: ['learning rate'] }).caption
 * // → '2 trials: learning rate 0.001 to 0.1, loss 0.5 to 2. The lowest loss, 0.5, is at learning rate 0.1.'
 * ```
 * @see Inselberg, The plane with parallel coordinates (1985)
 */
export function parallel(columns: Readonly<Record<string, Numbers>>, options: ParallelOptions = {}): Figure {
  const { by, log = [], height = 420, ...words } = options
  const axes = Object.entries(columns).map(([name, values]) => ({ name, values: numbersOf(values, name), log: log.includes(name) }))
  const shading = by === undefined ? axes.at(-1) : axes.find(({ name }) => name === by)
  if (axes.length < 2 || !shading) {
    const named = by === undefined ? '' : ` and by '${by}'`
    throw new FigureError(`parallel: ${count(axes.length, 'column')}${named}. Pass two or more, and name one of them in by.`)
  }
  check(axes)
  const dark = [...paleToDark(2)].reverse()
  return new Figure({
    ...words,
    height,
    traces: [
      {
        type: 'parcoords',
        dimensions: axes.map(dimension),
        line: { color: shading.values.map(drawnBy(shading)), colorscale: dark.map((colour, end) => [end, colour]), showscale: false },
        labelfont: { size: 13 },
      },
    ],
    sentences: [describe(axes), best(axes, shading)],
    layout: { margin: { l: 80, r: 80, t: 104, b: 40 } },
  })
}

interface Axis {
  readonly name: string
  readonly values: number[]
  readonly log: boolean
}

function check(axes: readonly Axis[]): void {
  const n = axes[0]?.values.length ?? 0
  if (n === 0) throw new FigureError('parallel: no trials. Pass at least one number in each column.')
  for (const { name, values, log } of axes) {
    if (values.length !== n) {
      throw new FigureError(`parallel: '${name}' has ${values.length} values where others have ${n}. Each trial needs one in every column.`)
    }
    const odd = values.find((value) => !Number.isFinite(value) || (log && value <= 0))
    if (odd !== undefined) {
      const need = log ? 'positive' : 'finite'
      throw new FigureError(`parallel: '${name}' holds ${odd}, and its axis needs ${need} numbers. Leave that trial out.`)
    }
  }
}

const drawnBy = ({ log }: Axis): ((value: number) => number) => (log ? Math.log10 : (value) => value)

/** One axis with ticks at both ends and between, written as the numbers themselves. */
function dimension(axis: Axis): Layout {
  const drawn = axis.values.map(drawnBy(axis))
  const [low, high] = extent(drawn)
  const range = low < high ? [low, high] : [low - 0.5, high + 0.5]
  const ticks = low < high ? [0, 0.25, 0.5, 0.75, 1].map((share) => low + share * (high - low)) : [low]
  const value = (tick: number) => formatNumber(axis.log ? 10 ** tick : tick)
  return { label: axis.name, values: drawn, range, tickvals: ticks, ticktext: ticks.map(value) }
}

function describe(axes: readonly Axis[]): string {
  const parts = axes.map(({ name, values }) => `${name} ${extent(values).map((value) => formatNumber(value)).join(' to ')}`)
  return `${count(axes[0]?.values.length ?? 0, 'trial')}: ${parts.join(', ')}.`
}

function best(axes: readonly Axis[], shading: Axis): string {
  const [lowest] = extent(shading.values)
  const trial = shading.values.indexOf(lowest)
  const others = axes.filter((axis) => axis !== shading).map(({ name, values }) => `${name} ${formatNumber(values[trial] as number)}`)
  return `The lowest ${shading.name}, ${formatNumber(lowest)}, is at ${others.join(', ')}.`
}
