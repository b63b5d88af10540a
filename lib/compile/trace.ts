// Tracing: a function of tensors is run once, under the eyes of a witness who writes the program down. What the function decides by itself,
// how often a loop runs or which branch is taken, is decided once and for all; so it must not look at the numbers it computes with.
import { leavesOf, type Tree } from '../tensor/index.ts'
import { Tensor, valuesOf } from '../tensor/tensor.ts'
import { type Input, type Operation, type Witness, witnessed } from '../tensor/witness.ts'
import { build, formOf } from './form.ts'
import type { Made, Node, Program } from './program.ts'
import { Seeded } from './zeros.ts'

/** What one run of a function gave, and the program if it could be written down, or why it could not. */
export interface Traced<Result extends Tree> {
  result: Result
  program: Program | undefined
  /** Why there is no program, as a sentence's end. */
  obstacle: string
}

/** Runs the function and writes down what it does. */
export function trace<Args extends readonly Tree[], Result extends Tree>(f: (...args: Args) => Result, args: Args): Traced<Result> {
  const leaves = toldApart(leavesOf(args))
  let next = 0
  const apart = args.map((arg) => build(formOf(arg), () => leaves[next++]!)) as unknown as Args
  const writer = new Writer(leaves)
  const result = witnessed(writer, () => f(...apart))
  const results = leavesOf(result).map((leaf) => writer.nodeOf(leaf))
  return { result, program: writer.obstacle ? undefined : { given: leaves.length, results }, obstacle: writer.obstacle }
}

/** What is given is told apart from the same tensor given in another place, or known to the function already: next time they may be two. */
const toldApart = (leaves: readonly Tensor[]): Tensor[] => leaves.map((leaf) => new Tensor(valuesOf(leaf), leaf.shape, leaf.dtype))

class Writer implements Witness {
  obstacle = ''
  readonly #nodes = new Map<Tensor, Node>()
  readonly #seeded = new Seeded()
  /** Tensors that came to be since, whether or not it is known how. */
  readonly #born = new Set<Tensor>()

  constructor(leaves: readonly Tensor[]) {
    leaves.forEach((leaf, place) => this.#nodes.set(leaf, { kind: 'argument', place, shape: leaf.shape, dtype: leaf.dtype }))
  }

  born(tensor: Tensor): void {
    this.#born.add(tensor)
  }

  given(result: Tensor, isSeed = false): void {
    this.#nodes.set(result, { kind: 'constant', tensor: result, seeded: isSeed })
  }

  operation(result: Tensor, operation: Operation): void {
    const inputs = operation.inputs.map((input) => this.#node(input))
    const isFixed = inputs.every((input) => typeof input === 'number' || input.kind === 'constant')
    const { shape, dtype } = result
    // The program must not hold the tensors of this one run.
    const made: Made = { kind: 'made', operation: { ...operation, inputs: [] }, inputs, shape, dtype }
    this.#nodes.set(result, isFixed ? { kind: 'constant', tensor: result, seeded: this.#seeded.has(made) } : made)
  }

  read(tensor: Tensor, how: string): void {
    if (this.nodeOf(tensor).kind !== 'constant') this.obstacle ||= `${how} looks at the numbers while the function runs`
  }

  /** The node of a tensor that takes part; one that was there before is a constant. */
  nodeOf(tensor: Tensor): Node {
    const known = this.#nodes.get(tensor)
    if (known) return known
    if (this.#born.has(tensor)) this.obstacle ||= 'it makes a tensor in a way that cannot be repeated, such as drawing random numbers'
    return { kind: 'constant', tensor }
  }

  readonly #node = (input: Input): Node | number => (typeof input === 'number' ? input : this.nodeOf(input))
}
