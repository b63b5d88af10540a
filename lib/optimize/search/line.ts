// The loss along a straight line, which is all that a line search sees of it.
import { together } from '../../compile/index.ts'
import { type Loss, valueAndGrad } from '../../derive/index.ts'
import { dotTree, mapTree, type Tree } from '../../tensor/index.ts'
import type { Line } from './line-search.ts'

/** A place where the loss and its gradient are known already. */
export interface Place<Params extends Tree> {
  params: Params
  loss: number
  gradient: Params
}

/** The line from a known place; asking for φ(0) and φ′(0) costs nothing. */
export function lineThrough<Params extends Tree>(loss: Loss<Params>, place: Place<Params>, direction: Params): Line {
  const lossAndGradient = valueAndGrad(loss)
  // The point is complete before the loss sees it, which may keep it for longer than the direction is there.
  const pointAt = (t: number): Params => together(lineThrough, () => mapTree((w, d) => w.add(d.mul(t)), place.params, direction))
  return {
    value: place.loss,
    slope: dotTree(place.gradient, direction).item(),
    at(t) {
      const point = pointAt(t)
      return together(loss, () => loss(point)).item()
    },
    withSlopeAt(t) {
      const { value, gradient } = lossAndGradient(pointAt(t))
      return { value: value.item(), slope: dotTree(gradient, direction).item() }
    },
  }
}

/**
 * The loss along a direction, φ(t) = L(w + t·d), for a line search to go along.
 *
 * @param params w, where the line starts
 * @param direction d, a tree like the parameters
 * @example
 * ```ts
 * const line = lineFrom((w: Tensor) => w.square().sum(), tensor([2, 0]), tensor([-1, 0]))
 * line.value // → 4
 * line.slope // → -4
 * goldenSection({ reach: 5 }).search(line).step.toFixed(4) // → '2.0000'
 * ```
 */
export function lineFrom<Params extends Tree>(loss: Loss<Params>, params: Params, direction: Params): Line {
  const { value, gradient } = valueAndGrad(loss)(params)
  return lineThrough(loss, { params, loss: value.item(), gradient }, direction)
}
