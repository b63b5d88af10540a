// A plateau after a cliff: the descent begins on a steep slope and then has a long, gentle way to go. A method that adds up squared
// gradients for ever has spent its learning rate on the cliff; one that forgets walks on.
import { tensor } from '../tensor/index.ts'
import type { Problem } from './problem.ts'

/**
 * L(w) = 2 softplus(-5 w) + 0.1 (√(1 + (w - 10)²) - 1), with w a vector [1]; lowest at 10, where it is 0 to within rounding.
 *
 * The slope is -10 left of 0, and between -0.1 and 0 on the 10 units that follow.
 *
 * @example
 * ```ts
 * const { loss, start } = problems.plateau()
 * const far = (optimizer: Optimizer) => descend(loss, start, { optimizer, steps: 300 }).params
 * far(adagrad({ learningRate: 0.1 })) // → [0.4011]
 * far(rmsprop({ learningRate: 0.1 })) // → [10]
 * ```
 */
export function plateau(): Problem {
  return {
    name: 'plateau',
    loss(w) {
      const cliff = w.mul(-5).softplus().mul(2)
      const slope = w.sub(10).square().add(1).sqrt().sub(1).mul(0.1)
      return cliff.add(slope).sum()
    },
    start: tensor([-2]),
    minimum: tensor([10]),
    value: 0,
    region: [[-3, 12]],
  }
}
