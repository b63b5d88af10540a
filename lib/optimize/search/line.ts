// The loss along a straight line, which is all that a line search sees of it.
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
  const pointAt = (t: number): Params => mapTree((w, d) => w.add(d.mul(t)), place.params, direction)
  return {
    value: place.loss,
    slope: dotTree(place.gradient, direction).item(),
    at: (t) => loss(pointAt(t)).item(),
    withSlopeAt(t) {
      const { value, gradient } = lossAndGradient(pointAt(t))
      return { value: value.item(), slope: dotTree(gradient, direction).item() }
    },
  }
}

export function lineFrom<Params extends Tree>(loss: Loss<Params>, params: Params, direction: Params): Line {
  const { value, gradient } = valueAndGrad(loss)(params)
  return lineThrough(loss, { params, loss: value.item(), gradient }, direction)
}
