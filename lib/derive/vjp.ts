// Products with the Jacobian J = ∂fᵢ/∂wⱼ that never make it. uᵀJ is one walk backwards from f with u in hand. J v looks like the other
// direction, forwards, and yet needs no machinery of its own: uᵀJ is linear in u, so its product with v has, as a function of u, the
// gradient J v. Two walks backwards make one forwards.
import { together } from '../compile/index.ts'
import { checkSameForm, dotTree, leavesOf, type Tensor, type Tree, withLeaves, zeros } from '../tensor/index.ts'
import { recordFrom, type Recorded } from './backward.ts'
import { grad } from './grad.ts'
import { checkTensor } from './loss.ts'

/**
 * The product uᵀJ of a vector with the Jacobian of a function (vector-Jacobian product): what reverse mode gives for the price of a few
 * calls of f, however many parameters there are.
 *
 * @param f from parameters (a Tensor or a tree of them), and anything else, to a Tensor
 * @returns a function of the parameters and a u of the shape of f's value; its result is like the parameters
 * @throws TypeError if f gives no Tensor or u is not of its shape
 * @example
 * ```ts
 * const f = (w: Tensor) => w.mul(w.sum()) // J is [[4, 1], [2, 5]] at (1, 2)
 * vjp(f)(tensor([1, 2]), tensor([1, 0])) // → [4, 1]
 * ```
 */
export function vjp<Params extends Tree = Tensor, Rest extends unknown[] = []>(
  f: (params: Params, ...rest: Rest) => Tensor,
): (params: Params, vector: Tensor, ...rest: Rest) => Params {
  return (params, vector, ...rest) => together(f, () => {
    const { result, pullback } = recordedAt('vjp', f, params, rest)
    checkSameForm('vjp', result, vector, 'the value of the function')
    return withLeaves(params, pullback(vector))
  })
}

/**
 * The product J v of the Jacobian of a function with a vector (Jacobian-vector product): how fast f's values change when the parameters
 * move along v.
 *
 * @param f from parameters (a Tensor or a tree of them), and anything else, to a Tensor
 * @returns a function of the parameters and a v like them; its result has the shape of f's value
 * @throws TypeError if f gives no Tensor or v is not like the parameters
 * @example
 * ```ts
 * const f = (w: Tensor) => w.mul(w.sum()) // J is [[4, 1], [2, 5]] at (1, 2)
 * jvp(f)(tensor([1, 2]), tensor([1, 0])) // → [4, 2]
 * ```
 */
export function jvp<Params extends Tree = Tensor, Rest extends unknown[] = []>(
  f: (params: Params, ...rest: Rest) => Tensor,
): (params: Params, vector: Params, ...rest: Rest) => Tensor {
  return (params, vector, ...rest) => together(f, () => {
    checkSameForm('jvp', params, vector)
    const { result, pullback } = recordedAt('jvp', f, params, rest)
    const alongVector = (u: Tensor): Tensor => dotTree(withLeaves(params, pullback(u)), vector)
    return grad(alongVector)(zeros(result.shape, { dtype: result.dtype }))
  })
}

function recordedAt<Params extends Tree, Rest extends unknown[]>(
  operation: string,
  f: (params: Params, ...rest: Rest) => Tensor,
  params: Params,
  rest: Rest,
): Recorded {
  return recordFrom(leavesOf(params), (leaves) => checkTensor(operation, f(withLeaves(params, leaves), ...rest)))
}
