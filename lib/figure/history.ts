// How a descent went, step by step: its loss, the size of its gradient, or the length of its steps, on a plain or a logarithmic axis.
import { Chart } from './chart.ts'
import { FigureError } from './error.ts'
import type { Words } from './spec.ts'

/** What a run of `descend` wrote down at every step. */
export interface Recorded {
  readonly loss: readonly number[]
  readonly gradientNorm?: readonly number[]
  readonly stepLength?: readonly number[]
}

export interface HistoryOptions extends Words {
  /** what to draw (`loss` unless told) */
  of?: 'loss' | 'gradientNorm' | 'stepLength'
  /** `log` makes a steady rate a straight line (`linear` unless told) */
  scale?: 'linear' | 'log'
  /** subtracted from every value: with the least loss, what is drawn is the gap that is left */
  above?: number
  /** names with units, instead of the plain ones */
  axes?: { x?: string; y?: string }
  /** pixels (380 unless told) */
  height?: number
}

const plainNames = { loss: 'loss', gradientNorm: 'size of the gradient', stepLength: 'length of the step' }

/**
 * Draws what runs wrote down against the number of steps.
 *
 * @param runs `{ name: run, … }`
 * @throws FigureError if there is no run, or a run did not write that down
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * const run = descend(bowl, tensor([2]), { optimizer: sgd({ learningRate: 0.25 }), steps: 3 })
 * figure.history({ descent: run }, { scale: 'log' }).caption // → 'descent: 4 points, step 0 to 3, loss 0.0625 to 4.'
 * ```
 */
export function history(runs: Readonly<Record<string, Recorded>>, options: HistoryOptions = {}): Chart {
  const { of = 'loss', scale = 'linear', above = 0, axes, height = 380, ...words } = options
  const entries = Object.entries(runs)
  if (entries.length === 0) throw new FigureError('history: no runs. Pass at least one with its name: figure.history({ descent: run }).')

  const yName = axes?.y ?? (above === 0 ? plainNames[of] : `${plainNames[of]} above ${above.toPrecision(3)}`)
  const chart = new Chart({ ...words, height, axes: { x: axes?.x ?? 'step', y: yName }, scale: { y: scale } })
  return entries.reduce((drawn, [name, run]) => {
    const values = run[of]
    if (!values) throw new FigureError(`history: run '${name}' has no ${of}. Choose loss, gradientNorm or stepLength.`)
    return drawn.line(values.map((_, step) => step), values.map((value) => value - above), name)
  }, chart)
}
