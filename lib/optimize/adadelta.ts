// Adadelta needs no learning rate: the size of its steps is the running size of its own past updates, over the running size of the
// gradients. Updates have the unit of the parameters and the gradients cancel, so the step has the parameter's unit, as Newton's has and
// plain descent's has not. It starts from ε alone, and so slowly.
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { blend, squareTree, zerosLike } from './running-mean.ts'

/** Options of {@link adadelta}. */
export interface AdadeltaOptions {
  /** ρ, the memory of both running means. 0.95 unless said. */
  decay?: number
  /** ε, inside of both roots; what the first step is made of. 1e-6 unless said. */
  epsilon?: number
}

/** The running means of the squared gradient and of the squared update, trees like the parameters. */
export interface AdadeltaState {
  gradients: Tree
  updates: Tree
}

/**
 * Adadelta: E[g²] ← ρ E[g²] + (1 - ρ) g², Δ = -√(E[Δ²] + ε) / √(E[g²] + ε) · g, E[Δ²] ← ρ E[Δ²] + (1 - ρ) Δ², w ← w + Δ.
 *
 * @param options see {@link AdadeltaOptions}
 * @throws RangeError unless ρ is in [0, 1) and ε positive
 * @see Zeiler 2012, algorithm 1
 * @example
 * ```ts
 * const slope = (w: Tensor) => w.mul(tensor([1, 1000])).sum()
 * descend(slope, tensor([0, 0]), { optimizer: adadelta(), steps: 1 }).params // → [-0.004472, -0.004472]
 * ```
 */
export function adadelta({ decay = 0.95, epsilon = 1e-6 }: AdadeltaOptions = {}): Optimizer<AdadeltaState> {
  checkOptions('adadelta', { decay, epsilon }, { decay: 'from 0 to below 1', epsilon: 'positive' })
  return fused({
    name: 'adadelta',
    init(params) {
      const zero = zerosLike(params)
      return { gradients: zero, updates: zero }
    },
    step(gradient, state) {
      const gradients = blend(decay, state.gradients, squareTree(gradient))
      const update = mapTree(
        (g, g2, d2) => d2.add(epsilon).sqrt().div(g2.add(epsilon).sqrt()).mul(g).neg(),
        gradient,
        gradients,
        state.updates,
      )
      const updates = blend(decay, state.updates, squareTree(update))
      return [update, { gradients, updates }]
    },
  })
}
