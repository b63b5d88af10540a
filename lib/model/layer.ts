// Layers: a pair of pure functions, one that draws first parameters and one that applies them. A model is layers in a row, its parameters
// are a tree, and nothing is hidden in either.
import { type Rng, type Tensor, type Tree, zeros } from '../tensor/index.ts'
import { he, type Initialise, xavier } from './initialise.ts'

/** A function with parameters, and how those begin. */
export interface Layer<Params extends Tree = Tree> {
  /** First parameters, drawn at random. */
  init(random: Rng): Params
  /** The value for a batch of inputs. */
  apply(params: Params, x: Tensor): Tensor
}

/** The parameters of a linear layer: weights W, [inputs, outputs], and biases b, [outputs]. */
export interface LinearParams {
  readonly [name: string]: Tensor
  readonly W: Tensor
  readonly b: Tensor
}

/** A function of each number, between layers: `relu`, `tanh`, `sigmoid`, `softplus`, `leakyRelu`, … */
export type Activation = (x: Tensor) => Tensor

/** Options of {@link dense}. */
export interface DenseOptions {
  /** What the values go through. */
  activation: Activation
  /** How first weights are drawn: {@link he} unless said. Biases begin at 0. */
  initialise?: Initialise
}

/**
 * A linear layer: x W + b.
 *
 * @param inputs how many numbers an example has
 * @param outputs how many are made of them
 * @param initialise how first weights are drawn: {@link xavier} unless said. Biases begin at 0.
 * @returns a layer from [N, inputs] to [N, outputs]
 * @example
 * ```ts
 * const layer = linear(2, 1)
 * layer.apply({ W: tensor([[1], [10]]), b: tensor([5]) }, tensor([[1, 2], [3, 4]])) // → [[26], [48]]
 * layer.init(rng(1)).W.shape // → [ 2, 1 ]
 * ```
 */
export function linear(inputs: number, outputs: number, initialise: Initialise = xavier): Layer<LinearParams> {
  return {
    init: (random) => ({ W: initialise(random, inputs, outputs), b: zeros([outputs]) }),
    apply: ({ W, b }, x) => x.matmul(W).add(b) as Tensor,
  }
}

/**
 * A dense layer: activation(x W + b).
 *
 * @param inputs how many numbers an example has
 * @param outputs how many units there are
 * @returns a layer from [N, inputs] to [N, outputs]
 * @example
 * ```ts
 * const layer = dense(2, 1, { activation: relu })
 * layer.apply({ W: tensor([[1], [-10]]), b: tensor([5]) }, tensor([[1, 2], [3, 0]])) // → [[0], [8]]
 * ```
 */
export function dense(inputs: number, outputs: number, { activation, initialise = he }: DenseOptions): Layer<LinearParams> {
  const { init, apply } = linear(inputs, outputs, initialise)
  return { init, apply: (params, x) => activation(apply(params, x)) }
}

/**
 * Layers one after the other. Their parameters are an array, one entry a layer.
 *
 * @throws TypeError if there is no layer
 * @example
 * ```ts
 * const model = sequential(dense(784, 32, { activation: relu }), linear(32, 10))
 * const params = model.init(rng(1))
 * model.apply(params, zeros([5, 784])).shape // → [ 5, 10 ]
 * ```
 */
export function sequential<Params extends Tree>(...layers: readonly Layer<Params>[]): Layer<Params[]> {
  if (layers.length === 0) throw new TypeError('sequential(): needs at least one layer')
  return {
    init: (random) => layers.map((layer) => layer.init(random)),
    apply: (params, x) => layers.reduce((values, layer, i) => layer.apply(params[i]!, values), x),
  }
}

/**
 * A relu that lets a little through on the left: x where x > 0, else slope · x. Its gradient is never 0, so no unit dies.
 *
 * @param slope 0.01 unless said
 * @see Maas, Hannun & Ng 2013
 * @example leakyRelu(tensor([-2, 0, 3])) // → [-0.02, 0, 3]
 */
export const leakyRelu = (x: Tensor, slope = 0.01): Tensor => x.relu().sub(x.neg().relu().mul(slope))
