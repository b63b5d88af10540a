// Beale's function: flat far and wide, with sharp walls in the corners and a narrow valley to its one minimum. Gradients differ by a factor
// of a million over the usual picture.
import { stack, tensor } from '../tensor/index.ts'
import { leastSquares, type LeastSquares } from './problem.ts'

/**
 * L(x, y) = (1.5 - x + xy)² + (2.25 - x + xy²)² + (2.625 - x + xy³)²; lowest at (3, ½), where it is 0.
 *
 * @see Beale 1958; Moré, Garbow & Hillstrom 1981, problem 5
 * @example
 * ```ts
 * const { loss, start } = problems.beale()
 * loss(start) // → 14.2
 * ```
 */
export function beale(): LeastSquares {
  return leastSquares({
    name: 'Beale',
    residuals(w) {
      const x = w.at(0)
      const y = w.at(1)
      const part = (constant: number, power: number) => x.mul(y.pow(power).sub(1)).add(constant)
      return stack([part(1.5, 1), part(2.25, 2), part(2.625, 3)])
    },
    start: tensor([1, 1]),
    minimum: tensor([3, 0.5]),
    value: 0,
    region: [[-4.5, 4.5], [-4.5, 4.5]],
  })
}
