// RAdam: Adam that waits until it knows. In the first steps v is the mean of very few squares and its root a wild guess; the formula says
// how wild. Until the guess is fit for use the method is momentum; then each step is rectified by r, which rises to 1. It replaces a
// warm-up.
import { mapTree } from '../tensor/index.ts'
import type { AdamState } from './adam.ts'
import { fused } from './fused.ts'
import { type MomentOptions, momentOptions, nextMoments, noMoments } from './moments.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link radam}. */
export interface RadamOptions extends MomentOptions {
  /** Adapt once the effective number of squares ρₜ is above this. 4 unless said, as in the paper; PyTorch has 5. */
  threshold?: number
}

/**
 * Rectified Adam. With ρ∞ = 2/(1 - β₂) - 1 and ρₜ = ρ∞ - 2 t β₂ᵗ / (1 - β₂ᵗ):
 *
 * while ρₜ ≤ 4, w ← w - α m̂; then w ← w - α r m̂ √(1 - β₂ᵗ) / (√v + ε),
 * where r = √((ρₜ - 4)(ρₜ - 2) ρ∞ / ((ρ∞ - 4)(ρ∞ - 2) ρₜ)).
 *
 * @param options see {@link RadamOptions}
 * @throws RangeError unless the threshold is 4 or more (r has no value below), and as {@link adam}
 * @see Liu et al. 2020, "On the variance of the adaptive learning rate and beyond", algorithm 2
 * @example
 * ```ts
 * const slope = (w: Tensor) => w.mul(8).sum()
 * const { stepLength } = descend(slope, tensor([0]), { optimizer: radam({ learningRate: 1, beta1: 0 }), steps: 6 })
 * stepLength.map((length) => length.toFixed(3)) // → [ '8.000', '8.000', '8.000', '8.000', '0.017', '0.026' ]
 * ```
 */
export function radam({ threshold = 4, ...options }: RadamOptions = {}): Optimizer<AdamState> {
  const { rate, beta1, beta2, epsilon } = momentOptions('radam', options)
  checkOptions('radam', { threshold }, { threshold: '4 or more' })
  const most = 2 / (1 - beta2) - 1
  return fused({
    name: 'radam',
    init: noMoments,
    step(gradient, state) {
      const alpha = rate(state.t)
      const { m, v, t } = nextMoments(gradient, state, beta1, beta2)
      const rho = most - (2 * t * beta2 ** t) / (1 - beta2 ** t)
      const mHat = mapTree((m) => m.div(1 - beta1 ** t), m)
      if (rho <= threshold) return [mapTree((m) => m.mul(-alpha), mHat), { m, v, t }]

      const r = Math.sqrt(((rho - 4) * (rho - 2) * most) / ((most - 4) * (most - 2) * rho))
      const scale = r * Math.sqrt(1 - beta2 ** t)
      return [mapTree((m, v) => m.mul(scale).div(v.sqrt().add(epsilon)).mul(-alpha), mHat, v), { m, v, t }]
    },
  })
}
