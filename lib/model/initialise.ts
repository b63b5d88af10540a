// First weights. Numbers that pass through a layer should keep their size, forwards and backwards: too small and they fade with depth, too
// large and they explode. How large is right depends on how many inputs are added up.
import type { Rng, Tensor } from '../tensor/index.ts'

/** Makes the first weights of a layer, of shape [inputs, outputs]. */
export type Initialise = (random: Rng, inputs: number, outputs: number) => Tensor

/**
 * Xavier's (Glorot's) first weights, for tanh and the sigmoid: uniform in ±√(6 / (inputs + outputs)), a variance of 2 / (inputs + outputs).
 *
 * @returns of shape [inputs, outputs]
 * @see Glorot & Bengio 2010, eq. 16
 * @example xavier(rng(1), 300, 100).abs().max().item() < Math.sqrt(6 / 400) // → true
 */
export const xavier: Initialise = (random, inputs, outputs) => {
  const high = Math.sqrt(6 / (inputs + outputs))
  return random.uniform([inputs, outputs], { low: -high, high })
}

/**
 * He's first weights, for the relu, which loses half of the variance: normal with standard deviation √(2 / inputs).
 *
 * @returns of shape [inputs, outputs]
 * @see He, Zhang, Ren & Sun 2015, eq. 10
 * @example he(rng(1), 784, 10).shape // → [ 784, 10 ]
 */
export const he: Initialise = (random, inputs, outputs) => random.normal([inputs, outputs], { standardDeviation: Math.sqrt(2 / inputs) })
