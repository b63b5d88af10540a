// Numbers kept within bounds.
import { maximum, minimum } from './binary.ts'
import { asTensor } from './broadcast.ts'
import type { Tensor } from './tensor.ts'
import type { Shape } from './types/index.ts'

/**
 * x kept between two bounds, element by element: min(max(x, low), high).
 *
 * Outside of the bounds it is flat, so no gradient flows; on a bound, half of it does.
 *
 * @param low the least that comes out; -Infinity for no bound
 * @param high the most that comes out; Infinity for no bound
 * @throws RangeError unless low ≤ high
 * @example
 * ```ts
 * clip(tensor([-5, 0.3, 5]), -1, 1) // → [-1, 0.3, 1]
 * clip(tensor([1]), 2, 0) // → RangeError: clip: from 2 to 0: the lower bound must not lie above the upper one
 * ```
 */
export function clip<S extends Shape>(x: Tensor<S>, low: number, high: number): Tensor<S> {
  if (!(low <= high)) throw new RangeError(`clip: from ${low} to ${high}: the lower bound must not lie above the upper one`)
  return minimum(maximum(asTensor('clip', x), low), high) as Tensor as Tensor<S>
}
