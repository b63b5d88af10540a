// How a journey is drawn on a map: a line with a pale edge, so that it stands out on light and dark ground, a ring at its start, a marker
// at every step (numbered while there are few), and a larger one at its end.
import type { Places } from './places.ts'
import type { Trace } from './spec.ts'
import { stepNumbers } from './step-numbers.ts'
import { ink, seriesStyle } from './theme.ts'

/** Journeys of up to this many steps have their steps numbered. */
const fewSteps = 6

/** The markers of journeys of more points than this run into each other; white edges would hide their colour. */
const manySteps = 30

/** Larger markers where a journey of `points` points begins and ends. */
export const markerSizes = (points: number): number[] =>
  Array.from({ length: points }, (_, step) => (step === 0 || step === points - 1 ? 11 : points <= fewSteps + 1 ? 8 : 6))

export interface TrailOptions {
  name?: string | undefined
  /** how much of x and of y the picture shows: step numbers are written where they do not run into each other */
  spans?: readonly [number, number]
}

/** The traces of one journey in a plane; `index` picks its colour, dash and marker. */
export function trail(places: Places, index: number, { name, spans }: TrailOptions): Trace[] {
  const { x, y, loss, isRun } = places
  const { colour, dash, symbol } = seriesStyle(index)
  const numbers = spans && isRun && x.length <= fewSteps + 1 ? stepNumbers(x, y, spans) : undefined
  const atStart = <T>(start: T, later: T): T[] => x.map((_, step) => (step === 0 ? start : later))

  const unnamed = { showlegend: false, hoverinfo: 'skip' }
  const edge: Trace = { type: 'scatter', mode: 'lines', x, y, line: { color: 'white', width: 6 }, opacity: 0.75, ...unnamed }
  const line: Trace = {
    type: 'scatter',
    mode: numbers ? 'lines+markers+text' : 'lines+markers',
    ...(name ? { name } : { showlegend: false }),
    x,
    y,
    line: { color: colour, dash, width: 2.5 },
    marker: {
      symbol,
      opacity: 1,
      size: markerSizes(x.length),
      color: atStart('white', colour),
      line: { color: atStart(colour, 'white'), width: atStart(2.5, x.length > manySteps ? 0 : 1) },
    },
    ...(numbers ? { ...numbers, textfont: { color: ink, size: 13 } } : {}),
    customdata: x.map((_, step) => [step, loss?.[step] ?? null]),
    hovertemplate: `step %{customdata[0]}<br>(%{x:.4g}, %{y:.4g})${loss ? '<br>loss %{customdata[1]:.4g}' : ''}`,
  }
  return [edge, line]
}
