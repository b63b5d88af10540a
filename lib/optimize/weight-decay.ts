// Weight decay pulls every parameter towards zero, in proportion to its size. In a chain before an optimizer it is L2 regularisation: the
// same gradient as of the loss + λ/2 ‖w‖². For Adam's kin that is not the same as decay apart from the gradient; see adamw.
import { mapTree } from '../tensor/index.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/**
 * Adds a share of the parameters to the gradient: g ← g + λ w.
 *
 * @param lambda λ
 * @throws RangeError unless it is zero or more
 * @see Krogh & Hertz 1991
 * @example
 * ```ts
 * const flat = (w: Tensor) => w.mul(0).sum()
 * descend(flat, tensor([1, -2]), { optimizer: chain(weightDecay(0.5), sgd({ learningRate: 0.1 })), steps: 1 }).params // → [0.95, -1.9]
 * ```
 */
export function weightDecay(lambda: number): Optimizer<null> {
  checkOptions('weightDecay', { lambda }, { lambda: 'zero or more' })
  return {
    name: `weight decay ${lambda}`,
    init: () => null,
    step: (gradient, state, params) => [mapTree((g, w) => g.add(w.mul(lambda)), gradient, params), state],
  }
}
