// Descents side by side in time: press play, or drag the slider, and each runs its course on the map or down its loss curve. The still
// picture shows all of every course, so that nothing is lost on paper.
import { controls } from './controls.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { formatNumber, count } from '../format.ts'
import { rounded } from './ground.ts'
import type { Landscape } from './landscape.ts'
import { placesOf } from './places.ts'
import type { Journey } from './places.ts'
import type { Frame, Layout, Trace, Words } from './spec.ts'
import { axis, logAxis, seriesStyle } from './theme.ts'
import { markerSizes, trail } from './trail.ts'

export interface RaceOptions extends Words {
  /** the map to race on; without one the runs race down their loss curves */
  on?: Landscape
  /** names with units, instead of `step` and `loss` */
  axes?: { x?: string; y?: string }
  /** of the loss curves (`log` unless told) */
  scale?: 'linear' | 'log'
  /** pixels (560 unless told) */
  height?: number
}

/** A picture every few steps is enough to follow, and keeps the notebook small. */
const mostFrames = 60

/**
 * Draws runs as a race, with a play button and a slider for the step.
 *
 * @param runs `{ name: run, … }` of `descend`
 * @throws FigureError if there is no run, or a map is given and a run has not two parameters
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * const from = (learningRate: number) => descend(bowl, tensor([2, -1]), { optimizer: sgd({ learningRate }), steps: 3 })
 * figure.race({ slow: from(0.1), fast: from(0.4) }).caption
 * // → '“slow”: 3 steps, loss 5 to 1.31. “fast”: 3 steps, loss 5 to 3.2 × 10⁻⁴. Play or drag the slider to see it happen.'
 * ```
 */
export function race(runs: Readonly<Record<string, Journey & { readonly loss: readonly number[] }>>, options: RaceOptions = {}): Figure {
  const { on, axes, scale = 'log', height = 560, ...words } = options
  const courses = Object.entries(runs).map(([name, run]) => ({
    ...(on ? placesOf(run, name) : { x: run.loss.map((_, step) => step), y: [...run.loss], isRun: true }),
    name,
    loss: run.loss,
  }))
  if (courses.length === 0) throw new FigureError('race: no runs. Pass at least one with its name: figure.race({ descent: run }).')

  const ground = on?.banded.traces ?? []
  const whole = courses.flatMap((course, index) => (on ? trail(course, index, { name: course.name }) : curve(course, index)))
  const perCourse = whole.length / courses.length
  const moving = courses.map((_, index) => ground.length + index * perCourse + perCourse - 1)
  const moments = momentsOf(Math.max(...courses.map(({ x }) => x.length - 1)))
  const frames: Frame[] = moments.map((step) => ({
    name: String(step),
    traces: moving,
    data: courses.map(({ x, y }) => soFar(x, y, step)),
  }))

  const heights = courses.flatMap(({ y }) => y)
  const plain = { xaxis: axis(axes?.x ?? 'step'), yaxis: axis(axes?.y ?? 'loss', scale === 'log' ? logAxis(heights) : {}) }
  return new Figure({
    ...words,
    height,
    frames,
    traces: [...ground, ...whole],
    sentences: [...(on?.drawing.sentences ?? []), ...courses.map(describe), 'Play or drag the slider to see it happen.'],
    layout: { ...(on?.drawing.layout ?? plain), ...controls(moments) },
  })
}

/** A course up to a step, with a large marker where it has got to. */
function soFar(x: readonly number[], y: readonly number[], step: number): Trace {
  const [across, up] = [x, y].map((values) => values.slice(0, step + 1).map(rounded)) as [number[], number[]]
  return { type: 'scatter', x: across, y: up, marker: { size: markerSizes(across.length) } }
}

/** A loss curve: all of it pale, and over it the part that has been run so far. */
function curve({ x, y, name }: { x: number[]; y: number[]; name: string }, index: number): Trace[] {
  const { colour, dash, symbol } = seriesStyle(index)
  const line = { color: colour, dash, width: 2.5 }
  const pale: Trace = { type: 'scatter', mode: 'lines', x, y, line, opacity: 0.3, showlegend: false, hoverinfo: 'skip' }
  const marker = { color: colour, symbol, opacity: 1, size: markerSizes(x.length), maxdisplayed: 15 }
  return [pale, { type: 'scatter', mode: 'lines+markers', name, x, y, line, marker, hovertemplate: 'step %{x}<br>%{y:.4g}' }]
}

/** The steps to show: all of them, or evenly chosen ones with the first and the last. */
function momentsOf(last: number): number[] {
  if (last < mostFrames) return Array.from({ length: last + 1 }, (_, step) => step)
  return Array.from({ length: mostFrames }, (_, index) => Math.round((last * index) / (mostFrames - 1)))
}

function describe({ name, loss }: { name: string; loss: readonly number[] }): string {
  const last = loss.length - 1
  return `“${name}”: ${count(last, 'step')}, loss ${formatNumber(loss[0] ?? NaN)} to ${formatNumber(loss[last] ?? NaN)}.`
}
