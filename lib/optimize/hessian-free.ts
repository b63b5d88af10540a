// Newton's step without the Hessian. Conjugate gradients solve H p = -g and ask of H nothing but its product with a vector, which costs a
// few gradients and no matrix: time and memory linear in the number of parameters. Stopping early gives a step between the gradient's and
// Newton's.
import { dotTree, mapTree, normTree, type Tree } from '../tensor/index.ts'
import { needed, type Objective } from './objective.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'
import { backtracking } from './search/index.ts'

/** Options of {@link hessianFree}. */
export interface HessianFreeOptions {
  /** λ, added to every curvature. 0 unless said. */
  damping?: number
  /** At most so many products with H a step. 100 unless said. */
  iterations?: number
  /** Stop when |H p + g| is below this share of |g|. Unless said min(½, √|g|), which makes it precise where precision pays. */
  residual?: number
}

/**
 * Newton's method by conjugate gradients: p with (H + λ I) p ≈ -g, w ← w + p, scaled by `backtracking` unless another search is given.
 *
 * Where a direction of negative curvature turns up, the step is what was reached before it (at first: the gradient's).
 *
 * @param options see {@link HessianFreeOptions}
 * @throws RangeError unless λ is zero or more, `iterations` a whole number above 0, `residual` between 0 and 1
 * @see Nocedal & Wright, Numerical Optimization, algorithm 7.1; Martens 2010
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.sub(3).square().mul(tensor([1, 10, 100])).sum()
 * descend(bowl, zeros([3]), { optimizer: hessianFree({ residual: 1e-9 }), steps: 1 }).params // → [3, 3, 3]
 * ```
 */
export function hessianFree({ damping = 0, iterations = 100, residual }: HessianFreeOptions = {}): Optimizer<null> {
  checkOptions('hessianFree', { damping, iterations }, { damping: 'zero or more', iterations: 'a whole number, one or more' })
  if (residual !== undefined) checkOptions('hessianFree', { residual }, { residual: 'between 0 and 1' })
  return {
    name: 'hessian-free',
    search: backtracking(),
    init: () => null,
    step(gradient, state, params, objective) {
      const size = normTree(gradient)
      const enough = size * (residual ?? Math.min(0.5, Math.sqrt(size)))
      return [newtonStep(needed('hessianFree', objective), params, gradient, { damping, iterations, enough }), state]
    },
  }
}

/** Conjugate gradients on (H + λ I) p = -g from p = 0; d is the direction, r what is left of the gradient. */
function newtonStep<Params extends Tree>(
  objective: Objective<Params>,
  params: Params,
  gradient: Params,
  { damping, iterations, enough }: { damping: number; iterations: number; enough: number },
): Params {
  let p = zerosLike(gradient)
  let r = gradient
  let d = mapTree((g) => g.neg(), gradient)
  let rr = dotTree(r, r).item()
  for (let i = 0; i < iterations && Math.sqrt(rr) > enough; i++) {
    const Hd = mapTree((h, d) => h.add(d.mul(damping)), objective.hvp(params, d), d)
    const curvature = dotTree(d, Hd).item()
    if (curvature <= 0) return i === 0 ? d : p
    const alpha = rr / curvature
    p = mapTree((p, d) => p.add(d.mul(alpha)), p, d)
    r = mapTree((r, h) => r.add(h.mul(alpha)), r, Hd)
    const next = dotTree(r, r).item()
    const beta = next / rr
    d = mapTree((d, r) => d.mul(beta).sub(r), d, r)
    rr = next
  }
  return p
}
