// Newton's method: the loss is replaced by the parabola with its slope and curvature, and the step goes to that parabola's critical point.
// On a quadratic it arrives in one step and needs no learning rate. It goes to the nearest critical point, be it a saddle or a maximum;
// damping adds λ to every curvature, which turns the step towards the gradient and shortens it.
import { dampedSolve } from './damped-solve.ts'
import { flatten, unflatten } from './flat.ts'
import { needed } from './objective.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link newton}. */
export interface NewtonOptions {
  /** λ, added to the Hessian's diagonal; above minus the smallest eigenvalue, every step leads downhill. 0 unless said: the pure method. */
  damping?: number
}

/**
 * Newton's method: w ← w - (H + λ I)⁻¹ g, with the Hessian H, [n, n], of all n parameters.
 *
 * It costs a Hessian and a linear system: time n³ and memory n². With a line search the step's length is damped instead of its direction.
 *
 * @param options see {@link NewtonOptions}
 * @throws RangeError unless λ is zero or more; at a step where H + λ I is singular
 * @see Nocedal & Wright, Numerical Optimization, eq. 2.15; Levenberg 1944 for λ
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.sub(3).square().mul(tensor([1, 1000])).sum()
 * descend(bowl, tensor([-7, 50]), { optimizer: newton(), steps: 1 }).params // → [3, 3]
 * const hill = (w: Tensor) => w.cos().sum()
 * descend(hill, tensor([0.5]), { optimizer: newton(), steps: 5 }).params // → [0]
 * descend(hill, tensor([0.5]), { optimizer: newton({ damping: 2 }), steps: 50 }).params // → [3.142]
 * ```
 */
export function newton({ damping = 0 }: NewtonOptions = {}): Optimizer<null> {
  checkOptions('newton', { damping }, { damping: 'zero or more' })
  return {
    name: damping === 0 ? 'newton' : `newton, damped ${damping}`,
    init: () => null,
    step(gradient, state, params, objective) {
      const H = needed('newton', objective).hessian(params)
      return [unflatten(dampedSolve('newton', H, damping, flatten(gradient)), params), state]
    },
  }
}
