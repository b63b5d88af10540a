// Matyas's function: a plain bowl, turned by 45° so that neither parameter is an axis of it. Condition number 25.
import { tensor } from '../tensor/index.ts'
import type { Problem } from './problem.ts'

/**
 * L(x, y) = 0.26 (x² + y²) - 0.48 xy; lowest at (0, 0), where it is 0. Eigenvalues 0.04 and 1.
 *
 * @see Jamil & Yang 2013, function 71
 * @example
 * ```ts
 * problems.matyas().loss(tensor([1, 1])) // → 0.04
 * ```
 */
export function matyas(): Problem {
  return {
    name: 'Matyas',
    loss: (w) => w.square().sum().mul(0.26).sub(w.at(0).mul(w.at(1)).mul(0.48)),
    start: tensor([8, -3]),
    minimum: tensor([0, 0]),
    value: 0,
    region: [[-10, 10], [-10, 10]],
  }
}
