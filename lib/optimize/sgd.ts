// Gradient descent: a step against the gradient, the longer the steeper. With the gradient of a batch it is called stochastic.
//
//   w ← w - α g
import { mapTree } from '../tensor/index.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import type { Optimizer } from './optimizer.ts'

export interface SgdOptions {
  /** α */
  learningRate: LearningRate
}

/** The number of steps taken. */
export interface SgdState {
  t: number
}

export function sgd({ learningRate }: SgdOptions): Optimizer<SgdState> {
  const rate = schedule('sgd', learningRate)
  return {
    name: 'sgd',
    init: () => ({ t: 0 }),
    step: (gradient, { t }) => [mapTree((g) => g.mul(-rate(t)), gradient), { t: t + 1 }],
  }
}
