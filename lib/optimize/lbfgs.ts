// L-BFGS: BFGS that keeps the last few steps instead of the matrix they make. The product of that matrix with the gradient comes from two
// runs over the kept pairs, so that memory and time are linear in the number of parameters.
import { dotTree, mapTree, normTree, type Tree } from '../tensor/index.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { strongWolfe } from './search/index.ts'

/** Options of {@link lbfgs}. */
export interface LbfgsOptions {
  /** How many pairs are kept. 10 unless said. */
  history?: number
}

/** A step s, and the change y of the gradient over it. */
interface Pair {
  s: Tree
  y: Tree
  /** yᵀs */
  ys: number
}

/** The kept pairs from old to new, with where the last step began and the gradient there. */
export interface LbfgsState {
  pairs: readonly Pair[]
  last?: { params: Tree; gradient: Tree }
}

/**
 * Limited-memory BFGS: w ← w - B g, scaled by `strongWolfe` unless another search is given; B comes from the last `history` steps.
 *
 * For full batches: the change of the gradient between two different batches is no curvature.
 *
 * @param options see {@link LbfgsOptions}
 * @throws RangeError unless it is a whole number above 0
 * @see Liu & Nocedal 1989; Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 7.5
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().mul(tensor([1, 1000])).sum()
 * const run = descend(bowl, tensor([1, 1]), { optimizer: lbfgs(), steps: 50, tolerance: 1e-6 })
 * run.reason // → 'converged'
 * ```
 */
export function lbfgs({ history = 10 }: LbfgsOptions = {}): Optimizer<LbfgsState> {
  checkOptions('lbfgs', { history }, { history: 'a whole number, one or more' })
  return {
    name: 'l-bfgs',
    search: strongWolfe(),
    init: () => ({ pairs: [] }),
    step(gradient, { pairs: before, last }, params) {
      const pairs = last === undefined ? before : remembered(before, pairOf(last, params, gradient), history)
      const direction = mapTree((x) => x.neg(), inverseTimes(pairs, gradient))
      return [direction, { pairs, last: { params, gradient } }]
    },
  }
}

function pairOf(last: { params: Tree; gradient: Tree }, params: Tree, gradient: Tree): Pair {
  const s = difference(params, last.params)
  const y = difference(gradient, last.gradient)
  return { s, y, ys: dotTree(y, s).item() }
}

/** The pairs with a new one; not with one of no or negative curvature, which would spoil the direction. */
const remembered = (pairs: readonly Pair[], pair: Pair, history: number): readonly Pair[] =>
  pair.ys > 1e-10 * normTree(pair.s) * normTree(pair.y) ? [...pairs, pair].slice(-history) : pairs

/** B g by the two loops, from new to old and back, around the first guess yᵀs / yᵀy · I. */
function inverseTimes<Params extends Tree>(pairs: readonly Pair[], gradient: Params): Params {
  const newest = pairs.at(-1)
  if (newest === undefined) return gradient
  let q = gradient
  const alphas: number[] = []
  for (const { s, y, ys } of pairs.toReversed()) {
    const alpha = dotTree(s, q).item() / ys
    q = plus(q, -alpha, y)
    alphas.unshift(alpha)
  }
  const scale = newest.ys / dotTree(newest.y, newest.y).item()
  let r = mapTree((q) => q.mul(scale), q)
  pairs.forEach(({ s, y, ys }, i) => {
    const beta = dotTree(y, r).item() / ys
    r = plus(r, alphas[i]! - beta, s)
  })
  return r
}

const difference = <Params extends Tree>(a: Params, b: Tree): Params => mapTree((a, b) => a.sub(b), a, b)

/** a + c b */
const plus = <Params extends Tree>(a: Params, c: number, b: Tree): Params => mapTree((a, b) => a.add(b.mul(c)), a, b)
