// An update rule reads a gradient and its state and writes an update and its next state. Operation by operation it would go through all
// parameters a dozen times; done together, it goes through them once.
//
// The rules of this folder keep tensors nowhere but in their state. So a loop knows who holds what it made, and can give the rest back.
import { together } from '../compile/index.ts'
import { leavesOf, type Tree } from '../tensor/index.ts'
import { isRecording } from '../tensor/record.ts'
import { release } from '../tensor/release.ts'
import { large } from '../tensor/storage/index.ts'
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
 * How a loop gives back the memory of what a step has used up: told what that is and what is needed still. It does nothing if the parameters
 * are few, or the optimizer is somebody's own and may hold what it was given. A descent in the middle of a loss keeps everything: a
 * derivative of that loss goes back through all its steps.
 */
export function releasing(optimizer: Optimizer, params: Tree): (gone: unknown, held: unknown) => void {
  const isWorthIt = known.has(optimizer) && leavesOf(params).some(({ size }) => size >= large) && !isRecording() && !witness
  return isWorthIt ? release : () => {}
}
