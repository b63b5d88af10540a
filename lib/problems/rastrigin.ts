// Rastrigin's function: a bowl covered with a regular grid of dimples, 11ⁿ of them in its usual cube. Any descent ends in the nearest.
import type { Problem } from './problem.ts'
import { cube, vector } from './problem.ts'

/**
 * L(w) = Σ (10 + wᵢ² - 10 cos 2π wᵢ); lowest at 0, where it is 0. Local minima lie near all whole numbers.
 *
 * @param dimension n; 2 unless said
 * @see Rastrigin 1974
 * @example
 * ```ts
 * const { loss, start } = problems.rastrigin()
 * descend(loss, start, { optimizer: newton(), steps: 20 }).params // → [1.99, -0.995]
 * ```
 */
export function rastrigin(dimension = 2): Problem {
  return {
    name: 'Rastrigin',
    loss: (w) => w.square().sub(w.mul(2 * Math.PI).cos().mul(10)).add(10).sum(),
    start: vector(dimension, (i) => (i % 2 === 0 ? 2.05 : -1.05)),
    minimum: vector(dimension, () => 0),
    value: 0,
    region: cube(dimension, -5.12, 5.12),
  }
}
