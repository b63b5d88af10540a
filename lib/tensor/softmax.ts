// The exponential family: log Σ eˣ and the softmax, whose gradient it is. The largest number is taken out before the exponentials, so that
// nothing overflows; every backward rule is made of softmax itself, so that derivatives of all orders keep that safety.
import { asTensor } from './broadcast.ts'
import { zeros } from './create.ts'
import type { Values } from './dtype.ts'
import { fastDifference, fastPowerSums, fastShares } from './fast/index.ts'
import { axisFromFront } from './layout.ts'
import { composed } from './perform.ts'
import { detach, record } from './record.ts'
import { max, sum } from './reduce.ts'
import { keptShape, reduction } from './reduction.ts'
import { where } from './select.ts'
import { large } from './storage/index.ts'
import { Tensor } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { witness } from './witness.ts'

/** The largest number along an axis, or 0 where there is none or it is infinite: what to take out before the exponentials. */
function peak(x: Tensor, axis: number | undefined): Tensor {
  if (x.size === 0) return zeros(keptShape(x.shape, axis), { dtype: x.dtype })
  const top: Tensor = max(x, axis, true)
  return where(top.abs().equal(Infinity), 0, top)
}

/**
 * How many rows lie one after another, if it is along them that is gone; many numbers are then worked on by rows (see fast/), which comes
 * to the same. Whoever watches is told of the operations as they stand here.
 */
function rowsOf(x: Tensor, axis: number | undefined): number | undefined {
  if (x.size < large || witness || (axis !== undefined && axis !== x.shape.length - 1)) return undefined
  return axis === undefined ? 1 : x.size / x.shape[axis]!
}

/** The peaks of x and log Σ eˣ of what is left without them, with nothing recorded. */
function peakAndRest(x: Tensor, axis: number | undefined): [top: Tensor, rest: Tensor] {
  const rows = rowsOf(x, axis)
  const fast = rows === undefined ? undefined : fastPowerSums(x, rows)
  if (fast) {
    const like = (values: Values): Tensor => new Tensor(values, keptShape(x.shape, axis), x.dtype)
    return [like(fast.peaks), like(fast.sums).log()]
  }
  const top = peak(x, axis)
  return [top, sum(x.sub(top).exp(), axis, true).log() as Tensor]
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
export const logsumexp = reduction('logsumexp', (x, axis) => {
  const y = composed(() => {
    const [top, rest] = peakAndRest(detach(x), axis)
    return rest.add(top)
  })
  return record(y, [x, (g) => g.mul(shares(x, axis))])
})

/** eˣ / Σ eˣ along an axis, or over all elements. */
function shares(x: Tensor, axis: number | undefined): Tensor {
  const rows = rowsOf(x, axis)
  const fast = rows === undefined ? undefined : fastShares(x, rows)
  const y = fast ? new Tensor(fast, x.shape, x.dtype) : composed(() => {
    const plain = detach(x)
    const powers = plain.sub(peak(plain, axis)).exp()
    return powers.div(sum(powers, axis, true))
  })
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
  const y = composed(() => {
    const plain = detach(scores)
    const [top, rest] = peakAndRest(plain, along)
    const rows = rowsOf(plain, along)
    const fast = rows === undefined ? undefined : fastDifference(plain, top, rest, rows)
    return fast ? new Tensor(fast, plain.shape, plain.dtype) : plain.sub(top).sub(rest)
  })
  return record(y, [scores, (g) => g.sub(shares(scores, along).mul(sum(g, along, true)))]) as Tensor<S>
}
