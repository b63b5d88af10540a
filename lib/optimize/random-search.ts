// Random search: try parameters at random and keep the best. It needs no gradient and finds its way out of any valley, but the chance to
// hit a low place falls exponentially with the number of parameters: the yardstick that shows what a gradient is worth.
import { type Rng, rng, type Tensor, type Tree } from '../tensor/index.ts'
import { bestOf, type Search } from './best-of.ts'
import { checkOptions } from './options.ts'

/** Options of {@link randomSearch}. */
export interface RandomSearchOptions<Params extends Tree> {
  /** Draws the parameters to try next; told the best so far (nothing at first), it can search around them. */
  sample: (random: Rng, best: Params | undefined) => Params
  /** How many to try. */
  tries: number
  /** The seed of the random numbers. */
  seed: number
}

/**
 * The best of many parameters drawn at random.
 *
 * @param loss from parameters to a scalar Tensor
 * @param options see {@link RandomSearchOptions}
 * @throws RangeError unless `tries` is a whole number above 0 and the seed a whole number; if no loss was finite
 * @see Brooks 1958; Solis & Wets 1981 for the local form
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * const anywhere = (random: Rng) => random.uniform([2], { low: -1, high: 1 })
 * const nearby = (random: Rng, best?: Tensor) => random.normal([2], { standardDeviation: 0.1 }).add(best ?? 1)
 * randomSearch(bowl, { sample: anywhere, tries: 200, seed: 1 }) // → random search: loss 0.009764, the lowest of 200
 * randomSearch(bowl, { sample: nearby, tries: 200, seed: 1 }) // → random search: loss 0.0003808, the lowest of 200
 * ```
 */
export function randomSearch<Params extends Tree>(
  loss: (params: Params) => Tensor,
  { sample, tries, seed }: RandomSearchOptions<Params>,
): Search<Params> {
  checkOptions('randomSearch', { tries }, { tries: 'a whole number, one or more' })
  const random = rng(seed)
  return bestOf('random search', loss, tries, (_, best) => sample(random, best))
}
