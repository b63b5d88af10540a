// Rprop, resilient propagation: only the sign of a derivative counts, and each parameter has a step size of its own that grows while the
// sign stays and shrinks when it flips. It is for full batches: of nine gradients of +0.1 and one of -0.9 it makes nine steps one way and
// one back, where the mean says to stay.
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { checkOptions, checkInterval } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'

/** Options of {@link rprop}. */
export interface RpropOptions {
  /** Δ₀, the first step of every parameter. 0.1 unless said. */
  initial?: number
  /** η₊, above 1: what a step is multiplied by while the sign stays. 1.2 unless said. */
  grow?: number
  /** η₋: what it is multiplied by when the sign flips. 0.5 unless said. */
  shrink?: number
  /** The least and the greatest step; [1e-6, 50] unless said. */
  range?: readonly [least: number, most: number]
}

/** The step sizes and the last gradient, trees like the parameters; nothing before the first step. */
export interface RpropState {
  size: Tree
  last: Tree
}

/**
 * Rprop: w ← w - Δ sign(g), where Δ ← η₊ Δ while g keeps its sign and Δ ← η₋ Δ when it flips.
 *
 * After a flip the parameter rests for one step, and the step size is not changed in the next: the variant iRprop⁻, which needs no way back
 * to the last place and is what PyTorch has. The first paper took the step that jumped over the minimum back instead.
 *
 * @param options see {@link RpropOptions}
 * @throws RangeError unless Δ₀ is positive, η₊ above 1, η₋ between 0 and 1, and the range runs upwards from above 0
 * @see Riedmiller & Braun 1993; Igel & Hüsken 2000, figure 4
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * const run = descend(bowl, tensor([1]), { optimizer: rprop({ initial: 0.5, grow: 2 }), steps: 3 })
 * run.path // → [ [1], [0.5], [-0.5], [-0.5] ]
 * ```
 */
export function rprop({ initial = 0.1, grow = 1.2, shrink = 0.5, range = [1e-6, 50] }: RpropOptions = {}): Optimizer<RpropState> {
  checkOptions('rprop', { initial, grow, shrink }, { initial: 'positive', grow: 'above 1', shrink: 'between 0 and 1' })
  const [least, most] = checkInterval('rprop', 'range', range)
  return fused({
    name: 'rprop',
    init(params) {
      const zero = zerosLike(params)
      return { size: mapTree((z) => z.add(initial), zero), last: zero }
    },
    step(gradient, state) {
      const agreement = mapTree((g, last) => g.mul(last.sign()).sign(), gradient, state.last)
      const size = mapTree(
        (s, agreement) => {
          const factor = agreement.equal(1).mul(grow - 1).add(agreement.equal(-1).mul(shrink - 1)).add(1)
          return s.mul(factor).maximum(least).minimum(most)
        },
        state.size,
        agreement,
      )
      const last = mapTree((g, agreement) => g.mul(agreement.equal(-1).mul(-1).add(1)), gradient, agreement)
      const update = mapTree((g, size) => g.sign().mul(size).neg(), last, size)
      return [update, { size, last }]
    },
  })
}
