// The gradient of a scalar loss as a function of functions: `grad(loss)` is again a function of the parameters, so it can be called, handed
// on, and differentiated again.
import { together } from '../compile/index.ts'
import { leavesOf, type Tensor, type Tree, withLeaves } from '../tensor/index.ts'
import { asTensor } from '../tensor/broadcast.ts'
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

/**
 * The function that gives a loss together with its gradient, at the price of about two to four losses however many parameters there are.
 *
 * @param loss from parameters (a Tensor or a tree of them), and anything else, to a scalar Tensor
 * @returns a function of the same arguments; `value` is a scalar, `gradient` is like the parameters
 * @throws TypeError when called, if the loss gives something else than a scalar Tensor
 * @example
 * ```ts
 * const { value, gradient } = valueAndGrad((w: Tensor) => w.square().sum())(tensor([3, 4]))
 * value // → 25
 * gradient // → [6, 8]
 * ```
 */
export function valueAndGrad<Params extends Tree = Tensor, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, ...rest: Rest) => ValueAndGradient<Params> {
  return (params, ...rest) => together(loss, () => {
    const { result, pullback } = recordFrom(leavesOf(params), (leaves) => {
      return checkScalar('grad', loss(withLeaves(params, leaves), ...rest))
    })
    const gradient = withLeaves(params, pullback(asTensor('grad', 1, result.dtype)))
    return { value: isRecording() ? result : detach(result), gradient }
  })
}

/**
 * The gradient ∂L/∂w of a scalar loss, as a function of the parameters. It can be differentiated again.
 *
 * @param loss from parameters (a Tensor or a tree of them), and anything else, to a scalar Tensor
 * @returns a function of the same arguments; its result is like the parameters, with zeros where the loss does not depend on them
 * @throws TypeError when called, if the loss gives something else than a scalar Tensor
 * @example
 * ```ts
 * grad((w: Tensor) => w.square().sum())(tensor([3, 4])) // → [6, 8]
 * grad(grad((x: Tensor) => x.pow(3)))(tensor(2)) // → 12
 * grad((p: { a: Tensor; b: Tensor }) => p.a.mul(p.b))({ a: tensor(2), b: tensor(5) }) // → { a: 5, b: 2 }
 * grad((w: Tensor) => w.square())(tensor([3, 4])) // → TypeError: grad: the loss must be a scalar, got shape [2]; add .sum() or .mean()
 * ```
 */
export function grad<Params extends Tree = Tensor, Rest extends unknown[] = []>(
  loss: Loss<Params, Rest>,
): (params: Params, ...rest: Rest) => Params {
  const both = valueAndGrad(loss)
  return (params, ...rest) => both(params, ...rest).gradient
}
