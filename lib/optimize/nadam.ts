// NAdam: Nesterov's look-ahead in Adam. Adam's step uses the velocity of before this gradient and the gradient; Nesterov's idea is to use
// what the velocity will be, so the next step's share of m is applied now. The shares μₜ warm up from β₁/2 to β₁.
import { mapTree } from '../tensor/index.ts'
import type { AdamState } from './adam.ts'
import { fused } from './fused.ts'
import { type MomentOptions, momentOptions, nextMoments, noMoments } from './moments.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link nadam}. */
export interface NadamOptions extends MomentOptions {
  /** ψ, how fast μ warms up to β₁; 0 keeps μ at β₁/2. 0.004 unless said. */
  momentumDecay?: number
}

/** Adam's state, and the product of all μ so far. */
export interface NadamState extends AdamState {
  product: number
}

/**
 * NAdam: with μₜ = β₁ (1 - ½ 0.96^{ψ t}), Πₜ = μ₁ ⋯ μₜ, and m, v̂ as in Adam,
 * w ← w - α (μₜ₊₁ m / (1 - Πₜ₊₁) + (1 - μₜ) g / (1 - Πₜ)) / (√v̂ + ε).
 *
 * @param options see {@link NadamOptions}
 * @throws RangeError unless ψ is zero or more, and as {@link adam}
 * @see Dozat 2016, algorithm 2; the schedule of μ is that of Sutskever et al. 2013 and of PyTorch
 * @example
 * ```ts
 * const stretched = (w: Tensor) => w.square().mul(tensor([1, 1000])).sum()
 * descend(stretched, tensor([1, 1]), { optimizer: nadam({ learningRate: 0.1, beta1: 0 }), steps: 1 }).params // → [0.9, 0.9]
 * ```
 */
export function nadam({ momentumDecay: psi = 0.004, ...options }: NadamOptions = {}): Optimizer<NadamState> {
  const { rate, beta1, beta2, epsilon } = momentOptions('nadam', options)
  checkOptions('nadam', { momentumDecay: psi }, { momentumDecay: 'zero or more' })
  const mu = (t: number): number => beta1 * (1 - 0.5 * 0.96 ** (psi * t))
  return fused({
    name: 'nadam',
    init: (params) => ({ ...noMoments(params), product: 1 }),
    step(gradient, state) {
      const alpha = rate(state.t)
      const { m, v, t } = nextMoments(gradient, state, beta1, beta2)
      const product = state.product * mu(t)
      const ahead = mu(t + 1) / (1 - product * mu(t + 1))
      const now = (1 - mu(t)) / (1 - product)
      const update = mapTree(
        (g, m, v) => {
          const vHat = v.div(1 - beta2 ** t)
          return m.mul(ahead).add(g.mul(now)).div(vHat.sqrt().add(epsilon)).mul(-alpha)
        },
        gradient,
        m,
        v,
      )
      return [update, { m, v, t, product }]
    },
  })
}
