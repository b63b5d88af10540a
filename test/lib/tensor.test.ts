// Tensors: what the operations give, and what they say when shapes do not fit.
import assert from 'node:assert/strict'
import test from 'node:test'
import { inspect } from 'node:util'
import {
  arange, concat, eye, full, linspace, matmul, max, ones, pow, stack, sub, tensor, where, zeros, type Tensor,
} from '../../lib/index.ts'

const matrix = tensor([[1, 2, 3], [4, 5, 6]])

test('numbers take part as scalars, on either side', () => {
  assert.deepEqual(matrix.mul(2).sub(1).toArray(), [[1, 3, 5], [7, 9, 11]])
  assert.deepEqual(sub(1, tensor([0.25, 2])).values(), [0.75, -1])
  assert.deepEqual(pow(2, tensor([3, -1])).values(), [8, 0.5])
})

test('operations leave their operands as they were', () => {
  const before = matrix.values()
  matrix.mul(5).add(1).T.sum()
  matrix.values()[0] = 99
  assert.deepEqual(matrix.values(), before)
  assert.throws(() => (matrix.shape as number[]).push(1), TypeError)
})

test('shapes that do not fit are named, with the operation', () => {
  const says = (run: () => unknown, message: string): void => assert.throws(run, { name: 'RangeError', message })
  says(() => tensor([1, 2, 3]).add(zeros([4]) as Tensor), 'add: shapes [3] and [4] do not broadcast')
  says(() => matmul(zeros([128, 784]), zeros([10, 784]) as Tensor), 'matmul: [128, 784] @ [10, 784]: inner sizes 784 and 10 differ')
  says(() => matmul(tensor(2), matrix), 'matmul: [] @ [2, 3]: a scalar has no matrix product, use mul')
  says(() => matrix.dot(zeros([2])), 'dot: shapes [2, 3] and [2] differ')
  says(() => matrix.sum(2), 'sum: axis 2: shape [2, 3] has 2 axes')
  says(() => matrix.reshape([4, -1]), 'reshape: shape [2, 3] with 6 numbers cannot become [4, -1]')
  says(() => matrix.transpose([0, 0]), 'transpose: axes [0, 0] must name each of the 2 axes of shape [2, 3] once')
  says(() => matrix.at(0, 3), 'at: index 3 is outside axis 1 of shape [2, 3]')
  says(() => matrix.take([2]), 'take: index 2 is outside axis 0 of shape [2, 3]')
  says(() => matrix.slice([0.5]), 'slice: range [0.5, 2, 1]: ends must be whole numbers and the step a positive one')
  says(() => concat([matrix, zeros([2, 2])]), 'concat: shapes [2, 3] and [2, 2] differ off axis 0')
  says(() => stack([zeros([2]), zeros([3])]), 'stack: shapes [2] and [3] differ')
  says(() => max(zeros([0])), 'max: shape [0] has no elements')
  says(() => matrix.item(), 'item: shape [2, 3] holds 6 numbers, not one; try values() or at()')
  says(() => zeros([2, -1]), 'zeros: shape [2, -1]: every size must be a whole number, zero or more')
})

test('arguments that are no tensors are named, with the way out', () => {
  const learner = [1, 2] as unknown as number
  assert.throws(() => matrix.add(learner), {
    name: 'TypeError',
    message: 'add: expected a Tensor or a number, got an array; wrap it: tensor([…])',
  })
  assert.throws(() => zeros(3 as unknown as [number]), { name: 'TypeError', message: 'zeros: expected a shape, such as [3], got 3' })
  assert.throws(() => matrix.add(undefined as unknown as number), { message: 'add: expected a Tensor or a number, got undefined' })
  assert.throws(() => tensor([[1, 2], ['a', 2]] as unknown as number[]), { message: 'tensor: entry [1][0] is the string a, not a number' })
  assert.throws(() => tensor([1, [2]]), { message: 'tensor: entry [1] is an array, not a number' })
})

test('reductions go over everything or along one axis, and keep it if asked', () => {
  assert.equal(matrix.sum().item(), 21)
  assert.deepEqual(matrix.sum(0).values(), [5, 7, 9])
  assert.deepEqual(matrix.sum(-1, true).toArray(), [[6], [15]])
  assert.deepEqual(matrix.mean(1).values(), [2, 5])
  assert.deepEqual(matrix.min(0).values(), [1, 2, 3])
  assert.equal(tensor([3, 4]).norm().item(), 5)
  assert.equal(zeros([0]).sum().item(), 0)
  assert.ok(Number.isNaN(tensor([1, NaN, 2]).max().item()), 'a NaN must not be lost')
})

