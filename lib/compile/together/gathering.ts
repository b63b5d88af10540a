// What a stretch of a program does with large tensors, noted down instead of done: for each operation its kind, where its inputs come from and
// what the result will look like. The tensors it gives are promises. Nobody notices: a program that looks at a number gets it, for then
// everything it takes is done at once.
import type { DType, Values } from '../../tensor/dtype.ts'
import { large } from '../../tensor/storage/index.ts'
import { sizeOf } from '../../tensor/layout.ts'
import { isPromised, keepPromise, Tensor, valuesOf } from '../../tensor/tensor.ts'
import type { Shape } from '../../tensor/index.ts'
import type { Input, Operation, Witness } from '../../tensor/witness.ts'

/** One operation that was put off. */
export interface Step {
  readonly operation: Operation
  readonly shape: Shape
  readonly dtype: DType
  /** Where each input comes from: the number of a step, or one of the two below. */
  readonly sources: readonly number[]
}

/** The source of a plain number; they are counted in the order in which they come. */
export const plainNumber = -1
/** The source of a tensor that was there before, or was made without being put off. */
export const given = (place: number): number => -2 - place
/** The place of a given tensor, if the source is one. */
export const placeOfGiven = (source: number): number | undefined => (source <= -2 ? -2 - source : undefined)

export class Gathering implements Witness {
  readonly steps: Step[] = []
  /** What the program is run on. */
  readonly tensors: Tensor[] = []
  readonly numbers: number[] = []
  readonly lists: Int32Array[] = []
  /** Whether somebody looked at a number that was only promised. */
  wasRead = false
  readonly #places = new Map<Tensor, number>()
  readonly #results: Tensor[] = []
  readonly #computes: (() => Values)[] = []
  readonly #numberOf = new Map<Tensor, number>()

  /** Small things are done at once, as long as nothing that they depend on was put off. */
  concerns(size: number): boolean {
    return size >= large || this.steps.length > 0
  }

  postpone(operation: Operation, shape: Shape, dtype: DType, compute: () => Values): Tensor | undefined {
    if (sizeOf(shape) < large && !operation.inputs.some(isWorthIt)) return undefined
    const step = this.steps.length
    const result = new Tensor(() => this.#read(step), shape, dtype)
    this.steps.push({ operation, shape, dtype, sources: operation.inputs.map(this.#sourceOf) })
    if (operation.walk?.isListed) this.lists.push(operation.walk.list())
    this.#results.push(result)
    this.#computes.push(compute)
    this.#numberOf.set(result, step)
    return result
  }

  // A gathering is told of what was done at once, and need not know: it takes part as a tensor that is given.
  operation(): void {}
  given(): void {}
  born(): void {}
  read(): void {}

  /** The step that promises a tensor, if one does still. */
  stepOf(tensor: Tensor): number | undefined {
    return isPromised(tensor) ? this.#numberOf.get(tensor) : undefined
  }

  /** Does all that some steps take, one operation after another. */
  compute(wanted: readonly number[]): void {
    const isNeeded = new Array<boolean>(this.steps.length).fill(false)
    for (const step of wanted) isNeeded[step] = true
    for (let step = this.steps.length - 1; step >= 0; step--) {
      if (!isNeeded[step] || !isPromised(this.#results[step]!)) continue
      for (const source of this.steps[step]!.sources) if (source >= 0) isNeeded[source] = true
    }
    this.#results.forEach((result, step) => {
      if (isNeeded[step] && isPromised(result)) keepPromise(result, this.#computes[step]!())
    })
  }

  /** Keeps the promise of a step with numbers that were had in another way. */
  keep(step: number, numbers: Tensor): void {
    keepPromise(this.#results[step]!, valuesOf(numbers))
  }

  #read(step: number): Values {
    this.wasRead = true
    this.compute([step])
    return valuesOf(this.#results[step]!)
  }

  readonly #sourceOf = (input: Input): number => {
    if (typeof input === 'number') {
      this.numbers.push(input)
      return plainNumber
    }
    const step = this.stepOf(input)
    if (step !== undefined) return step
    const known = this.#places.get(input)
    if (known !== undefined) return given(known)
    this.#places.set(input, this.tensors.length)
    return given(this.tensors.push(input) - 1)
  }
}

const isWorthIt = (input: Input): boolean => typeof input !== 'number' && (input.size >= large || isPromised(input))
