// Where a legend hides least: the place at the side of a picture that the fewest lines and points run through.
import { extent } from './numbers.ts'
import type { Layout, Trace } from './spec.ts'

export interface LegendPlace {
  readonly x: 'left' | 'right'
  readonly y: 'top' | 'middle' | 'bottom'
}

/** The top right is where a reader looks first; the others follow where it is taken. */
const places: readonly LegendPlace[] = [
  { x: 'right', y: 'top' },
  { x: 'right', y: 'bottom' },
  { x: 'left', y: 'top' },
  { x: 'left', y: 'bottom' },
  { x: 'right', y: 'middle' },
  { x: 'left', y: 'middle' },
]

/** What a legend near the top, in the middle and near the bottom may hide, in shares of the height; across it is half of the width. */
const bands = { top: [0.6, 1], middle: [0.3, 0.7], bottom: [0, 0.4] } as const

/** The place with the least in it, of traces that have an x and a y, and of notes. The ground of a map may be hidden. */
export function freestPlace(traces: readonly Trace[], layout: Layout): LegendPlace {
  const all = traces.flatMap((trace) => pointsOf(trace, layout))
  const curves = traces.filter((trace) => trace['z'] === undefined).map((trace) => pointsOf(trace, layout))
  const [across, up] = [0, 1].map((part) => extent(all.map((point) => point[part]!)))
  const share = (value: number, [low, high]: readonly [number, number]): number => (high > low ? (value - low) / (high - low) : 0.5)
  const points = [...curves.flatMap(betweenToo), ...notesOf(layout)].map(([x, y]) => [share(x, across!), share(y, up!)] as const)
  const crowd = ({ x, y }: LegendPlace): number => {
    const [low, high] = bands[y]
    return points.filter(([right, top]) => (x === 'right' ? right > 0.5 : right < 0.5) && top >= low && top <= high).length
  }
  return places.reduce((best, place) => (crowd(place) < crowd(best) ? place : best))
}

type Point = readonly [number, number]

/** The points of a trace as they lie on the paper, in which a logarithmic axis counts powers. */
function pointsOf(trace: Trace, layout: Layout): Point[] {
  const [x, y] = (['x', 'y'] as const).map((name) => {
    const values = trace[name]
    const isLog = (layout[`${name}axis`] as Layout | undefined)?.['type'] === 'log'
    return Array.isArray(values) ? (isLog ? values.map(Math.log10) : (values as number[])) : []
  }) as [number[], number[]]
  return x.flatMap((value, index) => (Number.isFinite(value) && Number.isFinite(y[index]) ? [[value, y[index]!] as const] : []))
}

/** Where notes point to. */
const notesOf = (layout: Layout): Point[] =>
  ((layout['annotations'] ?? []) as Layout[])
    .filter(({ xref, yref }) => xref !== 'paper' && yref !== 'paper')
    .map(({ x, y }) => [x as number, y as number] as const)

/** Points, and some on the way from each to the next. */
const betweenToo = (points: readonly Point[]): Point[] =>
  points.flatMap(([x, y], index) => {
    const [nextX, nextY] = points[index + 1] ?? [x, y]
    return [0, 0.2, 0.4, 0.6, 0.8].map((share) => [x + share * (nextX - x), y + share * (nextY - y)] as const)
  })
