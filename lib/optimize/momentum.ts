// Momentum (Polyak 1964): the velocity keeps a share ρ of itself, so gradients that agree add up and gradients that alternate cancel.
// It is written in three forms, of which the first is
//
//   v ← ρ v - α g
//   w ← w + v
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { factors, type MomentumForm } from './momentum-forms.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'

/** Options of {@link momentum}. */
export interface MomentumOptions {
  /** α, a number or a schedule. */
  learningRate: LearningRate
  /** ρ, the share of the velocity that is kept. 0.9 unless said. */
  momentum?: number
  /** How it is written, see {@link MomentumForm} and {@link convertMomentum}, which matters once α changes; `velocity` unless said. */
  form?: MomentumForm
}

/** The velocity, a tree like the parameters, and the number of steps taken. */
export interface MomentumState {
  v: Tree
  t: number
}

/**
 * Gradient descent with momentum: v ← ρ v - α g, w ← w + v.
 *
 * On a steady slope the steps grow to 1/(1 - ρ) times plain descent's.
 *
 * @param options see {@link MomentumOptions}
 * @throws RangeError unless α is positive and ρ in [0, 1)
 * @see Polyak 1964; Sutskever et al. 2013, eq. 1-2
 * @example
 * ```ts
 * const slope = (w: Tensor) => w.sum()
 * const run = descend(slope, tensor([0]), { optimizer: momentum({ learningRate: 1, momentum: 0.5 }), steps: 3 })
 * run.stepLength // → [ 1, 1.5, 1.75 ]
 * ```
 */
export function momentum({ learningRate, momentum: rho = 0.9, form = 'velocity' }: MomentumOptions): Optimizer<MomentumState> {
  const rate = schedule('momentum', learningRate)
  checkOptions('momentum', { momentum: rho }, { momentum: 'from 0 to below 1' })
  return fused({
    name: `momentum ${rho}`,
    init: (params) => ({ v: zerosLike(params), t: 0 }),
    step(gradient, state) {
      const { input, output } = factors[form](rate(state.t), rho)
      const v = mapTree((g, v) => v.mul(rho).add(g.mul(input)), gradient, state.v)
      return [mapTree((v) => v.mul(output), v), { v, t: state.t + 1 }]
    },
  })
}
