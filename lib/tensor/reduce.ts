// Reductions: sums, averages and extremes, over all elements or along one axis.
import { allocate, type Values } from './dtype.ts'
import { fastExtremes } from './fast/index.ts'
import { noAxes, showShape } from './layout.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { keptShape, reduction, type ReductionFunction } from './reduction.ts'
import { large } from './storage/index.ts'
import { total } from './stretch.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import { type Addition, additions } from './total.ts'
import { repeating } from './witness.ts'

/**
 * Σx: over all elements, or along one axis.
 *
 * @param axis the axis to sum along, -1 being the last; all unless said
 * @param keepDims keeps the axis with size 1, so that the result broadcasts against x
 * @throws RangeError if x has no such axis
 * @example
 * ```ts
 * sum(tensor([[1, 2], [3, 4]])) // → 10
 * sum(tensor([[1, 2], [3, 4]]), 0) // → [4, 6]
 * sum(tensor([[1, 2], [3, 4]]), 1, true) // → [[3], [7]]
 * ```
 */
export const sum = reduction('sum', (x, axis) => total(x, keptShape(x.shape, axis)), (x) => total(x, noAxes))

/**
 * The average, Σx / n: of all elements, or along one axis. Arguments as for {@link sum}.
 * @example mean(tensor([[1, 2], [3, 4]]), 1) // → [1.5, 3.5]
 */
export const mean = reduction('mean', (x, axis) => {
  const count = axis === undefined ? x.size : x.shape[axis]!
  return sum(x, axis, true).div(count)
})

/** The largest or smallest element, found by starting from the `worst` number there is. Equal winners share the gradient. */
function extreme(name: 'max' | 'min', worst: number): ReductionFunction {
  const keeping = (x: Tensor, axis: number | undefined): Tensor => {
    if (x.size === 0) throw new RangeError(`${name}: shape ${showShape(x.shape)} has no elements`)
    const shape = keptShape(x.shape, axis)
    const y = perform({ name, inputs: [x], again: repeating(keeping, axis) }, shape, x.dtype, () => {
      const step = additions(x.shape, shape)[0] ?? { outer: x.size, length: 1, inner: 1 }
      return (x.size >= large ? fastExtremes(name, x, step) : undefined) ?? extremes(Math[name], worst, x, step)
    })
    const pullback = (g: Tensor): Tensor => {
      const wins = x.equal(y)
      return wins.div(wins.sum(axis, true)).mul(g)
    }
    return record(y, [x, pullback])
  }
  return reduction(name, keeping)
}

/** Of [outer, length, inner] numbers, those of [outer, inner]. NaN is the better of whatever it is compared with, and 0 is more than -0. */
function extremes(better: (a: number, b: number) => number, worst: number, x: Tensor, { outer, length, inner }: Addition): Values {
  const best = allocate(x.dtype, outer * inner).fill(worst)
  const read = valuesOf(x)
  for (let i = 0, place = 0; i < outer; i++) {
    for (let k = 0; k < length; k++) {
      for (let j = i * inner; j < (i + 1) * inner; j++) best[j] = better(best[j]!, read[place++]!)
    }
  }
  return best
}

/**
 * The largest element: of all, or along one axis. Equal ones share the gradient. Arguments as for {@link sum}.
 * @throws RangeError if there are no elements
 * @example max(tensor([[1, 5], [3, 4]]), 0) // → [3, 5]
 */
export const max = extreme('max', -Infinity)

/**
 * The smallest element: of all, or along one axis. Equal ones share the gradient. Arguments as for {@link sum}.
 * @throws RangeError if there are no elements
 * @example min(tensor([[1, 5], [3, 4]])) // → 1
 */
export const min = extreme('min', Infinity)
