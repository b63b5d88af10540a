// What a method may ask of the loss beyond the gradient that every step is given: its value elsewhere, gradients elsewhere (Nesterov's
// look-ahead), second derivatives (Newton's method and its kin). It is the loss of this step's batch, and it counts what it is asked.
import { together } from '../compile/index.ts'
import { grad, hessian, hvp, type Loss } from '../derive/index.ts'
import type { Tensor, Tree } from '../tensor/index.ts'

/** The loss of one step, as a method sees it that needs more than a gradient. */
export interface Objective<Params extends Tree = Tree> {
  /** L(w) at the step's own parameters; costs nothing. */
  readonly value: number
  /** L anywhere. */
  loss(params: Params): number
  /** ∇L anywhere, like the parameters. */
  gradient(params: Params): Params
  /** The product H v of the Hessian with a vector like the parameters. */
  hvp(params: Params, vector: Params): Params
  /** H, with a row and a column for each of n parameters: [n, n]. */
  hessian(params: Params): Tensor
}

/** An objective that knows how often it was measured: each call counts once, a Hessian as many times as it has rows. */
export interface CountedObjective<Params extends Tree> extends Objective<Params> {
  readonly evaluations: number
}

/** The objective of a step, from its loss and the value already measured at the step's parameters. */
export function objectiveOf<Params extends Tree>(loss: Loss<Params>, value: number): CountedObjective<Params> {
  let evaluations = 0
  const counted = <Result>(result: Result, times = 1): Result => {
    evaluations += times
    return result
  }
  return {
    value,
    loss: (params) => counted(together(loss, () => loss(params)).item()),
    gradient: (params) => counted(grad(loss)(params)),
    hvp: (params, vector) => counted(hvp(loss)(params, vector)),
    hessian(params) {
      const matrix = hessian(loss)(params)
      return counted(matrix, matrix.shape[0])
    },
    get evaluations() {
      return evaluations
    },
  }
}

/** @throws TypeError if a method that needs the objective is called without one */
export function needed<Params extends Tree>(call: string, objective: Objective<Params> | undefined): Objective<Params> {
  if (objective !== undefined) return objective
  throw new TypeError(`${call}: step needs the objective as its fourth argument; descend gives it`)
}
