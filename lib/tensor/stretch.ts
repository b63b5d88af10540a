// Two operations that are each other's backward rule. `stretch` repeats a tensor along axes where it has length 1, or which it has not, until
// it fills a shape: that is broadcasting. `total` adds up along those axes: that is what every sum is.
import { allocate } from './dtype.ts'
import { sameShape, sizeOf } from './layout.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import { addUp } from './total.ts'
import type { Shape } from './types/index.ts'
import { Walk } from './walk.ts'

/** x repeated so as to fill `shape`, which it is known to broadcast to. */
export function stretch(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  const walk = Walk.stretching(x.shape, shape)
  const y = perform({ name: 'stretch', inputs: [x], walk, again: (x) => stretch(x as Tensor, shape) }, shape, x.dtype, () => {
    const out = allocate(x.dtype, sizeOf(shape))
    walk.copy(valuesOf(x), out)
    return out
  })
  return record(y, [x, (g) => total(g, x.shape)])
}

/** x added up along the axes that `shape` has not, or has with length 1. */
export function total(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  const y = perform({ name: 'total', inputs: [x], again: (x) => total(x as Tensor, shape) }, shape, x.dtype, () => {
    const out = allocate(x.dtype, sizeOf(shape))
    addUp(valuesOf(x), x.shape, shape, out)
    return out
  })
  return record(y, [x, (g) => stretch(g, x.shape)])
}
