// AdaGrad: each parameter's step is divided by the root of the sum of all its squared gradients so far. Steep directions are damped, flat
// and rarely used ones keep long steps. The sum only grows, so the steps only shrink: sound on convex losses, starved on a plateau after a
// cliff.
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'

/** Options of {@link adagrad}. */
export interface AdagradOptions {
  /** α, a number or a schedule. */
  learningRate: LearningRate
  /** ε, added outside of the root. 1e-8 unless said. */
  epsilon?: number
}

/** The sum of squared gradients, a tree like the parameters, and the number of steps taken. */
export interface AdagradState {
  s: Tree
  t: number
}

/**
 * AdaGrad: s ← s + g², w ← w - α g / (√s + ε).
 *
 * @param options see {@link AdagradOptions}
 * @throws RangeError unless α is positive and ε zero or more
 * @see Duchi, Hazan & Singer 2011, figure 1 (the diagonal form)
 * @example
 * ```ts
 * const slope = (w: Tensor) => w.mul(tensor([1, 1000])).sum()
 * const run = descend(slope, tensor([0, 0]), { optimizer: adagrad({ learningRate: 1 }), steps: 2 })
 * run.path // → [ [0, 0], [-1, -1], [-1.707, -1.707] ]
 * ```
 */
export function adagrad({ learningRate, epsilon = 1e-8 }: AdagradOptions): Optimizer<AdagradState> {
  const rate = schedule('adagrad', learningRate)
  checkOptions('adagrad', { epsilon }, { epsilon: 'zero or more' })
  return fused({
    name: 'adagrad',
    init: (params) => ({ s: zerosLike(params), t: 0 }),
    step(gradient, state) {
      const alpha = rate(state.t)
      const s = mapTree((g, s) => s.add(g.square()), gradient, state.s)
      const update = mapTree((g, s) => g.div(s.sqrt().add(epsilon)).mul(-alpha), gradient, s)
      return [update, { s, t: state.t + 1 }]
    },
  })
}
