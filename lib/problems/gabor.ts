// The Gabor model of UDL: a wave under a bell, with two parameters that shift and stretch it. Its least-squares loss on 28 noisy points has
// a global minimum, many local ones, and saddles between them.
import { rng, tensor, type Tensor } from '../tensor/index.ts'
import { leastSquares, type LeastSquares } from './problem.ts'

/** The data: 28 places x in [-15, 15], and what was measured there. */
export interface Gabor extends LeastSquares {
  readonly x: Tensor
  readonly y: Tensor
  /** f(x; φ) for parameters φ, [2], at all the places. */
  readonly model: (phi: Tensor, x?: Tensor) => Tensor
}

const POINTS = 28
const TRUE_PARAMETERS = [0, 16.6]
const NOISE = 0.15

/**
 * L(φ) = Σ (f(xᵢ; φ) - yᵢ)², f(x; φ) = sin(φ₀ + 0.06 φ₁ x) exp(-(φ₀ + 0.06 φ₁ x)² / 32).
 *
 * The points are drawn, with a fixed seed, from φ = (0, 16.6) with normal noise of standard deviation 0.15.
 *
 * @see Prince, Understanding Deep Learning, eq. 6.8 and figures 6.3-6.5
 * @example
 * ```ts
 * const { loss, x, minimum } = problems.gabor()
 * x.shape // → [ 28 ]
 * loss(minimum) // → 0.893
 * ```
 */
export function gabor(): Gabor {
  const random = rng(6)
  const x: Tensor = random.uniform([POINTS], { low: -15, high: 15 })
  const model = (phi: Tensor, places: Tensor = x): Tensor => {
    const phase = places.cast(phi.dtype).mul(phi.at(1).mul(0.06)).add(phi.at(0))
    return phase.sin().mul(phase.square().div(-32).exp())
  }
  const y = model(tensor(TRUE_PARAMETERS)).add(random.normal([POINTS], { standardDeviation: NOISE }))
  return {
    ...leastSquares({
      name: 'Gabor',
      residuals: (phi) => model(phi).sub(y.cast(phi.dtype)),
      start: tensor([0, 10]),
      // Found by Newton's method from many starts in PyTorch: test/oracle/minima.py.
      minimum: tensor([0.014351300653603126, 16.452291124725278]),
      value: 0.893035736254589,
      region: [[-10, 10], [2.5, 22.5]],
    }),
    x,
    y,
    model,
  }
}
