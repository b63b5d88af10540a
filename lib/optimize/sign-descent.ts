// Sign descent asks each partial derivative only which way, never how much: every parameter moves by α. It is what Rprop and Adam come down
// to when their memories are switched off.
import { mapTree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import type { Optimizer } from './optimizer.ts'
import type { SgdOptions, SgdState } from './sgd.ts'

/**
 * Descent by the sign of the gradient: w ← w - α sign(g). A parameter whose derivative is 0 stays.
 *
 * @param options see {@link SgdOptions}
 * @throws RangeError unless α is positive
 * @see Bernstein et al. 2018, "signSGD", algorithm 1
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().mul(tensor([1000, 1, 1])).sum()
 * descend(bowl, tensor([1, -1, 0]), { optimizer: signDescent({ learningRate: 0.25 }), steps: 2 }).params // → [0.5, -0.5, 0]
 * ```
 */
export function signDescent({ learningRate }: SgdOptions): Optimizer<SgdState> {
  const rate = schedule('signDescent', learningRate)
  return fused({
    name: 'sign descent',
    init: () => ({ t: 0 }),
    step(gradient, { t }) {
      const alpha = rate(t)
      return [mapTree((g) => g.sign().mul(-alpha), gradient), { t: t + 1 }]
    },
  })
}
