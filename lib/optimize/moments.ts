// What Adam and its relatives share: the running means of the gradient and of its square (the first and second moments), and their
// options.
import type { Tree } from '../tensor/index.ts'
import type { AdamOptions, AdamState } from './adam.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { checkOptions } from './options.ts'
import { blend, squareTree, zerosLike } from './running-mean.ts'

/** The options of Adam, to be extended; see there. */
export type MomentOptions = Pick<AdamOptions, 'learningRate' | 'beta1' | 'beta2' | 'epsilon'>

/** Adam's options with what they are unless said, checked in the name of the method that was called. */
export function momentOptions(call: string, options: MomentOptions) {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: { learningRate?: LearningRate } & MomentOptions = options
  checkOptions(call, { beta1, beta2, epsilon }, { beta1: 'from 0 to below 1', beta2: 'from 0 to below 1', epsilon: 'zero or more' })
  return { rate: schedule(call, learningRate), beta1, beta2, epsilon }
}

/** Both means at zero, before the first step. */
export function noMoments(params: Tree): AdamState {
  const zero = zerosLike(params)
  return { m: zero, v: zero, t: 0 }
}

/** t ← t + 1, m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g² */
export function nextMoments<Params extends Tree>(gradient: Params, state: AdamState, beta1: number, beta2: number) {
  return { m: blend(beta1, state.m, gradient), v: blend(beta2, state.v, squareTree(gradient)), t: state.t + 1 }
}
