// A program without its loops, functions and objects: what was done with tensors from the arguments to the results, one operation after
// another. Two things that are the same are one node, and what the results do not need is not there.
import type { DType } from '../tensor/dtype.ts'
import type { Shape } from '../tensor/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Operation } from '../tensor/witness.ts'

/** One of the tensors that the program is given. */
export interface Argument {
  readonly kind: 'argument'
  /** Its place among the arguments' leaves. */
  readonly place: number
  readonly shape: Shape
  readonly dtype: DType
}

/** A tensor that is the same whatever the arguments are. */
export interface Constant {
  readonly kind: 'constant'
  readonly tensor: Tensor
  /** Its zeros are structural, see zeros.ts. */
  readonly seeded?: boolean
}

/** One of the plain numbers that the program is given. */
export interface GivenNumber {
  readonly kind: 'number'
  /** Its place among the numbers. */
  readonly place: number
}

/** A tensor that an operation makes of others. */
export interface Made {
  readonly kind: 'made'
  readonly operation: Operation
  readonly inputs: readonly (Node | GivenNumber | number)[]
  /** Which of the given lists has the places of its walk, if they are not those of the walk itself. */
  readonly list?: number
  readonly shape: Shape
  readonly dtype: DType
}

export type Node = Argument | Constant | Made

export interface Program {
  /** How many tensors it is given. */
  readonly given: number
  readonly results: readonly Node[]
}

/** A program that runs: it is given tensors, plain numbers and lists of places, and gives its results. */
export type Runnable = (tensors: readonly Tensor[], numbers?: readonly number[], lists?: readonly Int32Array[]) => Tensor[]

/**
 * A program that is run several times in a row: what it gives takes the place of the first tensors that it was given. Those are given away,
 * unless they are among the tensors that somebody else holds.
 */
export type Repeatable = (times: number, tensors: readonly Tensor[], held: readonly Tensor[]) => Tensor[]

/** What an operation is applied to. */
export type Input = Made['inputs'][number]

export const isNode = (input: Input): input is Node => typeof input !== 'number' && input.kind !== 'number'

export const shapeOf = (node: Node): Shape => (node.kind === 'constant' ? node.tensor.shape : node.shape)
export const dtypeOf = (node: Node): DType => (node.kind === 'constant' ? node.tensor.dtype : node.dtype)

/** What is made on the way to the results, each after what it is made of. */
export function madeInOrder({ results }: Program): Made[] {
  const seen = new Set<Node>()
  const order: Made[] = []
  const visit = (node: Input): void => {
    if (typeof node === 'number' || node.kind !== 'made' || seen.has(node)) return
    seen.add(node)
    node.inputs.forEach(visit)
    order.push(node)
  }
  results.forEach(visit)
  return order
}
