// Two valleys in one dimension: the first narrow, the second wide and deeper. A descent with small steps from the narrow valley stays in
// it; with steps too long for its walls it is thrown out, and comes to rest in the wide one, which the same steps suit.
import { tensor } from '../tensor/index.ts'
import type { Problem } from './problem.ts'

/**
 * L(w) = w²/20 - 2 exp(-(w - 2)²/2) - 0.8 exp(-8 (w + 1.5)²), with w a vector [1]; lowest near 1.9, and another minimum near -1.5.
 *
 * The curvature is 12.8 at the narrow minimum and 2.07 at the wide one. A fixed rate below 2/12.8 = 0.16 rests in either; from there to
 * 2/2.07 = 0.97 only the wide one can hold it, though up to 0.45 it may bounce between the narrow walls for ever.
 *
 * @example
 * ```ts
 * const { loss, start } = problems.bimodal()
 * descend(loss, start, { optimizer: sgd({ learningRate: 0.05 }), steps: 200 }).params // → [-1.487]
 * descend(loss, start, { optimizer: sgd({ learningRate: 0.6 }), steps: 200 }).params // → [1.904]
 * ```
 */
export function bimodal(): Problem {
  return {
    name: 'bimodal',
    loss(w) {
      const wide = w.sub(2).square().div(-2).exp().mul(2)
      const narrow = w.add(1.5).square().mul(-8).exp().mul(0.8)
      return w.square().div(20).sub(wide).sub(narrow).sum()
    },
    start: tensor([-1.7]),
    // Found by Newton's method in PyTorch: test/oracle/minima.py.
    minimum: tensor([1.904346093929344]),
    localMinima: [tensor([-1.4871180542999587])],
    value: -1.8095445252150684,
    region: [[-4, 5]],
  }
}
