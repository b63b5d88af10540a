// SVRG, stochastic variance reduced gradient: a stochastic step is corrected by what is known of its error at a nearby place. Now and then
// the full gradient is taken at a snapshot w̃; a batch's gradient at w is then moved by how far the same batch was off at w̃. The noise
// dies as both near the minimum, so that a fixed learning rate converges where plain SGD hovers.
import { mapTree, type Tree } from '../tensor/index.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { needed } from './objective.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link svrg}. */
export interface SvrgOptions<Params extends Tree> {
  /** α, a number or a schedule. */
  learningRate: LearningRate
  /** The gradient over all the data, on the scale of a batch's: `grad` of the mean loss. */
  fullGradient: (params: Params) => Params
  /** m, how many steps a snapshot serves; about twice the number of batches. */
  every: number
}

/** The snapshot and the full gradient there (none before the first step), and the number of steps taken. */
export interface SvrgState {
  snapshot?: { params: Tree; gradient: Tree }
  t: number
}

/**
 * Stochastic descent with variance reduction: w ← w - α (∇Lᵢ(w) - ∇Lᵢ(w̃) + ∇L(w̃)), the snapshot w̃ ← w being taken every m steps.
 *
 * Lᵢ is the loss of this step's batch, L that of all the data. A step costs two gradients of a batch, a snapshot one of everything.
 *
 * @param options see {@link SvrgOptions}
 * @throws RangeError unless α is positive and m a whole number, one or more
 * @see Johnson & Zhang 2013, figure 1 (option I)
 * @example
 * ```ts
 * const data = [1, 2, 6]
 * const one = (w: Tensor, x: number) => w.sub(x).square().div(2)
 * const all = (w: Tensor) => one(w, 1).add(one(w, 2)).add(one(w, 6)).div(3)
 * const optimizer = svrg({ learningRate: 0.5, fullGradient: grad(all), every: 3 })
 * descend(one, tensor(0), { optimizer, steps: 30, batches: data }).params // → 3
 * ```
 */
export function svrg<P extends Tree>({ learningRate, fullGradient, every }: SvrgOptions<P>): Optimizer<SvrgState> {
  const rate = schedule('svrg', learningRate)
  checkOptions('svrg', { every }, { every: 'a whole number, one or more' })
  return {
    name: 'svrg',
    init: () => ({ t: 0 }),
    step(gradient, state, params, objective) {
      const alpha = rate(state.t)
      const batch = needed('svrg', objective)
      const fresh = state.snapshot === undefined || state.t % every === 0
      // The full gradient is that of the loss being descended, so its parameters have this form.
      const snapshot = fresh ? { params, gradient: fullGradient(params as unknown as P) } : state.snapshot!
      const there = fresh ? gradient : batch.gradient(snapshot.params as typeof params)
      const update = mapTree((g, g0, full) => g.sub(g0).add(full).mul(-alpha), gradient, there, snapshot.gradient)
      return [update, { snapshot, t: state.t + 1 }]
    },
  }
}
