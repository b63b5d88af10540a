// Gradient descent: a step against the gradient, the longer the steeper. With the gradient of a batch it is called stochastic.
//
//   w ← w - α g
import { mapTree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** α, a number or a schedule. */
  learningRate: LearningRate
}

/** The number of steps taken. */
export interface SgdState {
  t: number
}

/**
 * Gradient descent, called stochastic when the gradient comes from a batch: w ← w - α g.
 *
 * On a quadratic it converges for α below 2/λmax, λmax being the Hessian's largest eigenvalue.
 *
 * @param options see {@link SgdOptions}
 * @throws RangeError unless α is positive
 * @example
 * ```ts
 * const loss = (w: Tensor) => w.square().sum()
 * descend(loss, tensor([1, -2]), { optimizer: sgd({ learningRate: 0.25 }), steps: 3 }).params // → [0.125, -0.25]
 * sgd({ learningRate: -1 }) // → RangeError: sgd({ learningRate: -1 }): learningRate must be positive
 * ```
 */
export function sgd({ learningRate }: SgdOptions): Optimizer<SgdState> {
  const rate = schedule('sgd', learningRate)
  return fused({
    name: 'sgd',
    init: () => ({ t: 0 }),
    step: (gradient, { t }) => [mapTree((g) => g.mul(-rate(t)), gradient), { t: t + 1 }],
  })
}
