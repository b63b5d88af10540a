// Adaptive gains: every parameter has a gain of its own on the learning rate. While its derivative keeps the sign the gain grows a little
// by addition; when the sign flips it shrinks by multiplication, so that gains fall fast once a parameter oscillates. With momentum the
// sign is compared with the velocity's, which says better than the last gradient where the parameter is going.
import { mapTree, type Tree } from '../tensor/index.ts'
import { fused } from './fused.ts'
import { type LearningRate, schedule } from './learning-rate.ts'
import { checkOptions, checkInterval } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'

/** Options of {@link adaptiveGains}. */
export interface AdaptiveGainsOptions {
  /** α, common to all parameters. */
  learningRate: LearningRate
  /** δ: a gain grows by it and shrinks by the factor 1 - δ. 0.05 unless said. */
  delta?: number
  /** Where gains are kept; [0.1, 10] unless said. */
  range?: readonly [least: number, most: number]
  /** ρ, the share of the velocity that is kept. 0 unless said: no momentum. */
  momentum?: number
}

/** The gains, the velocity, and what the sign of the gradient is compared with: trees like the parameters. */
export interface AdaptiveGainsState {
  gain: Tree
  v: Tree
  way: Tree
  t: number
}

/**
 * Gradient descent with a gain for every parameter: v ← ρ v - α gain ⊙ g, w ← w + v.
 *
 * The gain starts at 1. It becomes gain + δ where g agrees in sign with the gradient before (with the negative velocity, if ρ > 0), and
 * gain · (1 - δ) where it disagrees. It is meant for full batches or large ones: signs that flip with the batch say nothing.
 *
 * @param options.learningRate α, a number or a schedule
 * @param options.delta δ, 0.05 unless said
 * @param options.range the least and the greatest gain, [0.1, 10] unless said
 * @param options.momentum ρ, 0 unless said
 * @throws RangeError unless α is positive, δ between 0 and 1, ρ in [0, 1), and the range runs upwards from above 0
 * @see Hinton, Neural Networks for Machine Learning, lecture 6d; Jacobs 1989
 * @example
 * ```ts
 * const slope = (w: Tensor) => w.sum()
 * const optimizer = adaptiveGains({ learningRate: 1, delta: 0.5 })
 * descend(slope, tensor([0]), { optimizer, steps: 3 }).stepLength // → [ 1, 1.5, 2 ]
 * ```
 */
export function adaptiveGains(options: AdaptiveGainsOptions): Optimizer<AdaptiveGainsState> {
  const { learningRate, delta = 0.05, range = [0.1, 10], momentum: rho = 0 } = options
  const rate = schedule('adaptiveGains', learningRate)
  checkOptions('adaptiveGains', { delta, momentum: rho }, { delta: 'between 0 and 1', momentum: 'from 0 to below 1' })
  const [least, most] = checkInterval('adaptiveGains', 'range', range)
  return fused({
    name: 'adaptive gains',
    init(params) {
      const zero = zerosLike(params)
      return { gain: mapTree((z) => z.add(1), zero), v: zero, way: zero, t: 0 }
    },
    step(gradient, state) {
      const alpha = rate(state.t)
      const gain = mapTree(
        (g, gain, way) => {
          const agreement = g.mul(way).sign()
          const grown = gain.add(agreement.equal(1).mul(delta))
          return grown.mul(agreement.equal(-1).mul(-delta).add(1)).maximum(least).minimum(most)
        },
        gradient,
        state.gain,
        state.way,
      )
      const v = mapTree((g, gain, v) => v.mul(rho).sub(g.mul(gain).mul(alpha)), gradient, gain, state.v)
      const way = rho === 0 ? gradient : mapTree((v) => v.neg(), v)
      return [v, { gain, v, way, t: state.t + 1 }]
    },
  })
}
