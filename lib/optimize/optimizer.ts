// What an optimizer is: a pure pair of functions. `init` makes the state it carries from step to step (a velocity, averages, a counter);
// `step` turns a gradient into an update and the next state. It changes nothing and does not know how far a line search goes. Most need
// the gradient alone; those that ask for more of the loss (other places, second derivatives) get the objective.
import type { Tree } from '../tensor/index.ts'
import type { Objective } from './objective.ts'
import type { LineSearch } from './search/index.ts'

/**
 * A rule that turns gradients into updates: `params + update` are the next parameters.
 *
 * Parameters, gradients and updates are trees of one form. `step` is given the state that the step before returned.
 */
export interface Optimizer<State = unknown> {
  /** What figures call it, with its hyperparameters. */
  readonly name: string
  /** The line search it is made for, used when `descend` is given none. */
  readonly search?: LineSearch
  init(params: Tree): State
  step<Params extends Tree>(gradient: Params, state: State, params: Params, objective?: Objective<Params>): [update: Params, state: State]
}
