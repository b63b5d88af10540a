// Two operations that are each other's backward rule. `stretch` repeats a tensor along axes where it has length 1, or which it has not,
// until it fills a shape: that is broadcasting. `total` adds up along those axes: that is what every sum is.
//
// A large stretched tensor is mostly a matrix that repeats one row, one column or one number. It is not written out: operations that go
// through elements know what it was stretched from and read that again and again. Only who asks for its numbers gets them.
import { allocateDirty, type Values } from './dtype.ts'
import { fastSums } from './fast/index.ts'
import { sameShape, sizeOf } from './layout.ts'
import { perform } from './perform.ts'
import { isRecording, record } from './record.ts'
import { large } from './storage/index.ts'
import { isPromised, numberOf, Tensor, valuesOf } from './tensor.ts'
import { additions, addUp, sumOfRun } from './total.ts'
import type { Shape } from './types/index.ts'
import { Walk } from './walk.ts'
import { isWatched, repeating } from './witness.ts'

const sources = new WeakMap<Tensor, Tensor>()

/** What a large tensor was stretched from, if it was. */
export const stretchedFrom = (x: Tensor): Tensor | undefined => sources.get(x)

/** A source that has no numbers yet may never get them, if nobody but its program needs it. */
function noteSource(x: Tensor, source: Tensor): void {
  if (!isPromised(source)) sources.set(x, source)
}

/** x repeated so as to fill `shape`, which it is known to broadcast to. */
export function stretch(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  const y = stretched(x, shape)
  return isRecording() ? record(y, [x, (g) => total(g, x.shape)]) : y
}

function stretched(x: Tensor, shape: Shape): Tensor {
  const size = sizeOf(shape)
  if (x.size === 1 && size < large && !isWatched(size)) return new Tensor(allocateDirty(x.dtype, size).fill(numberOf(x)), shape, x.dtype)
  const walk = Walk.stretching(x.shape, shape)
  const operation = { name: 'stretch', inputs: [x], walk, again: repeating(stretch, shape) }
  const isLarge = size >= large
  const y = perform(operation, shape, x.dtype, () => {
    const out = allocateDirty(x.dtype, size)
    walk.copy(valuesOf(x), out)
    return out
  }, isLarge)
  if (isLarge) noteSource(y, stretchedFrom(x) ?? x)
  return y
}

/** x added up along the axes that `shape` has not, or has with length 1. */
export function total(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  const y = totalled(x, shape)
  return isRecording() ? record(y, [x, (g) => stretch(g, x.shape)]) : y
}

function totalled(x: Tensor, shape: Shape): Tensor {
  const { size, dtype } = x
  if (shape.length === 0 && size < large && !isWatched(size)) return new Tensor(sumOf(x), shape, dtype)
  return perform({ name: 'total', inputs: [x], again: repeating(total, shape) }, shape, dtype, () => sums(x, shape))
}

/** All numbers of a small tensor as one. */
function sumOf(x: Tensor): number {
  const sum = x.size === 1 ? numberOf(x) : sumOfRun(valuesOf(x), 0, x.size)
  return x.dtype === 'float32' ? Math.fround(sum) : sum
}

function sums(x: Tensor, shape: Shape): Values {
  const steps = additions(x.shape, shape)
  const fast = x.size >= large ? fastSums(x, steps) : undefined
  if (fast) return fast
  const out = allocateDirty(x.dtype, sizeOf(shape))
  addUp(valuesOf(x), steps, out)
  return out
}
