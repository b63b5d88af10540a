// Exhaustive search: measure the loss on every point of a grid. In two dimensions that finds the global minimum to the grid's spacing and
// draws the landscape as well; its cost, points to the power of the number of parameters, ends it soon after.
import { tensor, type Tensor } from '../tensor/index.ts'
import { bestOf, type Search } from './best-of.ts'
import { checkOptions } from './options.ts'

/** More points than this would keep anyone waiting too long. */
const MOST = 1e7

/** Options of {@link gridSearch}. */
export interface GridSearchOptions {
  /** For each parameter, from where to where; both ends are tried. */
  ranges: readonly (readonly [from: number, to: number])[]
  /** How many points along each range, two or more; the loss is measured `points`ⁿ times. */
  points: number
}

/** The outcome, with the loss on the whole grid: an axis of length `points` for each parameter. */
export interface GridSearch extends Search<Tensor> {
  readonly values: Tensor
}

/**
 * The best of all points of a grid, for a loss of n parameters in one vector [n].
 *
 * @param loss from a vector [n] to a scalar Tensor
 * @param options see {@link GridSearchOptions}
 * @returns the best, and `values` of shape [points, …, points]
 * @throws RangeError if that is more than ten million times, or a loss is finite nowhere
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.sub(tensor([1, -1])).square().sum()
 * const found = gridSearch(bowl, { ranges: [[-2, 2], [-2, 2]], points: 5 })
 * found.params // → [1, -1]
 * found.values.shape // → [ 5, 5 ]
 * const wide = { ranges: [...Array(20)].map((): [number, number] => [0, 1]), points: 10 }
 * gridSearch(bowl, wide) // → RangeError: gridSearch: 10 points for each of 20 parameters: 1e+20 losses, at most 1e+7
 * ```
 */
export function gridSearch(loss: (params: Tensor) => Tensor, { ranges, points }: GridSearchOptions): GridSearch {
  checkOptions('gridSearch', { points }, { points: 'a whole number, two or more' })
  const total = points ** ranges.length
  if (total > MOST) {
    const most = MOST.toExponential()
    const losses = `${total.toExponential(0)} losses, at most ${most}`
    throw new RangeError(`gridSearch: ${points} points for each of ${ranges.length} parameters: ${losses}`)
  }
  const values: number[] = []
  const found = bestOf('grid search', loss, total, (i) => gridPoint(i, ranges, points), (value) => values.push(value))
  return Object.assign(found, { values: tensor(values).reshape(ranges.map(() => points)) })
}

/** Point number i: the number's digits to the base `points` are the places along the axes, the last axis running fastest. */
function gridPoint(i: number, ranges: GridSearchOptions['ranges'], points: number): Tensor {
  const place = ranges.map((_, axis) => Math.floor(i / points ** (ranges.length - 1 - axis)) % points)
  return tensor(ranges.map(([from, to], axis) => from + ((to - from) * place[axis]!) / (points - 1)))
}
