// The linear system of Newton's and the Gauss-Newton method, with what a learner needs to hear when it has no solution.
import { eye, type Tensor } from '../tensor/index.ts'
import { solve } from '../tensor/linear/index.ts'

/** p = -(A + λ I)⁻¹ g. @throws RangeError that tells what to try when there is none */
export function dampedSolve(call: string, A: Tensor, damping: number, g: Tensor): Tensor {
  const damped = damping === 0 ? A : A.add(eye(g.size).mul(damping))
  try {
    return solve(damped, g).neg()
  } catch (cause) {
    const why = 'the loss is flat along some direction here, so its parabola has no single lowest point'
    throw new RangeError(`${call}({ damping: ${damping} }): ${why}. Try damping above 0, or trustRegion().`, { cause })
  }
}
