// Momentum is written in three ways. They differ in what the velocity is a sum of, and so in what a learning rate means and in what a
// change of it on the way does: in the first form past gradients keep the rate they came with, in the others they get the present one.
import type { LearningRate } from './learning-rate.ts'

/**
 * How momentum is written (syllabus M1):
 *
 * - `velocity`: v ← ρ v - α g, w ← w + v (CS231n; Sutskever et al. 2013)
 * - `accumulated`: v ← ρ v + g, w ← w - α v (PyTorch; EECS 498)
 * - `averaged`: v ← ρ v + (1 - ρ) g, w ← w - α v (UDL eq. 6.11; Adam's m)
 */
export type MomentumForm = 'velocity' | 'accumulated' | 'averaged'

/** Every form reads v ← ρ v + input · g, w ← w + output · v. */
export const factors: Record<MomentumForm, (alpha: number, rho: number) => { input: number; output: number }> = {
  velocity: (alpha) => ({ input: -alpha, output: 1 }),
  accumulated: (alpha) => ({ input: 1, output: -alpha }),
  averaged: (alpha, rho) => ({ input: 1 - rho, output: -alpha }),
}

/** What converting needs to know. */
interface Convertible {
  learningRate: LearningRate
  momentum?: number
  form?: MomentumForm
}

/**
 * The options with which another form of momentum takes the same steps: `averaged` needs the rate α / (1 - ρ), the other two share theirs.
 *
 * @param options of {@link momentum}
 * @param form the form to come
 * @throws TypeError for a schedule if one of both forms is `velocity`: after a change of the rate no rate makes them agree
 * @example
 * ```ts
 * convertMomentum({ learningRate: 0.5, momentum: 0.75 }, 'averaged') // → { learningRate: 2, momentum: 0.75, form: 'averaged' }
 * ```
 */
export function convertMomentum(options: Convertible, form: MomentumForm): Required<Convertible> {
  const { learningRate, momentum = 0.9, form: from = 'velocity' } = options
  if (from === form) return { learningRate, momentum, form }
  if (typeof learningRate === 'function' && (from === 'velocity' || form === 'velocity')) {
    throw new TypeError(`convertMomentum: ${from} and ${form} agree only while the learning rate is constant, and this one is a schedule`)
  }
  const scale = (form === 'averaged' ? 1 / (1 - momentum) : 1) * (from === 'averaged' ? 1 - momentum : 1)
  return { learningRate: scaled(learningRate, scale), momentum, form }
}

const scaled = (rate: LearningRate, scale: number): LearningRate =>
  typeof rate === 'function' ? (step) => scale * rate(step) : scale * rate
