// Nesterov's worst case: a chain of springs of which only the first is pulled. A gradient tells each link only about its neighbours, so
// that after t steps from 0 no method of gradients has moved more than t of them, and none is faster than O(1/t²) while t is below n/2.
import type { Tensor } from '../tensor/index.ts'
import { cube, type Problem, vector } from './problem.ts'

/**
 * L(w) = ℓ/4 (½ (w₁² + Σ (wᵢ - wᵢ₊₁)² + wₙ²) - w₁); lowest at wᵢ = 1 - i / (n + 1), where it is ℓ/8 (1/(n + 1) - 1).
 *
 * ℓ = 4 here, so that no curvature exceeds 4.
 *
 * @param dimension n; 50 unless said
 * @see Nesterov 2004, Introductory Lectures on Convex Optimization, section 2.1.2
 * @example
 * ```ts
 * const { loss, minimum, value } = problems.worstCase(4)
 * minimum // → [0.8, 0.6, 0.4, 0.2]
 * loss(minimum) // → -0.4
 * value // → -0.4
 * ```
 */
export function worstCase(dimension = 50): Problem {
  const ends = (w: Tensor): Tensor => w.at(0).square().add(w.at(dimension - 1).square())
  const gaps = (w: Tensor): Tensor => w.slice([0, dimension - 1]).sub(w.slice([1, dimension]))
  return {
    name: `Nesterov's worst case, n = ${dimension}`,
    loss: (w) => ends(w).add(gaps(w).square().sum()).div(2).sub(w.at(0)),
    start: vector(dimension, () => 0),
    minimum: vector(dimension, (i) => 1 - (i + 1) / (dimension + 1)),
    value: (1 / (dimension + 1) - 1) / 2,
    region: cube(dimension, 0, 1),
  }
}
