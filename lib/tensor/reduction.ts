// What reductions have in common: many numbers become one, over all elements or along one axis. With `keepDims` the axis stays with size 1,
// so that the result broadcasts against what it was made from, as in `x.sub(x.mean(1, true))`.
import { asTensor } from './broadcast.ts'
import { axisFromFront } from './layout.ts'
import { reshape } from './reshape.ts'
import type { Tensor } from './tensor.ts'
import type { AxisOf, Reduce, Shape } from './types/index.ts'

/** `sum(x)`, `sum(x, 0)`, `sum(x, -1, true)` */
export interface ReductionFunction {
  <S extends Shape, const Axis extends AxisOf<S> | undefined = undefined, KeepDims extends boolean = false>(
    x: Tensor<S>,
    axis?: Axis,
    keepDims?: KeepDims,
  ): Tensor<Reduce<S, Axis, KeepDims>>
}

/** Reduces, and leaves the reduced axes in place with size 1. */
export type Reduction = (x: Tensor, axis: number | undefined) => Tensor

/**
 * Gives a reduction that keeps the reduced axes its checks and the choice to drop them.
 *
 * @param reduceAll reduces all elements to a scalar, if there is a shorter way to it
 */
export function reduction(name: string, reduceKeeping: Reduction, reduceAll?: (x: Tensor) => Tensor): ReductionFunction {
  const apply = (operand: Tensor, axis?: number, keepDims = false): Tensor => {
    const x = asTensor(name, operand)
    if (reduceAll && axis === undefined && !keepDims) return reduceAll(x)
    const along = axis === undefined ? undefined : axisFromFront(name, x.shape, axis)
    const kept = reduceKeeping(x, along)
    return keepDims ? kept : reshape(kept, x.shape.filter((_, i) => along !== undefined && i !== along))
  }
  return apply as ReductionFunction
}

/** The shape with 1 at the reduced axis, or at all of them. */
export const keptShape = (shape: Shape, axis: number | undefined): Shape =>
  shape.map((length, i) => (axis === undefined || i === axis ? 1 : length))