test('parts are read by index, range and list', () => {
  assert.deepEqual(matrix.at(-1).values(), [4, 5, 6])
  assert.equal(matrix.at(1, 0).item(), 4)
  assert.deepEqual(matrix.slice(null, [1]).toArray(), [[2, 3], [5, 6]])
  assert.deepEqual(arange(10).slice([-4, -1, 2]).values(), [6, 8])
  assert.deepEqual(arange(3).slice([2, 1]).values(), [])
  assert.deepEqual(matrix.take([2, 2, 0], 1).toArray(), [[3, 3, 1], [6, 6, 4]])
  assert.deepEqual([...matrix].map((row) => row.sum().item()), [6, 15])
  assert.throws(() => [...tensor(1)], /a scalar has no entries/)
})

test('shapes change and tensors join', () => {
  assert.deepEqual(matrix.T.toArray(), [[1, 4], [2, 5], [3, 6]])
  assert.deepEqual(matrix.reshape([-1]).values(), [1, 2, 3, 4, 5, 6])
  assert.deepEqual(arange(24).reshape([2, 3, 4]).transpose([2, 0, 1]).at(1).toArray(), [[1, 5, 9], [13, 17, 21]])
  assert.deepEqual(concat([matrix, matrix.mul(10)], 1).toArray(), [[1, 2, 3, 10, 20, 30], [4, 5, 6, 40, 50, 60]])
  assert.deepEqual(stack([1, tensor(2)]).values(), [1, 2])
  assert.deepEqual(stack([tensor([1, 2]), tensor([3, 4])], -1).toArray(), [[1, 3], [2, 4]])
  assert.deepEqual(where(matrix.greater(3), matrix, 0).toArray(), [[0, 0, 0], [4, 5, 6]])
})

test('matrix products broadcast over the axes in front', () => {
  const batch = arange(12).reshape([2, 1, 2, 3])
  const product = matmul(batch, arange(6).reshape([3, 2]))
  assert.deepEqual(product.shape, [2, 1, 2, 2])
  assert.deepEqual(product.at(1, 0).toArray(), [[46, 67], [64, 94]])
  assert.deepEqual(matmul(tensor([1, 1]), matrix).values(), [5, 7, 9])
  assert.equal(matmul(tensor([1, 2]), tensor([3, 4])).item(), 11)
})

test('float32 rounds, spreads only among its own, and loses nothing in long sums', () => {
  const tenth = full([3], 0.1, { dtype: 'float32' })
  assert.equal(tenth.at(0).item(), Math.fround(0.1))
  assert.equal(tenth.mul(2).dtype, 'float32')
  assert.equal(tenth.add(zeros([3])).dtype, 'float64')
  assert.equal(concat([tenth, zeros([1])]).dtype, 'float64')
  assert.equal(full([1_000_000], 0.1, { dtype: 'float32' }).sum().item(), Math.fround(1_000_000 * Math.fround(0.1)))
})

test('evenly spaced numbers hit both ends', () => {
  assert.deepEqual(linspace(-0.4, 0.6, 3).values(), [-0.4, 0.09999999999999998, 0.6])
  assert.deepEqual(linspace(2, 9, 1).values(), [2])
  assert.throws(() => arange(0, 1, 0), { message: 'arange: from 0 to 1 by 0 never ends' })
})

test('a tensor shows itself briefly: as text, and as a table in a notebook', () => {
  assert.equal(String(tensor([1 / 3, 1e-9, -1234567, Infinity, NaN])), '[0.3333, 1e-9, -1.235e6, ∞, NaN]')
  assert.equal(inspect(eye(2)), '[[1, 0], [0, 1]]')
  assert.equal(String(arange(1000)), '[0, 1, 2, …, 997, 998, 999]')
  const bundle = display(ones([100, 100]))
  assert.match(bundle['text/html'] as string, /Tensor \[100, 100\] float64/)
  assert.equal((bundle['text/html'] as string).split('<tr>').length - 1, 7)
  assert.deepEqual(Object.keys(display(tensor(1))), ['text/plain'])
})

type Shown = Record<symbol, () => Record<string, unknown>>
const display = (x: Tensor): Record<string, unknown> => (x as unknown as Shown)[Symbol.for('Jupyter.display')]!()
