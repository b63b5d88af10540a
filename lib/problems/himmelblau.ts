// Himmelblau's function: four minima of equal depth, so that which one a descent finds depends on where it starts and on how it steps.
import { stack, tensor } from '../tensor/index.ts'
import { leastSquares, type LeastSquares } from './problem.ts'

/**
 * L(x, y) = (x² + y - 11)² + (x + y² - 7)²; 0 at (3, 2) and three more places.
 *
 * @see Himmelblau 1972
 * @example
 * ```ts
 * const { loss, minima } = problems.himmelblau()
 * minima!.map((w) => loss(w).item() < 1e-12) // → [ true, true, true, true ]
 * ```
 */
export function himmelblau(): LeastSquares {
  const minima = [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.283185991286170],
    [3.584428340330492, -1.848126526964404],
  ].map((place) => tensor(place))
  return leastSquares({
    name: 'Himmelblau',
    residuals: (w) => stack([w.at(0).square().add(w.at(1)).sub(11), w.at(1).square().add(w.at(0)).sub(7)]),
    start: tensor([0, 0]),
    minimum: minima[0]!,
    minima,
    value: 0,
    region: [[-5, 5], [-5, 5]],
  })
}
