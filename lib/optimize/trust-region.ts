// Newton's method with a trust region: the parabola is believed only within a distance Δ of where it was made. The step is the parabola's
// lowest point within that distance, which exists whatever the curvatures are; Δ grows while the parabola predicts the loss well and
// shrinks when it does not. So it descends where the pure method climbs, and leaves saddles, even from the very point where the gradient is
// zero.
import { arange, eye, mapTree, type Tensor } from '../tensor/index.ts'
import { eigenvalues, solve } from '../tensor/linear/index.ts'
import { flatten, unflatten } from './flat.ts'
import { needed } from './objective.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { zerosLike } from './running-mean.ts'

/** Options of {@link trustRegion}. */
export interface TrustRegionOptions {
  /** Δ at the start. 1 unless said. */
  radius?: number
  /** Δ at most. 1000 times the first one unless said. */
  largest?: number
  /** η: the step is taken if the loss falls by more than this share of what was predicted. 0.1 unless said. */
  accept?: number
}

/** Δ */
export interface TrustRegionState {
  radius: number
}

/**
 * Newton's method in a trust region: w ← w + p, p the minimum of m(p) = g·p + ½ pᵀH p over ‖p‖ ≤ Δ, if the loss really falls.
 *
 * With ρ = (L(w) - L(w + p)) / -m(p): Δ is quartered if ρ < ¼ and doubled if ρ > ¾ on the rim; the step is taken if ρ > η, else none is.
 *
 * @param options.radius Δ at the start, 1 unless said
 * @param options.largest Δ at most, 1000 times that unless said
 * @param options.accept η, 0.1 unless said
 * @throws RangeError unless both radii are positive and η lies between 0 and 1
 * @see Nocedal & Wright, Numerical Optimization, algorithm 4.1 and section 4.3
 * @example
 * ```ts
 * const saddle = (w: Tensor) => w.square().mul(tensor([1, -1])).sum().add(w.at(1).pow(4))
 * descend(saddle, tensor([1, 0]), { optimizer: newton(), steps: 9 }).params // → [0, 0]
 * descend(saddle, tensor([1, 0]), { optimizer: trustRegion(), steps: 9 }).params.abs() // → [0, 0.7071]
 * ```
 */
export function trustRegion(options: TrustRegionOptions = {}): Optimizer<TrustRegionState> {
  const { radius: first = 1, largest = first * 1000, accept = 0.1 } = options
  checkOptions('trustRegion', { radius: first, largest, accept }, { radius: 'positive', largest: 'positive', accept: 'between 0 and 1' })
  return {
    name: 'trust region',
    init: () => ({ radius: first }),
    step(gradient, { radius }, params, objective) {
      const { value, loss, hessian } = needed('trustRegion', objective)
      const measured = hessian(params)
      const H: Tensor = measured.add(measured.T).div(2) // equal to its transpose to the last bit
      const g = flatten(gradient)
      const p = lowestWithin(radius, H, g)

      const update = unflatten(p, params)
      const predicted = -(g.dot(p).item() + p.dot(H.matmul(p)).item() / 2)
      const real = value - loss(mapTree((w, p) => w.add(p), params, update))
      const rho = real / predicted
      const onRim = p.norm().item() > 0.999 * radius
      const next = !(rho >= 0.25) ? radius / 4 : rho > 0.75 && onRim ? Math.min(2 * radius, largest) : radius
      return [rho > accept ? update : zerosLike(update), { radius: next }]
    },
  }
}

/**
 * The lowest point of g·p + ½ pᵀH p within a distance: p(λ) = -(H + λ I)⁻¹ g for the λ ≥ 0 that leaves no negative curvature and, if λ > 0,
 * puts p on the rim (Nocedal & Wright, theorem 4.1). The length of p(λ) falls as λ grows, so bisection finds it.
 */
function lowestWithin(radius: number, H: Tensor, g: Tensor): Tensor {
  const I = eye(g.size)
  const at = (lambda: number): Tensor => solve(H.add(I.mul(lambda)), g).neg()
  const length = (p: Tensor): number => p.norm().item()
  const curvatures = eigenvalues(H).values()
  const lowest = curvatures[0]!
  if (lowest > 0) {
    const newton = at(0)
    if (length(newton) <= radius) return newton
  }

  const tiny = 1e-10 * Math.max(...curvatures.map(Math.abs), Number.MIN_VALUE / 1e-10)
  let low = Math.max(0, -lowest) + tiny
  let high = low + length(g) / radius
  const inner = at(low)
  if (length(inner) < radius) return toTheRim(inner, solve(H.add(I.mul(low)), arange(1, g.size + 1)), g, radius)
  for (;;) {
    const lambda = (low + high) / 2
    const p = at(lambda)
    if (Math.abs(length(p) - radius) < 1e-4 * radius || lambda === low || lambda === high) return p
    if (length(p) > radius) low = lambda
    else high = lambda
  }
}

/**
 * The "hard case": g has no part along the most negative curvature, so no λ brings p to the rim. From p the loss falls along that
 * curvature's axis, which one inverse iteration on (nearly) H - λ₁ I has found.
 */
function toTheRim(p: Tensor, axis: Tensor, g: Tensor, radius: number): Tensor {
  const away = axis.dot(g).item() > 0 ? -1 : 1
  const z = axis.mul(away / axis.norm().item())
  const pz = p.dot(z).item()
  const gap = radius ** 2 - p.square().sum().item()
  return p.add(z.mul(Math.sqrt(pz ** 2 + gap) - pz))
}
