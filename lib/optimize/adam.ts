// Adam (Kingma & Ba 2015, algorithm 1): each parameter's step is a running mean of its gradient over the root of a running mean of its
// square. Both means start at zero and are too small at first; dividing by 1 - βᵗ corrects that.
//
//   t ← t + 1
//   m ← β₁ m + (1 - β₁) g          m̂ = m / (1 - β₁ᵗ)
//   v ← β₂ v + (1 - β₂) g²         v̂ = v / (1 - β₂ᵗ)
//   w ← w - α m̂ / (√v̂ + ε)
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import type { LearningRate } from './learning-rate.ts'
import { momentOptions, nextMoments, noMoments } from './moments.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link adam}. */
export interface AdamOptions {
  /** α; 0.001 unless said. */
  learningRate?: LearningRate
  /** β₁, the memory of the gradient. 0.9 unless said. */
  beta1?: number
  /** β₂, the memory of its square. 0.999 unless said. */
  beta2?: number
  /** ε, added outside of the root. 1e-8 unless said. */
  epsilon?: number
  /** Which means are divided by 1 - βᵗ; both unless said. */
  biasCorrection?: { m?: boolean; v?: boolean }
}

/** The two running means, trees like the parameters, and the number of steps taken. */
export interface AdamState {
  m: Tree
  v: Tree
  t: number
}

/**
 * Adam: steps of about α in every parameter, whatever the size of its gradient.
 *
 * @param options.learningRate α, a number or a schedule; 0.001 unless said
 * @param options.beta1 β₁, 0.9 unless said
 * @param options.beta2 β₂, 0.999 unless said
 * @param options.epsilon ε, 1e-8 unless said
 * @param options.biasCorrection `{ m: false }`, `{ v: false }` or both leave a correction out
 * @throws RangeError unless α is positive, β₁ and β₂ in [0, 1), ε zero or more
 * @see Kingma & Ba 2015, algorithm 1
 * @example
 * ```ts
 * const stretched = (w: Tensor) => w.square().mul(tensor([1, 1000])).sum()
 * descend(stretched, tensor([1, 1]), { optimizer: adam({ learningRate: 0.1 }), steps: 1 }).params // → [0.9, 0.9]
 * ```
 */
export function adam(options: AdamOptions = {}): Optimizer<AdamState> {
  const { rate, beta1, beta2, epsilon } = momentOptions('adam', options)
  const { m: correctM = true, v: correctV = true } = options.biasCorrection ?? {}
  return fused({
    name: 'adam',
    init: noMoments,
    step(gradient, state) {
      const alpha = rate(state.t)
      const { m, v, t } = nextMoments(gradient, state, beta1, beta2)
      const update = mapTree(
        (m, v) => {
          const mHat = correctM ? m.div(1 - beta1 ** t) : m
          const vHat = correctV ? v.div(1 - beta2 ** t) : v
          return mHat.div(vHat.sqrt().add(epsilon)).mul(-alpha)
        },
        m,
        v,
      )
      return [update, { m, v, t }]
    },
  })
}
