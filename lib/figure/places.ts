// Where a descent has been, as numbers: a run of `descend`, or a plain list of points, becomes places in the plane of two parameters.
import { FigureError } from './error.ts'
import { formatNumber, formatPoint, count } from '../format.ts'
import { numbersOf } from './numbers.ts'
import type { Numbers } from './numbers.ts'

/** A run of `descend` over two parameters (every parameter Tensor has shape [2]), or a list of points. */
export type Journey = { readonly path: readonly unknown[]; readonly loss?: readonly number[] } | readonly Numbers[]

export interface Places {
  readonly x: number[]
  readonly y: number[]
  /** the loss at each place, where the journey knows it */
  readonly loss: readonly number[] | undefined
  /** whether the places are the steps of a run, which are numbered while they are few */
  readonly isRun: boolean
}

/**
 * The places of a journey, first to last.
 *
 * @throws FigureError if a place is not two numbers: a map has two axes
 */
export function placesOf(journey: Journey, what = 'path'): Places {
  const stops = 'path' in journey ? journey.path : journey
  if (stops.length === 0) throw new FigureError(`${what}: no points. Run at least zero steps: the start is a point too.`)
  const points = stops.map((stop, step) => {
    const numbers = isNumbers(stop) ? numbersOf(stop, `${what}, step ${step}`) : []
    if (numbers.length !== 2) {
      throw new FigureError(
        `${what}: step ${step} has ${count(numbers.length, 'parameter')}, but a map has two axes. ` +
          'Map a loss of two parameters in one Tensor of shape [2], or draw figure.history of the run.',
      )
    }
    return numbers as [number, number]
  })
  return {
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    loss: 'path' in journey ? journey.loss : undefined,
    isRun: 'path' in journey,
  }
}

/** A journey in one sentence, with where it began and ended. */
export function describePlaces({ x, y, loss }: Places, name?: string): string {
  const last = x.length - 1
  const at = (index: number) => formatPoint([x[index] as number, y[index] as number])
  const withLoss = (index: number) => (loss?.[index] === undefined ? '' : `, loss ${formatNumber(loss[index])}`)
  const [start, end] = [at(0) + withLoss(0), at(last) + withLoss(last)]
  return `${name ? `Path “${name}”` : 'Path'}: ${last === 0 ? `the point ${start}` : `${count(last, 'step')} from ${start} to ${end}`}.`
}

const isNumbers = (stop: unknown): stop is Numbers =>
  Array.isArray(stop) || (typeof stop === 'object' && stop !== null && 'toArray' in stop && typeof stop.toArray === 'function')
