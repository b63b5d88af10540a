// Logistic regression: two overlapping clouds of points and the straight line that tells them apart best. Convex, smooth, and not
// quadratic; the little weight decay keeps the minimum from running away to infinity.
import { concat, rng, tensor, type Tensor } from '../tensor/index.ts'
import { cube, type Problem } from './problem.ts'

/** The data: N points with a constant 1 in front, [N, 3], and labels 0 or 1, [N]. */
export interface Logistic extends Problem {
  readonly X: Tensor
  readonly labels: Tensor
}

const PER_CLASS = 20
const LAMBDA = 0.01

/**
 * L(w) = mean(log(1 + e^z) - label · z) + λ/2 ‖w‖² with z = X w and λ = 0.01, for 40 points drawn with a fixed seed.
 *
 * @see Prince, Understanding Deep Learning, problem 6.4
 * @example
 * ```ts
 * const { loss, start, X } = problems.logistic()
 * X.shape // → [ 40, 3 ]
 * loss(start) // → 0.6931
 * ```
 */
export function logistic(): Logistic {
  const random = rng(64)
  const cloud = (x: number, y: number): Tensor => random.normal([PER_CLASS, 2]).add(tensor([x, y]))
  const points = concat([cloud(1, 0.5), cloud(-1, -0.5)])
  const X = concat([points.mul(0).slice(null, [0, 1]).add(1), points], 1)
  const labels = tensor(Array.from({ length: 2 * PER_CLASS }, (_, i) => (i < PER_CLASS ? 1 : 0)))
  return {
    name: 'logistic regression',
    loss(w) {
      const z = X.cast(w.dtype).matmul(w)
      const likelihood = z.softplus().sub(z.mul(labels.cast(w.dtype))).mean()
      return likelihood.add(w.square().sum().mul(LAMBDA / 2))
    },
    start: tensor([0, 0, 0]),
    // Found by Newton's method in PyTorch: test/oracle/minima.py.
    minimum: tensor([-0.10296402644992075, 1.6317662329716558, 1.8288862185590178]),
    value: 0.26099101939226543,
    region: cube(3, -3, 3),
    X,
    labels,
  }
}
