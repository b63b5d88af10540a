// The exponential family: log Σ eˣ and the softmax, whose gradient it is. The largest number is taken out before the exponentials, so that
// nothing overflows; every backward rule is made of softmax itself, so that derivatives of all orders keep that safety.
import { asTensor } from './broadcast.ts'
import { zeros } from './create.ts'
import { axisFromFront } from './layout.ts'
import { detach, record } from './record.ts'
import { max, sum } from './reduce.ts'
import { keptShape, reduction } from './reduction.ts'
import { where } from './select.ts'
import type { Tensor } from './tensor.ts'
import type { Shape } from './types/index.ts'

/** The largest number along an axis, or 0 where there is none or it is infinite: what to take out before the exponentials. */
function peak(x: Tensor, axis: number | undefined): Tensor {
  if (x.size === 0) return zeros(keptShape(x.shape, axis), { dtype: x.dtype })
  const top: Tensor = max(x, axis, true)
  return where(top.abs().equal(Infinity), 0, top)
}

/** log Σ eˣ, with nothing recorded. */
function logOfSum(x: Tensor, axis: number | undefined): Tensor {
  const plain = detach(x)
  const top = peak(plain, axis)
  return sum(plain.sub(top).exp(), axis, true).log().add(top)
}

/**
 * log Σ eˣ, a smooth maximum: over all elements, or along one axis. It does not overflow. Of no elements at all it is -∞.
 *
 * Its gradient is {@link softmax}. Arguments as for {@link sum}.
 *
 * @throws RangeError if x has no such axis
 * @example
 * ```ts
 * logsumexp(tensor([1000, 1000])) // → 1001
 * logsumexp(tensor([[0, 0], [0, 2]]), 1) // → [0.6931, 2.127]
 * ```
 */
export const logsumexp = reduction('logsumexp', (x, axis) => record(logOfSum(x, axis), [x, (g) => g.mul(shares(x, axis))]))

/** eˣ / Σ eˣ along an axis, or over all elements. */
function shares(x: Tensor, axis: number | undefined): Tensor {
  const plain = detach(x)
  const powers = plain.sub(peak(plain, axis)).exp()
  const y: Tensor = powers.div(sum(powers, axis, true))
  return record(y, [x, (g) => g.sub(sum(g.mul(y), axis, true)).mul(y)])
}

/**
 * Numbers turned into probabilities along an axis: eˣ / Σ eˣ. They are positive and add up to 1; nothing overflows.
 *
 * An entry of -∞ gets the probability 0. Where all are -∞, or one is ∞, the result is NaN, for there is nothing to divide.
 *
 * @param axis the last unless said
 * @returns of the shape of x
 * @throws RangeError if x has no such axis
 * @example
 * ```ts
 * softmax(tensor([0, 0, 1000])) // → [0, 0, 1]
 * softmax(tensor([[0, 0], [1, 2]])) // → [[0.5, 0.5], [0.2689, 0.7311]]
 * ```
 */
export function softmax<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  const scores = asTensor('softmax', x)
  return shares(scores, axisFromFront('softmax', scores.shape, axis)) as Tensor<S>
}

/**
 * The logarithm of {@link softmax}, x - log Σ eˣ along an axis, without the loss of digits of taking it afterwards.
 *
 * @param axis the last unless said
 * @returns of the shape of x
 * @throws RangeError if x has no such axis
 * @example logSoftmax(tensor([0, 1000])) // → [-1000, 0]
 */
export function logSoftmax<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  const scores = asTensor('logSoftmax', x)
  const along = axisFromFront('logSoftmax', scores.shape, axis)
  const plain = detach(scores)
  const shifted = plain.sub(peak(plain, along))
  const y: Tensor = shifted.sub(logOfSum(shifted, along))
  return record(y, [scores, (g) => g.sub(shares(scores, along).mul(sum(g, along, true)))]) as Tensor<S>
}
