// Looks at a loss of two parameters on a grid of points, which is how maps and surfaces of it are drawn.
import { tensor } from '../tensor/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { FigureError } from './error.ts'

/** A loss of two parameters: takes a Tensor of shape [2], gives one number. */
export type PlaneLoss = (point: Tensor) => Tensor | number

export type Range = readonly [low: number, high: number]

export interface Grid {
  readonly x: number[]
  readonly y: number[]
  /** `z[row][column]` is the loss at `(x[column], y[row])` */
  readonly z: number[][]
  /** where on the grid the loss is least, and how much it is there */
  readonly lowest: { x: number; y: number; z: number }
  readonly highest: number
}

/** `count` numbers from `low` to `high`, both included, at equal distances. */
export const spaced = ([low, high]: Range, count: number): number[] =>
  Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1))

/** The loss at one point as a number, whichever way the loss hands it over. */
export function lossAt(loss: PlaneLoss, x: number, y: number): number {
  const value = loss(tensor([x, y]))
  const number = typeof value === 'number' ? value : value.size === 1 ? value.item() : undefined
  if (number === undefined) {
    const shape = JSON.stringify((value as Tensor).shape)
    throw new FigureError(`loss: a result of shape ${shape} where one number is needed. Sum it or take its mean.`)
  }
  return number
}

/**
 * Evaluates a loss on `count` × `count` points.
 *
 * @throws FigureError if a range is not two rising numbers, or the loss is nowhere finite
 */
export function gridOf(loss: PlaneLoss, ranges: { x: readonly number[]; y: readonly number[] }, count: number): Grid {
  const x = spaced(rangeOf('x', ranges.x), count)
  const y = spaced(rangeOf('y', ranges.y), count)
  const z = y.map((second) => x.map((first) => lossAt(loss, first, second)))

  const lowest = { x: NaN, y: NaN, z: Infinity }
  let highest = -Infinity
  z.forEach((row, j) =>
    row.forEach((value, i) => {
      if (value < lowest.z) Object.assign(lowest, { x: x[i], y: y[j], z: value })
      if (value > highest && Number.isFinite(value)) highest = value
    }),
  )
  if (!Number.isFinite(lowest.z)) throw new FigureError('loss: not finite anywhere on the map. Try another range of x and y.')
  return { x, y, z, lowest, highest }
}

/** Two rising numbers. A learner's `{ x: [-1, 3] }` has the type `number[]`, so their number is checked here. */
export function rangeOf(name: string, range: readonly number[]): Range {
  const [low, high] = range
  if (range.length === 2 && low !== undefined && high !== undefined && low < high) return [low, high]
  throw new FigureError(`range of ${name}: ${JSON.stringify(range)}. Give the lowest and the highest value: { ${name}: [-1, 3] }.`)
}
