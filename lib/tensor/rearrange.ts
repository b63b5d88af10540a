// Two operations move numbers without changing them, and each is the other's backward rule. `gather` reads: out[i] = x[place i of a walk].
// `scatter` adds back: out[place i] += x[i]. Transposing and slicing are gathers.
import { allocate, allocateDirty } from './dtype.ts'
import { sizeOf } from './layout.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import type { Walk } from './walk.ts'
import { repeating } from './witness.ts'

/** What a walk through x meets, in the walk's shape. Its gradient is scattered back. */
export function gather(x: Tensor, walk: Walk): Tensor {
  const y = perform({ name: 'gather', inputs: [x], walk, again: repeating(gather, walk) }, walk.shape, x.dtype, () => {
    const out = allocateDirty(x.dtype, walk.size)
    walk.copy(valuesOf(x), out)
    return out
  })
  return record(y, [x, (g) => scatter(g, walk, x.shape)])
}

/** A tensor of `shape` in which the numbers of x were added where a walk of x's shape leads. Its gradient is gathered back. */
export function scatter(x: Tensor, walk: Walk, shape: Shape): Tensor {
  const y = perform({ name: 'scatter', inputs: [x], walk, again: repeating(scatter, walk, shape) }, shape, x.dtype, () => {
    const out = allocate(x.dtype, sizeOf(shape))
    // Sums of numbers of 32 bits would lose a digit on the way.
    const sums = out instanceof Float64Array || walk.visitsOnce ? out : new Float64Array(out.length)
    walk.add(valuesOf(x), sums)
    if (sums !== out) out.set(sums)
    return out
  })
  return record(y, [x, (g) => gather(g, walk)])
}
