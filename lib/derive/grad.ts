// The gradient of a scalar loss as a function of functions: `grad(loss)` is again a function of the parameters, so it can be called, handed
// on, and differentiated again.
import { leavesOf, ones, type Tensor, type Tree, withLeaves } from '../tensor/index.ts'
import { detach, isRecording } from '../tensor/record.ts'
import { recordFrom } from './backward.ts'
import { checkScalar, type Loss } from './loss.ts'

/** A loss and its gradient at one point. */
export interface ValueAndGradient<Params extends Tree> {
  /** The loss, a scalar. */
  value: Tensor<[]>
  /** Of the same form and shapes as the parameters. */
  gradient: Params
}

export function valueAndGrad<Params extends Tree, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, ...rest: Rest) => ValueAndGradient<Params> {
  return (params, ...rest) => {
    const { result, pullback } = recordFrom(leavesOf(params), (leaves) => {
      return checkScalar('grad', loss(withLeaves(params, leaves), ...rest))
    })
    const gradient = withLeaves(params, pullback(ones([], { dtype: result.dtype })))
    return { value: isRecording() ? result : detach(result), gradient }
  }
}

export function grad<Params extends Tree, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, ...rest: Rest) => Params {
  const both = valueAndGrad(loss)
  return (params, ...rest) => both(params, ...rest).gradient
}
