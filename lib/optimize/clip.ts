// Gradient clipping: a rare huge gradient (a cliff in the loss, a broken batch) must not throw the parameters far away. By norm, the whole
// gradient is shortened and keeps its direction; by value, each element is cut off on its own. Both are for `chain`, before the optimizer.
import { mapTree, normTree } from '../tensor/index.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/**
 * Shortens a gradient that is longer than a limit: g ← g · min(1, limit / ‖g‖), the length taken over all parameters together.
 *
 * @param limit the greatest length
 * @throws RangeError unless it is positive
 * @see Pascanu, Mikolov & Bengio 2013, algorithm 1
 * @example
 * ```ts
 * const cliff = (w: Tensor) => w.mul(tensor([300, 400])).sum()
 * descend(cliff, tensor([0, 0]), { optimizer: chain(clipByNorm(1), sgd({ learningRate: 1 })), steps: 1 }).params // → [-0.6, -0.8]
 * ```
 */
export function clipByNorm(limit: number): Optimizer<null> {
  checkOptions('clipByNorm', { limit }, { limit: 'positive' })
  return {
    name: `clip by norm ${limit}`,
    init: () => null,
    step(gradient, state) {
      const length = normTree(gradient)
      return [length > limit ? mapTree((g) => g.mul(limit / length), gradient) : gradient, state]
    },
  }
}

/**
 * Cuts each element of a gradient off at a limit: g ← min(max(g, -limit), limit).
 *
 * @param limit the greatest size of an element
 * @throws RangeError unless it is positive
 * @see Mikolov 2012, section 3.2.2
 * @example
 * ```ts
 * const cliff = (w: Tensor) => w.mul(tensor([300, 0.5])).sum()
 * descend(cliff, tensor([0, 0]), { optimizer: chain(clipByValue(1), sgd({ learningRate: 1 })), steps: 1 }).params // → [-1, -0.5]
 * ```
 */
export function clipByValue(limit: number): Optimizer<null> {
  checkOptions('clipByValue', { limit }, { limit: 'positive' })
  return {
    name: `clip by value ${limit}`,
    init: () => null,
    step: (gradient, state) => [mapTree((g) => g.maximum(-limit).minimum(limit), gradient), state],
  }
}
