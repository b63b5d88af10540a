// The learning rate that each parameter really had: how far it was moved, as a multiple of its gradient. Plain descent gives all the same;
// AdaGrad, RMSProp and Adam give each its own, and the picture shows which grew and which faded.
import { grad } from '../derive/index.ts'
import { leavesOf, namedLeaves, type Tensor, type Tree } from '../tensor/index.ts'
import { Chart } from './chart.ts'
import { FigureError } from './error.ts'
import type { Words } from './spec.ts'

export interface RatesOptions extends Words {
  /** the parameters to draw, by their places in the list of all: `{ 'common word': 0, 'rare word': 7 }` (all unless told) */
  parameters?: Readonly<Record<string, number>>
  /** names with units, instead of `step` and `step taken / gradient` */
  axes?: { x?: string; y?: string }
  /** of the rates (`log` unless told) */
  scale?: 'linear' | 'log'
  /** pixels (400 unless told) */
  height?: number
}

/** More lines than these cannot be told apart. */
const mostLines = 7

/**
 * Draws −Δwᵢ / gᵢ against the step, a line for each parameter i. Where a gradient is 0, and on a log scale where a parameter was moved up
 * its slope (as momentum does), the line has a gap.
 *
 * @param run of `descend`
 * @param gradients the loss of the run, or the gradient that each of its steps was given (when there were batches)
 * @throws FigureError if there are no steps, another number of gradients, or more than seven parameters and none are named
 * @example
 * ```ts
 * const loss = (w: Tensor) => w.mul(tensor([1, 10])).square().sum()
 * const run = descend(loss, tensor([1, 1]), { optimizer: adagrad({ learningRate: 0.5 }), steps: 20 })
 * figure.rates(run, loss, { parameters: { steep: 1 } }).caption
 * // → 'steep: 20 points, step 0 to 19, step taken / gradient 0.00214 to 0.0025.'
 * ```
 */
export function rates<Params extends Tree>(
  run: { readonly path: readonly Params[] },
  gradients: ((params: Params) => Tensor) | readonly Params[],
  options: RatesOptions = {},
): Chart {
  const before = run.path.slice(0, -1)
  if (before.length === 0) throw new FigureError('rates: the run has no steps. Let it take at least one.')
  const slopes = typeof gradients === 'function' ? before.map(grad(gradients)) : gradients
  if (slopes.length !== before.length) {
    throw new FigureError(`rates: ${before.length} steps and ${slopes.length} gradients. Give one for each step, or the loss of the run.`)
  }
  const { parameters = allOf(run.path[0]!), axes, scale = 'log', height = 400, ...words } = options
  const [places, downhill] = [run.path.map(flat), slopes.map(flat)]
  const steps = before.map((_, step) => step)
  const chart = new Chart({
    ...words,
    height,
    axes: { x: axes?.x ?? 'step', y: axes?.y ?? 'step taken / gradient' },
    scale: { y: scale },
  })
  return Object.entries(parameters).reduce((drawn, [name, index]) => {
    const { length } = places[0]!
    if (!(index in places[0]!)) throw new FigureError(`rates: '${name}' is parameter ${index}, and there are ${length}.`)
    const values = steps.map((step) => (places[step]![index]! - places[step + 1]![index]!) / downhill[step]![index]!)
    return drawn.line(steps, values.map((rate) => (isDrawn(rate, scale) ? rate : NaN)), name)
  }, chart)
}

/** All numbers of a tree in one list, leaf after leaf. */
const flat = (tree: Tree): number[] => leavesOf(tree).flatMap((leaf) => leaf.values())

/** Every parameter by its place: `φ₀`, or `W[3]` in a tree. */
function allOf(tree: Tree): Record<string, number> {
  const names = namedLeaves(tree).flatMap(([place, leaf]) =>
    Array.from({ length: leaf.size }, (_, index) => {
      if (place === '') return `φ${'₀₁₂₃₄₅₆'[index] ?? `[${index}]`}`
      return leaf.size === 1 ? place : `${place}[${index}]`
    }),
  )
  if (names.length > mostLines) {
    const example = `{ parameters: { first: 0, last: ${names.length - 1} } }`
    throw new FigureError(`rates: ${names.length} parameters are too many to tell apart. Name some: ${example}.`)
  }
  return Object.fromEntries(names.map((name, index) => [name, index]))
}

const isDrawn = (rate: number, scale: 'linear' | 'log'): boolean => Number.isFinite(rate) && (scale === 'linear' || rate > 0)
