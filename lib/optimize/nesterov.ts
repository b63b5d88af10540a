// Nesterov's momentum: gamble on the velocity, then correct. The gradient is taken where the velocity is about to lead, not where one
// stands, so that the velocity is braked one step earlier. In the second form the parameters that are kept are the look-ahead ones, x̃ = w
// + ρ v; then the gradient at the current point is the one needed, and any loop that knows only that can run it.
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { needed } from './objective.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'

/** Options of {@link nesterov}. */
export interface NesterovOptions {
  /** α, a number or a schedule. */
  learningRate: LearningRate
  /** ρ, the share of the velocity that is kept. 0.9 unless said. */
  momentum?: number
  /** Where the gradient is taken: at the `current` parameters (unless said) or at the `lookAhead` ones, w + ρ v. */
  form?: 'current' | 'lookAhead'
}

/** The velocity, a tree like the parameters, and the number of steps taken. */
export interface NesterovState {
  v: Tree
  t: number
}

/**
 * Nesterov's accelerated gradient, in two forms that take the same steps.
 *
 * `lookAhead`: v ← ρ v - α ∇L(w + ρ v), w ← w + v, which costs a gradient more a step.
 * `current`: v₊ = ρ v - α ∇L(x̃), x̃ ← x̃ + v₊ + ρ (v₊ - v), where x̃ = w + ρ v.
 *
 * @param options see {@link NesterovOptions}
 * @throws RangeError unless α is positive and ρ in [0, 1)
 * @see Nesterov 1983; Sutskever et al. 2013, eq. 3-4; Bengio et al. 2013, eq. 7 (the second form)
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum().div(2)
 * const options = { learningRate: 0.5, momentum: 0.5 }
 * descend(bowl, tensor([8]), { optimizer: nesterov({ ...options, form: 'lookAhead' }), steps: 2 }).params // → [1]
 * descend(bowl, tensor([8]), { optimizer: nesterov(options), steps: 2 }).params // → [-0.5]
 * ```
 */
export function nesterov({ learningRate, momentum: rho = 0.9, form = 'current' }: NesterovOptions): Optimizer<NesterovState> {
  const rate = schedule('nesterov', learningRate)
  checkOptions('nesterov', { momentum: rho }, { momentum: 'from 0 to below 1' })
  const rule: Optimizer<NesterovState> = {
    name: `nesterov ${rho}`,
    init: (params) => ({ v: zerosLike(params), t: 0 }),
    step(gradient, state, params, objective) {
      const alpha = rate(state.t)
      const t = state.t + 1
      const velocity = (g: typeof gradient): typeof gradient => mapTree((g, v) => v.mul(rho).sub(g.mul(alpha)), g, state.v)
      if (form === 'lookAhead') {
        const ahead = mapTree((w, v) => w.add(v.mul(rho)), params, state.v)
        const v = velocity(needed('nesterov', objective).gradient(ahead))
        return [v, { v, t }]
      }
      const v = velocity(gradient)
      const update = mapTree((v, before) => v.add(v.sub(before).mul(rho)), v, state.v)
      return [update, { v, t }]
    },
  }
  return form === 'lookAhead' ? rule : fused(rule) // ahead it shows the loss a place that is made of its state
}
