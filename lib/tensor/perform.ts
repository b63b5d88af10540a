// The one place where the result of an operation comes to be. Whoever watches is told what was done; whoever gathers a program, to do it all
// at once later, is asked first.
import type { DType, Values } from './dtype.ts'
import { Tensor } from './tensor.ts'
import type { Shape } from './types/index.ts'
import { type Operation, witness } from './witness.ts'

/**
 * The result of an operation.
 *
 * @param compute its numbers; it makes room for them before it looks at those of the inputs, because making room may move them
 * @param isPromised whether they are computed only when somebody looks at them; `compute` must then not move any
 */
export function perform(operation: Operation, shape: Shape, dtype: DType, compute: () => Values, isPromised = false): Tensor {
  const promise = witness?.postpone?.(operation, shape, dtype, compute)
  if (promise) return promise
  const result = new Tensor(isPromised ? compute : compute(), shape, dtype)
  witness?.operation(result, operation)
  return result
}
