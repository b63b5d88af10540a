// SWATS: start with Adam, finish with gradient descent. While Adam runs, the learning rate is watched that plain descent would need to get
// as far along Adam's step; once its running mean has settled, descent with momentum takes over at that rate, for better or for worse for
// good.
import { dotTree, mapTree, type Tree } from '../tensor/index.ts'
import type { AdamState } from './adam.ts'
import { fused } from './fused.ts'
import { type MomentOptions, momentOptions, nextMoments, noMoments } from './moments.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'

/** Options of {@link swats}. */
export interface SwatsOptions extends MomentOptions {
  /** Switch when the rate and its running mean differ by less than this. 1e-9 unless said. */
  settled?: number
}

/** Adam's state with the running mean λ of the descent's rate; after the switch that rate Λ, and the velocity. */
export interface SwatsState extends AdamState {
  lambda: number
  descent?: { rate: number; velocity: Tree }
}

/**
 * Switches from Adam to SGD with momentum. With p Adam's update, γ = p·p / -(p·g), λ ← β₂ λ + (1 - β₂) γ.
 *
 * When |λ / (1 - β₂ᵗ) - γ| < `settled`, from the second step on, Λ = λ / (1 - β₂ᵗ) and from then on v ← β₁ v + g, w ← w - (1 - β₁) Λ v.
 * Where p leads uphill, γ < 0 and not counted.
 *
 * @param options see {@link SwatsOptions}
 * @throws RangeError unless `settled` is positive, and as {@link adam}
 * @see Keskar & Socher 2017, algorithm 1
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * const run = descend(bowl, tensor([1, -2]), { optimizer: swats({ learningRate: 0.1, settled: 1e-3 }), steps: 500, tolerance: 1e-6 })
 * run.reason // → 'converged'
 * ```
 */
export function swats({ settled = 1e-9, ...options }: SwatsOptions = {}): Optimizer<SwatsState> {
  const { rate, beta1, beta2, epsilon } = momentOptions('swats', options)
  checkOptions('swats', { settled }, { settled: 'positive' })
  return fused<SwatsState>({
    name: 'swats',
    init: (params) => ({ ...noMoments(params), lambda: 0 }),
    step(gradient, state) {
      if (state.descent !== undefined) {
        const velocity = mapTree((g, v) => v.mul(beta1).add(g), gradient, state.descent.velocity)
        const update = mapTree((v) => v.mul(-(1 - beta1) * state.descent!.rate), velocity)
        return [update, { ...state, t: state.t + 1, descent: { ...state.descent, velocity } }]
      }

      const alpha = rate(state.t)
      const { m, v, t } = nextMoments(gradient, state, beta1, beta2)
      const stretch = (alpha * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)
      const update = mapTree((m, v) => m.mul(-stretch).div(v.sqrt().add(epsilon)), m, v)
      const downhill = -dotTree(update, gradient).item()
      if (!(downhill > 0)) return [update, { ...state, m, v, t }]

      const gamma = dotTree(update, update).item() / downhill
      const lambda = beta2 * state.lambda + (1 - beta2) * gamma
      const mean = lambda / (1 - beta2 ** t)
      const switches = t > 1 && Math.abs(mean - gamma) < settled
      return [update, { m, v, t, lambda, ...(switches && { descent: { rate: mean, velocity: zerosLike(gradient) } }) }]
    },
  })
}
