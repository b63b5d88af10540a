// What a loss must be, said in words: a function that returns a scalar Tensor.
import { Tensor, type Tree } from '../tensor/index.ts'

/** A function from parameters (a Tensor or a tree of them) and anything else, such as a batch, to a scalar Tensor. */
export type Loss<Params extends Tree = Tensor, Rest extends unknown[] = []> = (params: Params, ...rest: Rest) => Tensor

/** @throws TypeError unless the value is a Tensor, with the likely reason */
export function checkTensor(operation: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value
  const found = typeof value === 'number' ? `the number ${value}` : value instanceof Promise ? 'a Promise' : String(value)
  const hint =
    typeof value === 'number'
      ? '; .item() and .values() leave the tensors that derivatives are taken of'
      : value === undefined
        ? '; is a return missing?'
        : value instanceof Promise
          ? '; the function must not be async'
          : ''
  throw new TypeError(`${operation}: the function must return a Tensor, got ${found}${hint}`)
}

/** @throws TypeError unless the value is a scalar Tensor */
export function checkScalar(operation: string, value: unknown): Tensor {
  const loss = checkTensor(operation, value)
  if (loss.shape.length === 0) return loss
  throw new TypeError(`${operation}: the loss must be a scalar, got shape [${loss.shape.join(', ')}]; add .sum() or .mean()`)
}
