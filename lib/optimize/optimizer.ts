// What an optimizer is: a pure pair of functions. `init` makes the state it carries from step to step (a velocity, averages, a counter);
// `step` turns a gradient into an update and the next state. It changes nothing and knows neither the loss nor how far a line search goes.
import type { Tree } from '../tensor/index.ts'

/**
 * A rule that turns gradients into updates: `params + update` are the next parameters.
 *
 * Parameters, gradients and updates are trees of one form. `step` is given the state that the step before returned.
 */
export interface Optimizer<State = unknown> {
  /** What figures call it, with its hyperparameters. */
  readonly name: string
  init(params: Tree): State
  step<Params extends Tree>(gradient: Params, state: State, params: Params): [update: Params, state: State]
}
