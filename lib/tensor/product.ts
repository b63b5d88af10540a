// Matrix products. Y = A B has the gradients G Bᵀ for A and Aᵀ G for B, which are matrix products again. Axes before the last two are
// batches; they broadcast. A vector counts as a row on the left and as a column on the right.
import { asTensor, broadcastShape, cast, stretch } from './broadcast.ts'
import { promote } from './dtype.ts'
import { showShape, sizeOf } from './layout.ts'
import { record } from './record.ts'
import { Tensor, valuesOf } from './tensor.ts'
import type { MatMul, Multiplies, Shape } from './types/index.ts'

export interface MatMulFunction {
  <A extends Shape, B extends Shape>(a: Tensor<A>, b: Tensor<B> & Multiplies<A, B>): Tensor<MatMul<A, B>>
}

/**
 * The matrix product: [..., m, k] @ [..., k, n] is [..., m, n], with element Σₖ aᵢₖ bₖⱼ.
 *
 * A vector counts as a row on the left and as a column on the right, and that axis is dropped again. Axes before the last two broadcast.
 *
 * @throws RangeError if the inner sizes differ or an argument is a scalar
 * @example
 * ```ts
 * matmul(tensor([[1, 2], [3, 4]]), tensor([[1, 0], [0, 2]])) // → [[1, 4], [3, 8]]
 * matmul(tensor([[1, 2], [3, 4]]), tensor([1, 1])) // → [3, 7]
 * matmul(ones([2, 3]), ones([2, 3])) // → RangeError: matmul: [2, 3] @ [2, 3]: inner sizes 3 and 2 differ
 * ```
 */
export const matmul = ((left: Tensor, right: Tensor): Tensor => {
  const [a, b] = [asTensor('matmul', left), asTensor('matmul', right)]
  checkProduct(a.shape, b.shape)
  if (a.shape.length === 1) return dropAxis(matmul(a.reshape([1, -1]), b), b.shape.length === 1 ? 0 : -2)
  if (b.shape.length === 1) return dropAxis(matmul(a, b.reshape([-1, 1])), -1)

  const batch = broadcastShape('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2))
  const dtype = promote(a.dtype, b.dtype)
  const stretched = (x: Tensor): Tensor => stretch(cast(x, dtype), [...batch, ...x.shape.slice(-2)])
  return batchProduct(stretched(a), stretched(b))
}) as MatMulFunction

/** The product of matrices, or of two stacks of matrices with the same batch axes. */
function batchProduct(a: Tensor, b: Tensor): Tensor {
  const batch = a.shape.slice(0, -2)
  const [m, k, n] = [a.shape.at(-2)!, a.shape.at(-1)!, b.shape.at(-1)!]
  const [readA, readB] = [valuesOf(a), valuesOf(b)]
  const count = sizeOf(batch)
  const out = new Float64Array(count * m * n)
  for (let i = 0; i < count; i++) {
    multiply(readA.subarray(i * m * k, (i + 1) * m * k), readB.subarray(i * k * n, (i + 1) * k * n), out.subarray(i * m * n), m, k, n)
  }
  return record(
    new Tensor(a.dtype === 'float64' ? out : Float32Array.from(out), [...batch, m, n], a.dtype),
    [a, (g) => batchProduct(g, swapLastTwo(b))],
    [b, (g) => batchProduct(swapLastTwo(a), g)],
  )
}

/** One product [m, k] @ [k, n], added to `out`. The order of the loops lets the innermost run along rows of B and of the result. */
function multiply(a: ArrayLike<number>, b: ArrayLike<number>, out: Float64Array, m: number, k: number, n: number): void {
  for (let row = 0; row < m; row++) {
    for (let inner = 0; inner < k; inner++) {
      const factor = a[row * k + inner]!
      for (let column = 0; column < n; column++) out[row * n + column]! += factor * b[inner * n + column]!
    }
  }
}

const swapLastTwo = (x: Tensor): Tensor => {
  const axes = x.shape.map((_, axis) => axis)
  return x.transpose([...axes.slice(0, -2), axes.length - 1, axes.length - 2])
}

/** Without one axis of length 1. */
const dropAxis = (x: Tensor, axis: number): Tensor => x.reshape(x.shape.toSpliced(axis, 1))

function checkProduct(a: Shape, b: Shape): void {
  const product = `matmul: ${showShape(a)} @ ${showShape(b)}`
  if (a.length === 0 || b.length === 0) throw new RangeError(`${product}: a scalar has no matrix product, use mul`)
  const innerA = a.at(-1)!
  const innerB = b.length === 1 ? b[0]! : b.at(-2)!
  if (innerA !== innerB) throw new RangeError(`${product}: inner sizes ${innerA} and ${innerB} differ`)
}

/**
 * The inner product Σ aᵢ bᵢ of two vectors, or of any two tensors of one shape; a scalar.
 *
 * @throws RangeError if the shapes differ
 * @example dot(tensor([1, 2, 3]), tensor([1, 0, -1])) // → -2
 */
export function dot(a: Tensor, b: Tensor): Tensor {
  const [left, right] = [asTensor('dot', a), asTensor('dot', b)]
  if (left.shape.join() !== right.shape.join()) {
    throw new RangeError(`dot: shapes ${showShape(left.shape)} and ${showShape(right.shape)} differ`)
  }
  return left.mul(right).sum()
}
