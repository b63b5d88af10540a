// What a problem is: a loss with a place to start and the answer, so that tests can check a method, chapters can race methods, and
// benchmarks can time them, all on the same ground.
import { type Tensor, tensor } from '../tensor/index.ts'

/** A loss of n parameters in one vector [n], whose lowest place is known. */
export interface Problem {
  readonly name: string
  /** From parameters [n] to a scalar, in the kind of numbers (float64, float32) that the parameters have. */
  readonly loss: (w: Tensor) => Tensor
  /** Where descents usually begin, [n]. */
  readonly start: Tensor
  /** Where the loss is lowest, [n]; one such place if there are several. */
  readonly minimum: Tensor
  /** The loss there. */
  readonly value: number
  /** All lowest places, if there are several. */
  readonly minima?: readonly Tensor[]
  /** Places that are only lower than their surroundings. */
  readonly localMinima?: readonly Tensor[]
  /** The part worth drawing: from where to where along each parameter. */
  readonly region: readonly (readonly [from: number, to: number])[]
}

/** A problem whose loss is a sum of squares, Σ r². */
export interface LeastSquares extends Problem {
  /** r, a vector [N]. */
  readonly residuals: (w: Tensor) => Tensor
}

/** A sum-of-squares problem from its residuals. */
export const leastSquares = (problem: Omit<LeastSquares, 'loss'>): LeastSquares => ({
  ...problem,
  loss: (w) => problem.residuals(w).square().sum(),
})

/** The same region for each of n parameters. */
export const cube = (n: number, from: number, to: number): [number, number][] => Array.from({ length: n }, () => [from, to])

/** A vector of one number per place. */
export const vector = (n: number, entry: (i: number) => number): Tensor => tensor(Array.from({ length: n }, (_, i) => entry(i)))
