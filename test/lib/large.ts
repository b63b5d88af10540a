// What the tests of large tensors share: numbers with all that is special among them, tensors on the heap and off it, and the comparison
// with plain loops.
import assert from 'node:assert/strict'
import { rng, type Shape, Tensor } from '../../lib/index.ts'
import type { DType } from '../../lib/tensor/dtype.ts'
import { withoutKernels } from '../../lib/tensor/fast/index.ts'
import { allocate } from '../../lib/tensor/storage/index.ts'

export const dtypes: readonly DType[] = ['float64', 'float32']

/** Below, at and above the size from which a tensor is large; odd rows and columns; a single row, a single column, and a stack. */
export const shapes: readonly Shape[] = [[1023], [1024], [1025], [33, 41], [1, 2000], [2000, 1], [7, 300], [4, 16, 20]]

/** Each is tried against every kind of place in a vector. */
const special = [0, -0, 1, -1, Infinity, -Infinity, NaN, 5e-324, -1e-310, 1e-40, 1.5e308, -745.2, 88.8, 36.1]

export const sizeOf = (shape: Shape): number => shape.reduce((size, length) => size * length, 1)

/** Random numbers, as they are. */
export const ordinary = (shape: Shape, dtype: DType, seed = 1): Tensor => rng(seed).normal(shape, { dtype })

/** Random numbers, every fifth of which is special. */
export function mixed(shape: Shape, dtype: DType, seed = 1): Tensor {
  const values = allocate(dtype, sizeOf(shape))
  rng(seed).normal([values.length]).values().forEach((x, i) => {
    values[i] = (i + seed) % 5 === 0 ? special[Math.floor((i + 3 * seed) / 5) % special.length]! : 3 * x
  })
  return new Tensor(values, shape, dtype)
}

/** The same numbers in an ordinary array, as they lie when the heap is full. */
export function offHeap(x: Tensor): Tensor {
  const Kind = x.dtype === 'float32' ? Float32Array : Float64Array
  return new Tensor(Kind.from(x.values()), x.shape, x.dtype)
}

/** Asserts that a computation gives the same as with plain loops: to the bit, or to so many units in the last digit. */
export function assertLikePlain(compute: () => Tensor, where: string, ulps = 0): void {
  const found = compute()
  const expected = withoutKernels(compute)
  assert.deepEqual(found.shape, expected.shape, where)
  assert.equal(found.dtype, expected.dtype, where)
  const [a, b] = [found.values(), withoutKernels(() => expected.values())]
  a.forEach((x, i) => {
    const y = b[i]!
    if (Object.is(x, y) || (ulps > 0 && Math.abs(x - y) <= ulps * unit(y, found.dtype))) return
    assert.fail(`${where}: number ${i} is ${x} and should be ${y}, which is ${Math.abs(x - y) / unit(y, found.dtype)} units away`)
  })
}

/** What the last digit of a number counts. */
function unit(x: number, dtype: DType): number {
  const [digits, least] = dtype === 'float32' ? [23, -126] : [52, -1022]
  return 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), least) - digits)
}
