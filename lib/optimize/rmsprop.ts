// RMSProp: AdaGrad that forgets. The sum of squared gradients becomes a running mean, so the steps follow the slopes met lately; it is
// Rprop's idea of dividing by the gradient's size, made fit for batches by dividing neighbouring batches by nearly the same number.
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { blend, squareTree, zerosLike } from './running-mean.ts'

/** Options of {@link rmsprop}. */
export interface RmspropOptions {
  /** α, a number or a schedule; 0.001 unless said. */
  learningRate?: LearningRate
  /** β, the memory of the squared gradient. 0.9 unless said. */
  decay?: number
  /** ε, added outside of the root, where UDL and d2l put it inside; 1e-8 unless said. */
  epsilon?: number
}

/** The running mean of the squared gradient, a tree like the parameters, and the number of steps taken. */
export interface RmspropState {
  v: Tree
  t: number
}

/**
 * RMSProp: v ← β v + (1 - β) g², w ← w - α g / (√v + ε).
 *
 * The mean starts at 0 and is not corrected for that, so the first step is α / √(1 - β) long: 3.16 α.
 *
 * @param options see {@link RmspropOptions}
 * @throws RangeError unless α is positive, β in [0, 1), ε zero or more
 * @see Hinton, Neural Networks for Machine Learning, lecture 6e
 * @example
 * ```ts
 * const slope = (w: Tensor) => w.mul(tensor([1, 1000])).sum()
 * descend(slope, tensor([0, 0]), { optimizer: rmsprop({ learningRate: 1, decay: 0.75 }), steps: 1 }).params // → [-2, -2]
 * ```
 */
export function rmsprop({ learningRate = 1e-3, decay = 0.9, epsilon = 1e-8 }: RmspropOptions = {}): Optimizer<RmspropState> {
  const rate = schedule('rmsprop', learningRate)
  checkOptions('rmsprop', { decay, epsilon }, { decay: 'from 0 to below 1', epsilon: 'zero or more' })
  return fused({
    name: 'rmsprop',
    init: (params) => ({ v: zerosLike(params), t: 0 }),
    step(gradient, state) {
      const alpha = rate(state.t)
      const v = blend(decay, state.v, squareTree(gradient))
      const update = mapTree((g, v) => g.div(v.sqrt().add(epsilon)).mul(-alpha), gradient, v)
      return [update, { v, t: state.t + 1 }]
    },
  })
}
