// The curvatures of a loss at one or several points: the eigenvalues of each Hessian on a line of its own, to the left and to the right of
// zero. All to the right is how a minimum looks, both sides a saddle, and a wide spread is what makes descent slow.
import { count, formatNumber } from '../format.ts'
import { eigenvalues as eigenvaluesOf, Tensor } from '../tensor/index.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { numbersOf } from './numbers.ts'
import type { Layout, Trace, Words } from './spec.ts'
import { axis, colours, faint, ink, logAxis } from './theme.ts'

export interface EigenvaluesOptions extends Words {
  /** names with units; `eigenvalue of the Hessian` and `point` unless told */
  axes?: { x?: string; y?: string }
  /** `log` spreads out curvatures of different sizes; all must be positive (`linear` unless told) */
  scale?: 'linear' | 'log'
  /** pixels (as many as the points need unless told) */
  height?: number
}

/**
 * Draws the eigenvalues of Hessians, a line for each.
 *
 * @param points `{ name: H, … }`, each a symmetric matrix [n, n], or its eigenvalues as a list or a Tensor [n]
 * @throws FigureError if there is no point, a point has no finite eigenvalues, or a log scale meets one that is not positive
 * @example
 * ```ts
 * const loss = (w: Tensor) => w.at(0).square().sub(w.at(1).square().mul(3))
 * figure.eigenvalues({ origin: hessian(loss)(zeros([2])), valley: [1, 100] }).caption
 * // → 'origin: eigenvalues −6 and 2, 1 of 2 negative. valley: eigenvalues 1 and 100, all positive, condition number 100.'
 * ```
 */
export function eigenvalues(points: Readonly<Record<string, Tensor | readonly number[]>>, options: EigenvaluesOptions = {}): Figure {
  const spectra = Object.entries(points).map(([name, point]) => ({ name, values: spectrumOf(point, name) }))
  if (spectra.length === 0) {
    throw new FigureError('eigenvalues: no points. Pass at least one with its name: figure.eigenvalues({ start: hessian(loss)(w) }).')
  }
  const { axes, scale = 'linear', height = 160 + 48 * spectra.length, ...words } = options
  const all = spectra.flatMap(({ values }) => values)
  if (scale === 'log' && all.some((value) => value <= 0)) {
    const problem = `the eigenvalue ${formatNumber(Math.min(...all))} has no logarithm`
    throw new FigureError(`eigenvalues: on a log scale ${problem}. Use scale: 'linear', which shows both sides of zero.`)
  }
  return new Figure({
    ...words,
    height,
    traces: [
      ...(scale === 'log' ? [] : [line([0, 0], [-0.6, spectra.length - 0.4], ink)]),
      ...spectra.flatMap(({ values }, row) => [line([values[0]!, values.at(-1)!], [row, row], faint), marks(values, row)]),
    ],
    sentences: spectra.map(describe),
    layout: {
      xaxis: axis(axes?.x ?? 'eigenvalue of the Hessian', scale === 'log' ? logAxis(all) : { rangemode: 'tozero' }),
      yaxis: axis(axes?.y ?? 'point', rows(spectra.map(({ name }) => name))),
    },
  })
}

/** The eigenvalues, from the smallest to the largest. */
function spectrumOf(point: Tensor | readonly number[], name: string): number[] {
  const isMatrix = point instanceof Tensor && point.shape.length === 2
  const values = numbersOf(isMatrix ? eigenvaluesOf(point) : point, `point '${name}'`)
  if (values.length > 0 && values.every(Number.isFinite)) return [...values].sort((a, b) => a - b)
  const instead = 'Pass a Hessian, hessian(loss)(params), or a list of numbers.'
  throw new FigureError(`eigenvalues: point '${name}' has no finite eigenvalues. ${instead}`)
}

/** The first point stands on top, as in a text. */
const rows = (names: readonly string[]): Layout => ({
  tickvals: names.map((_, row) => row),
  ticktext: names,
  range: [names.length - 0.4, -0.6],
  showgrid: false,
})

const line = (x: readonly number[], y: readonly number[], colour: string): Trace => ({
  type: 'scatter',
  mode: 'lines',
  x,
  y,
  line: { color: colour, width: 1 },
  showlegend: false,
  hoverinfo: 'skip',
})

/** Negative ones differ in colour and in form from the others. */
const marks = (values: readonly number[], row: number): Trace => ({
  type: 'scatter',
  mode: 'markers',
  x: values,
  y: values.map(() => row),
  marker: {
    size: 12,
    color: values.map((value) => (value < 0 ? colours[1] : colours[0])),
    symbol: values.map((value) => (value < 0 ? 'triangle-left' : 'circle')),
    line: { color: 'white', width: 1 },
    opacity: 1,
  },
  showlegend: false,
  customdata: values.map((_, rank) => rank + 1),
  hovertemplate: `eigenvalue %{customdata} of ${values.length}<br>%{x:.4g}<extra></extra>`,
})

function describe({ name, values }: { name: string; values: readonly number[] }): string {
  const [least, most] = [values[0]!, values.at(-1)!]
  const range = `${count(values.length, 'eigenvalue')} from ${formatNumber(least)} to ${formatNumber(most)}`
  const negative = values.filter((value) => value < 0).length
  const signs = least > 0 ? `all positive, condition number ${formatNumber(most / least)}` : `${negative} of ${values.length} negative`
  return `${name}: ${values.length > 2 ? range : pair(values)}, ${signs}.`
}

const pair = (values: readonly number[]): string =>
  `${values.length === 1 ? 'eigenvalue' : 'eigenvalues'} ${values.map((value) => formatNumber(value)).join(' and ')}`
