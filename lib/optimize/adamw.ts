// AdamW: Adam with the decay of the weights taken out of the gradient. Decay that goes through the gradient (L2 regularisation) is divided
// by √v̂ like everything else, so that weights with large gradients hardly decay; taken apart, all decay at one rate.
import { mapTree } from '../tensor/index.ts'
import type { AdamState } from './adam.ts'
import { fused } from './fused.ts'
import { type MomentOptions, momentOptions, nextMoments, noMoments } from './moments.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link adamw}. */
export interface AdamWOptions extends MomentOptions {
  /** λ: a step takes the share α λ from each weight. 0.01 unless said. */
  weightDecay?: number
}

/**
 * Adam with decoupled weight decay: w ← w - α (m̂ / (√v̂ + ε) + λ w).
 *
 * @param options see {@link AdamWOptions}
 * @throws RangeError unless λ is zero or more, and as {@link adam}
 * @see Loshchilov & Hutter 2019, algorithm 2 (α here is their schedule multiplier η times α, as in PyTorch)
 * @example
 * ```ts
 * const flat = (w: Tensor) => w.mul(0).sum()
 * descend(flat, tensor([1, -2]), { optimizer: adamw({ learningRate: 0.1, weightDecay: 0.5 }), steps: 1 }).params // → [0.95, -1.9]
 * ```
 */
export function adamw({ weightDecay: lambda = 0.01, ...options }: AdamWOptions = {}): Optimizer<AdamState> {
  const { rate, beta1, beta2, epsilon } = momentOptions('adamw', options)
  checkOptions('adamw', { weightDecay: lambda }, { weightDecay: 'zero or more' })
  return fused({
    name: 'adamw',
    init: noMoments,
    step(gradient, state, params) {
      const alpha = rate(state.t)
      const { m, v, t } = nextMoments(gradient, state, beta1, beta2)
      const update = mapTree(
        (w, m, v) => {
          const mHat = m.div(1 - beta1 ** t)
          const vHat = v.div(1 - beta2 ** t)
          return mHat.div(vHat.sqrt().add(epsilon)).add(w.mul(lambda)).mul(-alpha)
        },
        params,
        m,
        v,
      )
      return [update, { m, v, t }]
    },
  })
}
