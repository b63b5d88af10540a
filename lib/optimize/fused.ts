// An update rule reads a gradient and its state and writes an update and its next state. Operation by operation it would go through all
// parameters a dozen times; done together, it goes through them once.
//
// The rules of this folder keep tensors nowhere but in their state. So a loop knows who holds what it made, and can give the rest back.
import { together } from '../compile/index.ts'
import { isRecording } from '../tensor/record.ts'
import { release } from '../tensor/release.ts'
import { witness } from '../tensor/witness.ts'
import type { Optimizer } from './optimizer.ts'

const known = new WeakSet<Optimizer>()

/** The optimizer, its steps done together. Only for rules that keep no tensor outside of their state and show none to anybody. */
export function fused<State>(optimizer: Optimizer<State>): Optimizer<State> {
  const whole: Optimizer<State> = {
    ...optimizer,
    step: (gradient, state, params, objective) => together(whole, () => optimizer.step(gradient, state, params, objective)),
  }
  known.add(whole as Optimizer)
  return whole
}

/**
 * Gives back the memory of what a step has used up, if the optimizer is known to hold none of it. A descent in the middle of a loss keeps
 * everything: a derivative of that loss goes back through all its steps.
 *
 * @param held what is needed still
 */
export function releaseAfter(optimizer: Optimizer, gone: unknown, held: unknown): void {
  if (known.has(optimizer) && !isRecording() && !witness) release(gone, held)
}
