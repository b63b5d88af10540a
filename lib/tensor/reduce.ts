// Reductions: sums, averages and extremes, over all elements or along one axis.
import { allocate } from './dtype.ts'
import { showShape, sizeOf } from './layout.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { keptShape, reduction, type ReductionFunction } from './reduction.ts'
import { total } from './stretch.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import { Walk } from './walk.ts'

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
export const sum = reduction('sum', (x, axis) => total(x, keptShape(x.shape, axis)))

/**
 * The average, Σx / n: of all elements, or along one axis. Arguments as for {@link sum}.
 * @example mean(tensor([[1, 2], [3, 4]]), 1) // → [1.5, 3.5]
 */
export const mean = reduction('mean', (x, axis) => {
  const count = axis === undefined ? x.size : x.shape[axis]!
  return sum(x, axis, true).div(count)
})

/** The largest or smallest element, found by starting from the `worst` number there is. Equal winners share the gradient. */
function extreme(name: string, worst: number, better: (a: number, b: number) => boolean): ReductionFunction {
  const keeping = (x: Tensor, axis: number | undefined): Tensor => {
    if (x.size === 0) throw new RangeError(`${name}: shape ${showShape(x.shape)} has no elements`)
    const shape = keptShape(x.shape, axis)
    const y = perform({ name, inputs: [x], again: (x) => keeping(x as Tensor, axis) }, shape, x.dtype, () => {
      const best = allocate(x.dtype, sizeOf(shape)).fill(worst)
      const read = valuesOf(x)
      Walk.stretching(shape, x.shape).visit((place, i) => {
        const candidate = read[i]!
        if (better(candidate, best[place]!) || Number.isNaN(candidate)) best[place] = candidate
      })
      return best
    })
    const pullback = (g: Tensor): Tensor => {
      const wins = x.equal(y)
      return wins.div(wins.sum(axis, true)).mul(g)
    }
    return record(y, [x, pullback])
  }
  return reduction(name, keeping)
}

/**
 * The largest element: of all, or along one axis. Equal ones share the gradient. Arguments as for {@link sum}.
 * @throws RangeError if there are no elements
 * @example max(tensor([[1, 5], [3, 4]]), 0) // → [3, 5]
 */
export const max = extreme('max', -Infinity, (a, b) => a > b)

/**
 * The smallest element: of all, or along one axis. Equal ones share the gradient. Arguments as for {@link sum}.
 * @throws RangeError if there are no elements
 * @example min(tensor([[1, 5], [3, 4]])) // → 1
 */
export const min = extreme('min', Infinity, (a, b) => a < b)
