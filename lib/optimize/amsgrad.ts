// AMSGrad: Adam divided by the largest v so far instead of the present one. Adam forgets a rare large gradient and then runs with long
// steps the wrong way; there are convex problems on which it converges to the worst point. A denominator that never shrinks prevents that.
import { mapTree, type Tree } from '../tensor/index.ts'
import type { AdamState } from './adam.ts'
import { fused } from './fused.ts'
import { type MomentOptions, momentOptions, nextMoments, noMoments } from './moments.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link amsgrad}. */
export interface AmsgradOptions extends MomentOptions {
  /** Divide both means by 1 - βᵗ as Adam does? Yes unless said; the paper leaves it out. */
  biasCorrection?: boolean
}

/** Adam's means, and the largest v so far: trees like the parameters. */
export interface AmsgradState extends AdamState {
  vMax: Tree
}

/**
 * AMSGrad: vₘₐₓ ← max(vₘₐₓ, v), w ← w - α m̂ / (√v̂ₘₐₓ + ε), with Adam's m and v.
 *
 * The hats are the bias correction of PyTorch and of Adam; the paper has neither the correction nor ε.
 *
 * @param options see {@link AmsgradOptions}
 * @throws RangeError as {@link adam}
 * @see Reddi, Kale & Kumar 2018, algorithm 2
 * @example
 * ```ts
 * const spike = (w: Tensor, slope: number) => w.mul(slope).sum()
 * const options = { optimizer: amsgrad({ learningRate: 1, beta1: 0, beta2: 0, biasCorrection: false }), steps: 3, batches: [100, -1, -1] }
 * descend(spike, tensor(0), options).path.map(String) // → [ '0', '-1', '-0.99', '-0.98' ]
 * ```
 */
export function amsgrad({ biasCorrection = true, ...options }: AmsgradOptions = {}): Optimizer<AmsgradState> {
  const { rate, beta1, beta2, epsilon } = momentOptions('amsgrad', options)
  return fused({
    name: 'amsgrad',
    init(params) {
      const start = noMoments(params)
      return { ...start, vMax: start.v }
    },
    step(gradient, state) {
      const alpha = rate(state.t)
      const { m, v, t } = nextMoments(gradient, state, beta1, beta2)
      const vMax = mapTree((v, largest) => v.maximum(largest), v, state.vMax)
      const correctM = biasCorrection ? 1 - beta1 ** t : 1
      const correctV = biasCorrection ? 1 - beta2 ** t : 1
      const update = mapTree((m, vMax) => m.div(correctM).div(vMax.div(correctV).sqrt().add(epsilon)).mul(-alpha), m, vMax)
      return [update, { m, v, vMax, t }]
    },
  })
}
