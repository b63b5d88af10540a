// Reductions: many numbers to one, over all elements or along one axis. With `keepDims` the axis stays with size 1, so that the result
// broadcasts against what it was made from, as in `x.sub(x.mean(1, true))`.
import { allocate } from './dtype.ts'
import { asTensor } from './broadcast.ts'
import { axisFromFront, positions, showShape, sizeOf, stridesOf } from './layout.ts'
import { scatter } from './rearrange.ts'
import { record } from './record.ts'
import { reshape } from './reshape.ts'
import { Tensor, valuesOf } from './tensor.ts'
import type { AxisOf, Reduce, Shape } from './types/index.ts'

/** `sum(x)`, `sum(x, 0)`, `sum(x, -1, true)` */
export interface ReductionFunction {
  <S extends Shape, const Axis extends AxisOf<S> | undefined = undefined, KeepDims extends boolean = false>(
    x: Tensor<S>,
    axis?: Axis,
    keepDims?: KeepDims,
  ): Tensor<Reduce<S, Axis, KeepDims>>
}

type Reduction = (x: Tensor, axis: number | undefined) => Tensor

/** Gives a reduction that keeps the reduced axes its checks and the choice to drop them. */
function reduction(name: string, reduceKeeping: Reduction): ReductionFunction {
  const apply = (operand: Tensor, axis?: number, keepDims = false): Tensor => {
    const x = asTensor(name, operand)
    const along = axis === undefined ? undefined : axisFromFront(name, x.shape, axis)
    const kept = reduceKeeping(x, along)
    return keepDims ? kept : reshape(kept, x.shape.filter((_, i) => along !== undefined && i !== along))
  }
  return apply as ReductionFunction
}

/** The shape with 1 at the reduced axis, or at all of them. */
const keptShape = (shape: Shape, axis: number | undefined): Shape =>
  shape.map((length, i) => (axis === undefined || i === axis ? 1 : length))

/** For each element of `shape`, where its axis' total lies in a tensor of the kept shape. */
const placesKept = (shape: Shape, kept: Shape): Int32Array =>
  positions(shape, stridesOf(kept).map((stride, axis) => (kept[axis] === 1 ? 0 : stride)))

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
export const sum = reduction('sum', (x, axis) => {
  const shape = keptShape(x.shape, axis)
  return scatter(x, placesKept(x.shape, shape), shape)
})

/**
 * The average, Σx / n: of all elements, or along one axis. Arguments as for {@link sum}.
 * @example mean(tensor([[1, 2], [3, 4]]), 1) // → [1.5, 3.5]
 */
export const mean = reduction('mean', (x, axis) => {
  const count = axis === undefined ? x.size : x.shape[axis]!
  return sum(x, axis, true).div(count)
})

/** The largest or smallest element, found by starting from the `worst` number there is. Equal winners share the gradient. */
const extreme = (name: string, worst: number, better: (a: number, b: number) => boolean): ReductionFunction =>
  reduction(name, (x, axis) => {
    if (x.size === 0) throw new RangeError(`${name}: shape ${showShape(x.shape)} has no elements`)
    const shape = keptShape(x.shape, axis)
    const best = allocate(x.dtype, sizeOf(shape)).fill(worst)
    const read = valuesOf(x)
    placesKept(x.shape, shape).forEach((place, i) => {
      const candidate = read[i]!
      if (better(candidate, best[place]!) || Number.isNaN(candidate)) best[place] = candidate
    })
    const y = new Tensor(best, shape, x.dtype)
    const pullback = (g: Tensor): Tensor => {
      const wins = x.equal(y)
      return wins.div(wins.sum(axis, true)).mul(g)
    }
    return record(y, [x, pullback])
  })

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

/**
 * The Euclidean length √Σx²: of all elements, or along one axis. The slope at x = 0 is taken as 0. Arguments as for {@link sum}.
 * @example norm(tensor([3, 4])) // → 5
 */
export const norm = reduction('norm', (x, axis) => {
  const squares = sum(x.square(), axis, true)
  const y = new Tensor(valuesOf(squares).map(Math.sqrt), squares.shape, x.dtype)
  return record(y, [x, (g) => g.mul(x.div(y.add(y.equal(0))))])
})
