// Someone who watches what is done with tensors, so as to do it again without the program that did it: that is how `compile` works. A
// witness is told of every operation, with what it needs to be repeated; of every tensor that is simply made of given numbers; and of every
// number that the program reads. There is one at most, and mostly none.
import type { DType, Values } from './dtype.ts'
import type { Tensor } from './tensor.ts'
import type { Shape } from './types/index.ts'
import type { Walk } from './walk.ts'

/** An operand as the operation got it. */
export type Input = Tensor | number

/** An operation that can be repeated. */
export interface Operation {
  /** Such as `add`, `gather`, `product`. */
  readonly name: string
  readonly inputs: readonly Input[]
  /** The same operation of other tensors of the same shapes and kinds. */
  readonly again: (...inputs: Input[]) => Tensor
  /** What an operation does to each element by itself: a function of the elements in the same place of its inputs. */
  readonly value?: (...elements: number[]) => number
  /** For operations that move elements: which places of the input they read, or of the result they add to. */
  readonly walk?: Walk
  /** What else tells it from other operations of its name on tensors of the same shapes: an axis, a direction. */
  readonly choices?: readonly unknown[]
}

/**
 * An operation, to be done again with the same further arguments. It holds nothing else, while a function that is written in the operation's
 * own body holds whatever is to be seen from there, the tensors of that time included.
 */
export const repeating = <Further extends readonly unknown[]>(operation: (x: Tensor, ...further: Further) => Tensor, ...further: Further) =>
  (x: Input): Tensor => operation(x as Tensor, ...further)

export interface Witness {
  operation(result: Tensor, operation: Operation): void
  /** A tensor of numbers that will be the same next time. A seed's zeros stay zero whatever they are multiplied by; see `unit`. */
  given(result: Tensor, isSeed?: boolean): void
  /** A tensor has come to be; if nothing more is heard of it, nobody knows how to make it again. */
  born(tensor: Tensor): void
  /** The program looks at a tensor's numbers, and may go on this way or that because of them. */
  read(tensor: Tensor, how: string): void
  /** Whether operations on so many numbers are any of its business; all are unless said. */
  concerns?(size: number): boolean
  /** Takes it on itself to have an operation done later. @returns a tensor whose numbers are to come; nothing if it is to be done now */
  postpone?(operation: Operation, shape: Shape, dtype: DType, compute: () => Values): Tensor | undefined
}

/** The witness, if there is one. */
export let witness: Witness | undefined

/** Whether anybody wants to know of an operation on so many numbers. */
export const isWatched = (size: number): boolean => witness !== undefined && (witness.concerns === undefined || witness.concerns(size))

/** Runs a program under the eyes of a witness. */
export function witnessed<Result>(by: Witness, run: () => Result): Result {
  const before = witness
  witness = by
  try {
    return run()
  } finally {
    witness = before
  }
}
