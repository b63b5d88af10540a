// The normalised gradient keeps the direction and throws the size away. By element, as UDL has it, every parameter moves by α; by length
// the whole step is α long. Far from a minimum that is a steady pace, whatever the slope; near one it bounces about for ever.
import { mapTree, normTree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import type { SgdState } from './sgd.ts'

/** Options of {@link normalisedGradient}. */
export interface NormalisedGradientOptions {
  /** α, the distance of a step. */
  learningRate: LearningRate
  /** What is made 1: the size of each `element` (unless said), or the `length` of the whole gradient. */
  by?: 'element' | 'length'
  /** ε, so that a gradient of 0 gives no step. 1e-8 unless said. */
  epsilon?: number
}

/**
 * Steps of a fixed distance: w ← w - α g / (√g² + ε), element by element (UDL eq. 6.13-6.14), or w ← w - α g / (‖g‖ + ε).
 *
 * @param options see {@link NormalisedGradientOptions}
 * @throws RangeError unless α is positive and ε zero or more
 * @see Prince, Understanding Deep Learning, eq. 6.13-6.14
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().mul(tensor([3, 1])).sum()
 * const by = (by: 'element' | 'length') => ({ optimizer: normalisedGradient({ learningRate: 0.1, by }), steps: 1 })
 * descend(bowl, tensor([1, 4]), by('element')).params // → [0.9, 3.9]
 * descend(bowl, tensor([1, 4]), by('length')).params // → [0.94, 3.92]
 * ```
 */
export function normalisedGradient({ learningRate, by = 'element', epsilon = 1e-8 }: NormalisedGradientOptions): Optimizer<SgdState> {
  const rate = schedule('normalisedGradient', learningRate)
  checkOptions('normalisedGradient', { epsilon }, { epsilon: 'zero or more' })
  return fused({
    name: `normalised gradient by ${by}`,
    init: () => ({ t: 0 }),
    step(gradient, { t }) {
      const alpha = rate(t)
      const length = normTree(gradient)
      const update = mapTree((g) => g.div(by === 'element' ? g.abs().add(epsilon) : length + epsilon).mul(-alpha), gradient)
      return [update, { t: t + 1 }]
    },
  })
}
