// A program done again operation by operation, each as the library does it. That is the way where there is no room for a plan, and what
// plans are held against.
import { gather, scatter } from '../tensor/rearrange.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { Walk } from '../tensor/walk.ts'
import { type Input, type Made, madeInOrder, type Program, type Runnable } from './program.ts'

export function replay(program: Program): Runnable {
  const steps = madeInOrder(program)
  return (given, numbers = [], lists = []) => {
    const made = new Map<Made, Tensor>()
    const found = (input: Input): Tensor | number => {
      if (typeof input === 'number') return input
      switch (input.kind) {
        case 'number': return numbers[input.place]!
        case 'argument': return given[input.place]!
        case 'constant': return input.tensor
        case 'made': return made.get(input)!
      }
    }
    for (const step of steps) made.set(step, repeated(step, step.inputs.map(found), lists))
    return program.results.map((result) => found(result) as Tensor)
  }
}

/** One operation, of other tensors and along other lists of places than it was seen with. */
export function repeated({ operation, shape, list }: Made, operands: readonly (Tensor | number)[], lists: readonly Int32Array[]): Tensor {
  if (list === undefined) return operation.again(...operands)
  const x = operands[0] as Tensor
  return operation.name === 'gather' ? gather(x, Walk.through(lists[list]!, shape)) : scatter(x, Walk.through(lists[list]!, x.shape), shape)
}
