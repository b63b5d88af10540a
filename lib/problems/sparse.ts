// Sparse data: feature j is there in one example of 2ʲ, as rare words are in texts. The rare features' weights get few gradients, and a
// single learning rate that the common ones can bear leaves them behind; AdaGrad gives each the rate that its own history allows.
import { rng, tensor, type Tensor } from '../tensor/index.ts'
import { cube, type LeastSquares, vector } from './problem.ts'

const EXAMPLES = 64
const FEATURES = 6

/** The data, and the loss on some of it. */
export interface Sparse extends LeastSquares {
  /** [64, 6]; 0 where a feature is not there. */
  readonly X: Tensor
  /** [64] */
  readonly y: Tensor
  /** The mean squared error on examples with these numbers, for stochastic descent. */
  readonly lossOn: (w: Tensor, examples: readonly number[]) => Tensor
}

/**
 * Least squares on sparse features without noise, L(w) = Σ (X w - y)² / 64; lowest at (1, -1, 1, -1, 1, -1), where it is 0.
 *
 * @see Duchi, Hazan & Singer 2011, section 1
 * @example
 * ```ts
 * const { X } = problems.sparse()
 * X.abs().greater(0).sum(0) // → [64, 32, 16, 8, 4, 2]
 * ```
 */
export function sparse(): Sparse {
  const present = tensor(Array.from({ length: EXAMPLES }, (_, i) => Array.from({ length: FEATURES }, (_, j) => (i % 2 ** j === 0 ? 1 : 0))))
  const X = present.mul(rng(7).normal([EXAMPLES, FEATURES]))
  const minimum = vector(FEATURES, (j) => (j % 2 === 0 ? 1 : -1))
  const y = X.matmul(minimum)
  const errors = (w: Tensor): Tensor => X.cast(w.dtype).matmul(w).sub(y.cast(w.dtype))
  const residuals = (w: Tensor): Tensor => errors(w).div(Math.sqrt(EXAMPLES))
  return {
    name: 'sparse features',
    loss: (w) => residuals(w).square().sum(),
    residuals,
    lossOn: (w, examples) => errors(w).take(examples).square().mean(),
    start: vector(FEATURES, () => 0),
    minimum,
    value: 0,
    region: cube(FEATURES, -2, 2),
    X,
    y,
  }
}
