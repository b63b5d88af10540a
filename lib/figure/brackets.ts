// A line search that closes in: the loss along the line above, and below it the interval of every round with the places that were tried;
// what was dropped of it is dotted, what was kept is bold. Read it from the top down.
import { count, formatNumber } from '../format.ts'
import type { Bracket } from '../optimize/search/index.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { spaced } from './grid.ts'
import type { AxisNames, Layout, Trace, Words } from './spec.ts'
import { axis, colours, faint, ink } from './theme.ts'

export interface BracketsOptions extends Words {
  /** the loss at a distance along the line; drawn above the intervals */
  along?: (t: number) => number
  /** names with units; `distance along the line` and `loss` unless told */
  axes?: Partial<Omit<AxisNames, 'z'>>
  /** how many rounds to draw (10 unless told) */
  rounds?: number
  /** pixels (600 with the loss above, 360 without, unless told) */
  height?: number
}

/**
 * Draws the shrinking intervals of a line search.
 *
 * @param rounds what a search reports as its `brackets`, first to last
 * @throws FigureError if there are none
 * @example
 * ```ts
 * const valley = (t: number) => (t - 0.25) ** 2
 * const line = { value: valley(0), slope: -0.5, at: valley, withSlopeAt: (t: number) => ({ value: valley(t), slope: 2 * (t - 0.25) }) }
 * figure.brackets(bracketing({ tolerance: 0.1 }).search(line).brackets, { along: valley }).caption
 * // → '7 rounds: the interval shrinks from 1 to 0.0878, around 0.258.'
 * ```
 */
export function brackets(rounds: readonly Bracket[], options: BracketsOptions = {}): Figure {
  const { along, axes, rounds: most = 10, height = along ? 600 : 360, ...words } = options
  if (rounds.length === 0) {
    throw new FigureError('brackets: no rounds. Pass the brackets that a line search reports: run.searches[0].brackets.')
  }
  const shown = rounds.slice(0, most)
  const yaxis = along ? 'y2' : 'y'
  return new Figure({
    ...words,
    height,
    traces: [
      ...(along ? lossAlong(shown, along) : []),
      ...shown.flatMap((round, index) => roundTraces(round, shown[index + 1], index, yaxis)),
    ],
    sentences: [describe(rounds, shown.length)],
    layout: layoutOf(shown.length, along !== undefined, axes),
  })
}

function lossAlong(rounds: readonly Bracket[], along: (t: number) => number): Trace[] {
  const { from, to } = rounds[0] as Bracket
  const x = spaced([from, to], 121)
  const tried = rounds.flatMap(({ trials }) => trials)
  const shared = { type: 'scatter', showlegend: false, hovertemplate: '%{x:.4g}<br>%{y:.4g}<extra></extra>' }
  return [
    { ...shared, mode: 'lines', x, y: x.map(along), line: { color: ink, width: 2, simplify: false } },
    {
      ...shared,
      mode: 'markers',
      x: tried.map(({ t }) => t),
      y: tried.map(({ value }) => value),
      marker: { color: colours[1], size: 8, symbol: 'square' },
    },
  ]
}

/** Later intervals are too narrow for letters to stand side by side. */
const lettered = 3

/** One round: the whole interval, what the next round keeps of it, its ends and the places tried. */
function roundTraces({ from, to, trials }: Bracket, next: Bracket | undefined, round: number, yaxis: string): Trace[] {
  const places = [from, ...trials.map(({ t }) => t), to].sort((a, b) => a - b)
  const isEnd = (t: number) => t === from || t === to
  const kept = next ?? { from, to }
  const shared = { type: 'scatter', yaxis, showlegend: false }
  return [
    { ...shared, mode: 'lines', x: [from, to], y: [round, round], line: { color: faint, width: 1.5, dash: 'dot' }, hoverinfo: 'skip' },
    { ...shared, mode: 'lines', x: [kept.from, kept.to], y: [round, round], line: { color: colours[0], width: 5 }, hoverinfo: 'skip' },
    {
      ...shared,
      mode: 'markers+text',
      x: places,
      y: places.map(() => round),
      text: places.map((_, index) => (round < lettered && places.length === 4 ? 'abcd'.charAt(index) : '')),
      textposition: 'top center',
      textfont: { size: 12 },
      marker: {
        size: 8,
        color: places.map((t) => (isEnd(t) ? 'white' : colours[1])),
        symbol: places.map((t) => (isEnd(t) ? 'circle' : 'square')),
        line: { color: ink, width: 1.2 },
      },
      hovertemplate: `round ${round}<br>%{x:.5g}<extra></extra>`,
    },
  ]
}

function layoutOf(rounds: number, withLoss: boolean, axes: BracketsOptions['axes']): Layout {
  const names = { x: 'distance along the line', y: 'loss', ...axes }
  const rows = { range: [rounds - 0.5, -0.9], dtick: rounds > 12 ? 5 : 1, showgrid: false }
  if (!withLoss) return { xaxis: axis(names.x), yaxis: axis('round', rows) }
  return {
    xaxis: axis(names.x, { anchor: 'y2' }),
    yaxis: axis(names.y, { domain: [0.64, 1] }),
    yaxis2: axis('round', { ...rows, domain: [0, 0.56], anchor: 'x' }),
  }
}

function describe(rounds: readonly Bracket[], shown: number): string {
  const width = ({ from, to }: Bracket) => formatNumber(to - from)
  const [first, last] = [rounds[0], rounds.at(-1)] as [Bracket, Bracket]
  const part = shown < rounds.length ? ` The first ${shown} are drawn.` : ''
  const middle = formatNumber((last.from + last.to) / 2)
  return `${count(rounds.length, 'round')}: the interval shrinks from ${width(first)} to ${width(last)}, around ${middle}.${part}`
}
