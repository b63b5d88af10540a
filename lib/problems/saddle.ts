// A saddle between two minima: up one way and down the other, with the gradient zero in the middle. From exactly there descent never moves;
// from a hair beside it, it leaves in a time that grows with the logarithm of how thin the hair was.
import { tensor } from '../tensor/index.ts'
import type { Problem } from './problem.ts'

/**
 * L(x, y) = ½ x² - ½ y² + ¼ y⁴: a saddle at (0, 0) with curvatures 1 and -1; lowest at (0, ±1), where it is -¼.
 *
 * @example
 * ```ts
 * const { loss, minima } = problems.saddle()
 * hessian(loss)(tensor([0, 0])) // → [[1, 0], [0, -1]]
 * minima!.map(loss).map(String) // → [ '-0.25', '-0.25' ]
 * ```
 */
export function saddle(): Problem {
  return {
    name: 'saddle',
    loss: (w) => w.at(0).square().sub(w.at(1).square()).div(2).add(w.at(1).pow(4).div(4)),
    start: tensor([1, 1e-3]),
    minimum: tensor([0, 1]),
    minima: [tensor([0, 1]), tensor([0, -1])],
    value: -0.25,
    region: [[-1.5, 1.5], [-1.5, 1.5]],
  }
}
