// A model before, during and after its fit: the data, and the model's curve after each step, from pale (the start) to dark (the end).
import { tensor } from '../tensor/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { Figure } from './figure.ts'
import { count } from '../format.ts'
import { spaced } from './grid.ts'
import { extent, pairsOf } from './numbers.ts'
import type { Numbers } from './numbers.ts'
import type { AxisNames, Trace, Words } from './spec.ts'
import { axis, colours, paleToDark } from './theme.ts'

export interface FitsOptions extends Words {
  /** what the data's axes are called, with their units */
  axes: Omit<AxisNames, 'z'>
  /** from where to where the curves go (the data's range unless told) */
  range?: readonly [number, number]
  /** pixels (420 unless told) */
  height?: number
}

/**
 * Draws data and the model's curve for each of several parameters.
 *
 * @param data x and y of n points
 * @param model gives its values, shape [m], at the places x, shape [m]
 * @param steps the parameters after each step: `run.path`
 * @throws FigureError if the data are not pairs of numbers, or the model gives another number of values than it was given places
 * @example
 * ```ts
 * const line = (x: Tensor, phi: Tensor) => phi.at(0).add(phi.at(1).mul(x))
 * const steps = [tensor([0, 0]), tensor([1, 2])]
 * figure.fits({ x: [0, 1, 2], y: [1, 3, 5] }, line, steps, { axes: { x: 'load (kg)', y: 'length (m)' } }).caption
 * // → '3 data points, and the fit at 2 moments, pale and dashed at the start, dark and solid at the end.'
 * ```
 */
export function fits<P>(
  data: { x: Numbers; y: Numbers },
  model: (x: Tensor, params: P) => Tensor,
  steps: readonly P[],
  options: FitsOptions,
): Figure {
  const { axes, range, height = 420, ...words } = options
  const points = pairsOf(data.x, data.y, 'data')
  const places = spaced(range ?? extent(points.x), 50)
  const shades = paleToDark(steps.length)

  const curves = steps.map((params, step): Trace => {
    const values = pairsOf(places, model(tensor(places), params), `model at step ${step}`)
    const last = step === steps.length - 1
    return {
      type: 'scatter',
      mode: 'lines',
      ...values,
      line: { color: shades[step], width: last ? 3.5 : 2, dash: last ? 'solid' : 'dash' },
      showlegend: false,
      hovertemplate: `step ${step}<br>(%{x:.3g}, %{y:.3g})<extra></extra>`,
    }
  })
  const dots: Trace = {
    type: 'scatter',
    mode: 'markers',
    ...points,
    marker: { color: colours[1], size: 9, line: { color: 'white', width: 1 } },
    showlegend: false,
    hovertemplate: '(%{x:.3g}, %{y:.3g})<extra></extra>',
  }
  return new Figure({
    ...words,
    height,
    traces: [...curves, dots, stepNumbers(curves)],
    sentences: [
      `${count(points.x.length, 'data point')}, and the fit at ${count(steps.length, 'moment')}, ` +
        'pale and dashed at the start, dark and solid at the end.',
    ],
    layout: { xaxis: axis(axes.x), yaxis: axis(axes.y) },
  })
}

/** The number of the step at each curve's right end tells curves apart where shades cannot; of many curves only the first and the last. */
function stepNumbers(curves: readonly Trace[]): Trace {
  const ends = curves
    .map(({ x, y }, step) => ({ step, x: (x as number[]).at(-1) as number, y: (y as number[]).at(-1) as number }))
    .filter(({ step }) => curves.length <= 8 || step === 0 || step === curves.length - 1)
  return {
    type: 'scatter',
    mode: 'text',
    x: ends.map(({ x }) => x),
    y: apart(ends.map(({ y }) => y), curves),
    text: ends.map(({ step }) => `  ${step}`),
    textposition: 'middle right',
    cliponaxis: false,
    showlegend: false,
    hoverinfo: 'skip',
  }
}

/** Moves heights up where they are nearer than a letter's height, so that no number covers another. */
function apart(heights: readonly number[], curves: readonly Trace[]): number[] {
  const [low, high] = extent(curves.flatMap(({ y }) => y as number[]))
  const letter = 0.07 * (high - low)
  const moved = [...heights]
  const rising = heights.map((_, index) => index).sort((i, j) => (heights[i] as number) - (heights[j] as number))
  rising.forEach((index, rank) => {
    const below = rank === 0 ? -Infinity : (moved[rising[rank - 1] as number] as number)
    moved[index] = Math.max(moved[index] as number, below + letter)
  })
  return moved
}
