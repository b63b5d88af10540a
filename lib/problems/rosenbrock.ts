// Rosenbrock's banana: a curved valley with steep walls and a floor that hardly falls. The valley is found at once; to follow it takes
// either patience or second derivatives.
import { stack, tensor } from '../tensor/index.ts'
import { leastSquares, type LeastSquares } from './problem.ts'

/**
 * L(x, y) = (1 - x)² + 100 (y - x²)²; lowest at (1, 1), where it is 0. Condition number there: 2508.
 *
 * @see Rosenbrock 1960
 * @example
 * ```ts
 * const { loss, start } = problems.rosenbrock()
 * loss(start) // → 24.2
 * ```
 */
export function rosenbrock(): LeastSquares {
  return leastSquares({
    name: 'Rosenbrock',
    residuals: (w) => stack([w.at(0).neg().add(1), w.at(1).sub(w.at(0).square()).mul(10)]),
    start: tensor([-1.2, 1]),
    minimum: tensor([1, 1]),
    value: 0,
    region: [[-2, 2], [-1, 3]],
  })
}
