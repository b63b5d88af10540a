// Matrix products. Y = A B has the gradients G Bᵀ for A and Aᵀ G for B, which are matrix products again. Axes before the last two are
// batches; they broadcast. A vector counts as a row on the left and as a column on the right.
import { asTensor, broadcastShape, cast, type Operand } from './broadcast.ts'
import { allocateDirty, current, promote } from './dtype.ts'
import { showShape, sizeOf } from './layout.ts'
import { multiply, type Factor } from './multiply.ts'
import { perform } from './perform.ts'
import { record } from './record.ts'
import { stretch } from './stretch.ts'
import { type Tensor, valuesOf } from './tensor.ts'
import type { MatMul, Multiplies, Shape } from './types/index.ts'
import type { Operation } from './witness.ts'

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
  return batchProduct(asIs(stretched(a)), asIs(stretched(b)))
}) as MatMulFunction

/** A matrix, or a stack of them, that takes part as it is or transposed. */
interface Part {
  tensor: Tensor
  transposed: boolean
}

const asIs = (tensor: Tensor): Part => ({ tensor, transposed: false })
const flipped = ({ tensor, transposed }: Part): Part => ({ tensor, transposed: !transposed })

const repeatingProduct = (transposedA: boolean, transposedB: boolean) => (a: Operand, b: Operand): Tensor =>
  batchProduct({ tensor: a as Tensor, transposed: transposedA }, { tensor: b as Tensor, transposed: transposedB })

/** The product of matrices, or of two stacks with the same batch axes. Nothing is transposed in memory, here or on the way back. */
function batchProduct(a: Part, b: Part): Tensor {
  const batch = a.tensor.shape.slice(0, -2)
  const [rows, inner] = matrixShape(a)
  const [, columns] = matrixShape(b)
  const count = sizeOf(batch)
  const { dtype } = a.tensor
  const operation: Operation = {
    name: 'product',
    inputs: [a.tensor, b.tensor],
    choices: [a.transposed, b.transposed],
    again: repeatingProduct(a.transposed, b.transposed),
  }
  const y = perform(operation, [...batch, rows, columns], dtype, () => {
    const size = rows * columns
    const out = allocateDirty(dtype, count * size)
    for (let i = 0; i < count; i++) {
      const part = current(out).subarray(i * size, (i + 1) * size)
      multiply(factorOf(a, i, rows * inner), factorOf(b, i, inner * columns), { rows, inner, columns }, part)
    }
    return out
  })
  return record(
    y,
    [a.tensor, (g) => (a.transposed ? batchProduct(b, flipped(asIs(g))) : batchProduct(asIs(g), flipped(b)))],
    [b.tensor, (g) => (b.transposed ? batchProduct(flipped(asIs(g)), a) : batchProduct(flipped(a), asIs(g)))],
  )
}

/** Rows and columns of the matrix as it takes part. */
function matrixShape({ tensor, transposed }: Part): [rows: number, columns: number] {
  const [rows, columns] = [tensor.shape.at(-2)!, tensor.shape.at(-1)!]
  return transposed ? [columns, rows] : [rows, columns]
}

/** One matrix of a stack. */
const factorOf = ({ tensor, transposed }: Part, index: number, size: number): Factor => ({
  values: valuesOf(tensor).subarray(index * size, (index + 1) * size),
  transposed,
})

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
