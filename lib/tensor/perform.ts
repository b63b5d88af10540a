// The one place where the result of an operation comes to be. Whoever watches is told what was done; whoever gathers a program, to do it all
// at once later, is asked first.
import type { DType, Values } from './dtype.ts'
import { scoped } from './storage/index.ts'
import { Tensor, valuesOf } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { type Operation, witness } from './witness.ts'

/**
 * The result of an operation.
 *
 * @param compute its numbers; it makes room for them before it looks at those of the inputs, because making room may move them
 * @param isPromised whether they are computed only when somebody looks at them
 */
export function perform(operation: Operation, shape: Shape, dtype: DType, compute: () => Values, isPromised = false): Tensor {
  const promise = witness?.postpone?.(operation, shape, dtype, compute)
  if (promise) return promise
  const result = new Tensor(isPromised ? compute : compute(), shape, dtype)
  witness?.operation(result, operation)
  return result
}

/** What several operations come to, of which nothing is recorded: only the result is kept. */
export const composed = (compute: () => Tensor): Tensor => (witness ? compute() : scoped(compute, (result) => [valuesOf(result)]))
