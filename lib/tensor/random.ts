// Seeded random numbers. A generator is made from a seed and asked for numbers in turn, so that the same program draws the same figures,
// to the last bit, on every machine. The bits come from the Mersenne twister (Matsumoto & Nishimura 1998) in the package pure-rand. Its
// seeds are well mixed: experiments repeat with seeds 1, 2, 3, …, and a generator whose state is the seed itself begins much alike for all
// of them.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'
import type { CreateOptions } from './create.ts'
import { allocateDirty } from './dtype.ts'
import { checkShape, sizeOf } from './layout.ts'
import { Tensor } from './tensor.ts'
import type { Shape, Writable } from './types/index.ts'

/** Options of `uniform`. */
export interface UniformOptions extends CreateOptions {
  /** The smallest number that can come; 0 unless said. */
  low?: number
  /** Numbers stay below it; 1 unless said. */
  high?: number
}

/** Options of `normal`. */
export interface NormalOptions extends CreateOptions {
  /** 0 unless said. */
  mean?: number
  /** 1 unless said. */
  standardDeviation?: number
}

/** A source of random numbers; each call gives new ones. Made by {@link rng}. */
export interface Rng {
  /** Numbers spread evenly over [low, high). */
  uniform<const S extends Shape>(shape: S, options?: UniformOptions): Tensor<Writable<S>>
  /** Numbers from the normal distribution. */
  normal<const S extends Shape>(shape: S, options?: NormalOptions): Tensor<Writable<S>>
  /** The whole numbers from 0 to n - 1 in random order. */
  permutation(n: number): number[]
}

/**
 * A source of random numbers that gives the same ones for the same seed.
 *
 * @param seed a whole number
 * @throws RangeError if it is not
 * @example
 * ```ts
 * const random = rng(7)
 * random.normal([3]) // → [1.784, -0.1107, -1.303]
 * random.uniform([2], { low: -1, high: 1 }) // → [-0.8566, 0.2225]
 * random.permutation(5) // → [ 1, 3, 2, 0, 4 ]
 * ```
 */
export function rng(seed: number): Rng {
  if (!Number.isInteger(seed)) throw new RangeError(`rng(${seed}): the seed must be a whole number`)
  const generator = mersenne(seed)

  const draw = (operation: string, shape: Shape, { dtype = 'float64' }: CreateOptions, next: () => number): Tensor => {
    checkShape(operation, shape)
    const values = allocateDirty(dtype, sizeOf(shape))
    for (let i = 0; i < values.length; i++) values[i] = next()
    return new Tensor(values, shape, dtype)
  }

  /** Two uniform numbers make a normal one (Box & Muller 1958). 1 - u is never 0, so the logarithm is finite. */
  const gaussian = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(generator)))
    return radius * Math.cos(2 * Math.PI * uniformFloat64(generator))
  }

  return {
    uniform(shape, options = {}) {
      const { low = 0, high = 1 } = options
      return draw('uniform', shape, options, () => low + (high - low) * uniformFloat64(generator))
    },
    normal(shape, options = {}) {
      const { mean = 0, standardDeviation = 1 } = options
      return draw('normal', shape, options, () => mean + standardDeviation * gaussian())
    },
    // Fisher & Yates's shuffle: each place, from the last, takes one of those not yet placed.
    permutation(n) {
      checkShape('permutation', [n])
      const order = Array.from({ length: n }, (_, i) => i)
      for (let last = n - 1; last > 0; last--) {
        const chosen = uniformInt(generator, 0, last)
        ;[order[last], order[chosen]] = [order[chosen]!, order[last]!]
      }
      return order
    },
  }
}
