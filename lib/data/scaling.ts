// Feature scaling. The numbers to scale by are taken from the training examples alone and then applied to whatever comes; looking at test
// examples for them would leak what a test is to find out.
import type { Tensor } from '../tensor/index.ts'

/** A scaling that has been fitted to training examples. */
export interface Scaling {
  /** What is taken off each feature, [features]. */
  readonly offset: Tensor
  /** What each feature is then divided by, [features]; 1 for a feature that is the same in all examples. */
  readonly scale: Tensor
  /** Scales examples, [N, features]. */
  apply(x: Tensor): Tensor
  /** Takes scaled examples back to where they came from. */
  undo(x: Tensor): Tensor
}

function scaling(offset: Tensor, spread: Tensor): Scaling {
  const scale = spread.add(spread.equal(0))
  return { offset, scale, apply: (x) => x.sub(offset).div(scale), undo: (x) => x.mul(scale).add(offset) }
}

function checked(call: string, x: Tensor): Tensor {
  if (x.shape.length >= 1 && x.size > 0) return x
  throw new RangeError(`${call}: expected examples as the first axis, at least one, got shape [${x.shape.join(', ')}]`)
}

/**
 * Standardisation: each feature to mean 0 and standard deviation 1.
 *
 * @example standardise.fit(tensor([[1], [3]])).apply(tensor([[2]])) // → [[0]]
 */
export const standardise = {
  /**
   * Fits (x - mean) / standard deviation to training examples, feature by feature.
   *
   * The standard deviation is that of the examples themselves, √(Σ(x - mean)² / N).
   *
   * @param x of shape [N, features], or [N]
   * @throws RangeError if there are no examples
   * @example
   * ```ts
   * const scaling = standardise.fit(tensor([[1, 10], [3, 30]]))
   * scaling.apply(tensor([[1, 10], [5, 20]])) // → [[-1, -1], [3, 0]]
   * ```
   */
  fit(x: Tensor): Scaling {
    const mean = checked('standardise.fit', x).mean(0) as Tensor
    return scaling(mean, x.sub(mean).square().mean(0).sqrt() as Tensor)
  },
}

/**
 * Min-max scaling: each feature to the range from 0 to 1.
 *
 * @example minMax.fit(tensor([[1], [3]])).apply(tensor([[2]])) // → [[0.5]]
 */
export const minMax = {
  /**
   * Fits (x - min) / (max - min) to training examples, feature by feature. One outlier squeezes all other examples together, and new
   * examples may lie outside of the range.
   *
   * @param x of shape [N, features], or [N]
   * @throws RangeError if there are no examples
   * @example
   * ```ts
   * const scaling = minMax.fit(tensor([[1, 10], [3, 30]]))
   * scaling.apply(tensor([[2, 40]])) // → [[0.5, 1.5]]
   * ```
   */
  fit(x: Tensor): Scaling {
    const least = checked('minMax.fit', x).min(0) as Tensor
    return scaling(least, (x.max(0) as Tensor).sub(least))
  },
}
