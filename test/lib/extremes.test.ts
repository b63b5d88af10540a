// The edges of arithmetic: the largest and smallest numbers, infinities, NaN, tensors with no elements. Each operation gives a defined
// result or says what is wrong.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  argmax, cholesky, clip, concat, cumsum, determinant, dot, eigenvalues, einsum, grad, hessian, hvp, inverse, logSoftmax, logsumexp,
  matmul, max, mean, norm, ones, sigmoid, softmax, softplus, solve, sort, sum, tanh, tensor, zeros, type Tensor,
} from '../../lib/index.ts'

const HUGE = 1e308
const TINY = 5e-324 // the smallest number above 0

test('softmax, its logarithm and logsumexp stand huge scores', () => {
  assert.deepEqual(softmax(tensor([HUGE, HUGE])).values(), [0.5, 0.5])
  assert.deepEqual(softmax(tensor([HUGE, -HUGE])).values(), [1, 0])
  assert.deepEqual(softmax(tensor([-Infinity, 0])).values(), [0, 1])
  assert.deepEqual(logSoftmax(tensor([HUGE, -1])).values(), [0, -HUGE])
  assert.equal(logsumexp(tensor([HUGE, HUGE])).item(), HUGE)
  assert.equal(logsumexp(tensor([-HUGE, -HUGE])).item(), -HUGE)
  assert.equal(logsumexp(tensor([-1000, -1000])).item(), -1000 + Math.LN2)
  assert.equal(logsumexp(tensor([-Infinity, -Infinity])).item(), -Infinity)
  assert.equal(logsumexp(tensor([Infinity, 0])).item(), Infinity)
  assert.equal(logsumexp(zeros([0])).item(), -Infinity)
  assert.ok(Number.isNaN(logsumexp(tensor([NaN, 0])).item()))
  assert.ok(softmax(tensor([-Infinity, -Infinity])).values().every(Number.isNaN))
  assert.deepEqual(softmax(tensor([1000, 1001], { dtype: 'float32' })).values(), softmax(tensor([0, 1], { dtype: 'float32' })).values())
})

test('their first and second derivatives stay finite and right where plain exponentials overflow', () => {
  const far = tensor([1000, 1001, 998])
  const near = tensor([2, 3, 0])
  const weights = tensor([0.2, -1, 3])
  const losses: Record<string, (w: Tensor) => Tensor> = {
    logsumexp: (w) => logsumexp(w),
    softmax: (w) => softmax(w).dot(weights),
    logSoftmax: (w) => logSoftmax(w).dot(weights),
  }
  for (const [name, loss] of Object.entries(losses)) {
    assert.ok(grad(loss)(far).sub(grad(loss)(near)).abs().max().item() < 1e-12, name)
    assert.ok(hessian(loss)(far).sub(hessian(loss)(near)).abs().max().item() < 1e-12, name)
  }
  // The closed form: the Hessian of logsumexp is diag(p) - p pᵀ.
  const p = softmax(near)
  const closed = tensor([0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? p.at(i).item() : 0) - p.at(i).item() * p.at(j).item())))
  assert.ok(hessian(losses.logsumexp!)(near).sub(closed).abs().max().item() < 1e-15)
  assert.deepEqual(grad(losses.logsumexp!)(tensor([HUGE, -HUGE])).values(), [1, 0])
  assert.deepEqual(hvp(losses.logsumexp!)(tensor([HUGE, -HUGE]), tensor([1, 1])).values(), [0, 0])
})

test('derivatives of exp of every order are exp', () => {
  let f = (w: Tensor): Tensor => w.exp()
  for (let order = 0; order < 5; order++) {
    assert.equal(f(tensor(1.5)).item(), Math.exp(1.5))
    f = grad(f)
  }
})

test('lengths neither overflow nor vanish', () => {
  assert.ok(Math.abs(norm(tensor([3 * 1e307, 4 * 1e307])).item() / 5e307 - 1) < 1e-15)
  assert.equal(norm(tensor([TINY, 0])).item(), TINY)
  assert.equal(norm(tensor([1e-200, 0])).item(), 1e-200)
  assert.equal(norm(tensor([HUGE, -Infinity])).item(), Infinity)
  assert.ok(Number.isNaN(norm(tensor([1, NaN])).item()))
  assert.ok(grad((w: Tensor) => norm(w))(tensor([3e200, 4e200])).sub(tensor([0.6, 0.8])).abs().max().item() < 1e-15)
  assert.equal(norm(zeros([0])).item(), 0)
  assert.equal(norm(zeros([0]), undefined, false, Infinity).item(), 0)
})

test('smooth steps saturate instead of overflowing, with derivatives that are 0 and not NaN', () => {
  for (const [f, values] of [[sigmoid, [0, 1]], [tanh, [-1, 1]], [softplus, [0, HUGE]]] as const) {
    const ends = tensor([-HUGE, HUGE])
    assert.deepEqual(f(ends).values(), values)
    assert.ok(grad((w: Tensor) => f(w).sum() as Tensor)(ends).values().every(Number.isFinite))
    assert.ok(grad((w: Tensor) => grad((v: Tensor) => f(v).sum() as Tensor)(w).sum() as Tensor)(ends).values().every(Number.isFinite))
  }
})

test('arithmetic is that of IEEE 754: overflow gives ∞, what has no value gives NaN, subnormals are kept', () => {
  assert.equal(tensor([HUGE]).mul(10).item(), Infinity)
  assert.equal(tensor([1e308, 1e308]).sum().item(), Infinity)
  assert.ok(Number.isNaN(tensor([Infinity]).sub(Infinity).item()))
  assert.equal(tensor([TINY]).mul(1).item(), TINY)
  assert.equal(tensor([1e308], { dtype: 'float32' }).item(), Infinity)
  assert.deepEqual(clip(tensor([-Infinity, Infinity]), -1, 1).values(), [-1, 1])
  assert.ok(Number.isNaN(clip(tensor([NaN]), -1, 1).item()))
  assert.throws(() => clip(tensor([1]), NaN, 1), /clip: from NaN to 1/)
})

test('tensors without elements pass through, and what needs an element says so', () => {
  const empty = zeros([0, 3]) as Tensor
  assert.deepEqual(empty.toArray(), [])
  assert.deepEqual(zeros([2, 0]).toArray(), [[], []])
  assert.deepEqual(sum(empty, 0).values(), [0, 0, 0])
  assert.deepEqual(sum(empty, 1).shape, [0])
  assert.ok(Number.isNaN(mean(empty).item()))
  for (const same of [sort(empty, 0), cumsum(empty), softmax(empty), logSoftmax(empty, 0), empty.exp(), empty.add(1), empty.T.T]) {
    assert.deepEqual(same.shape, [0, 3])
  }
  assert.deepEqual(logsumexp(empty, 0).values(), [-Infinity, -Infinity, -Infinity])
  assert.deepEqual(matmul(zeros([2, 0]), zeros([0, 3])).toArray(), [[0, 0, 0], [0, 0, 0]])
  assert.deepEqual(einsum('ij,jk->ik', zeros([2, 0]), zeros([0, 3])).toArray(), [[0, 0, 0], [0, 0, 0]])
  assert.equal(dot(zeros([0]), zeros([0])).item(), 0)
  assert.deepEqual(concat([empty, ones([1, 3])]).toArray(), [[1, 1, 1]])
  assert.deepEqual(grad((w: Tensor) => w.square().sum())(empty).shape, [0, 3])
  assert.throws(() => max(empty, 0), { message: 'max: shape [0, 3] has no elements' })
  assert.throws(() => argmax(empty), { message: 'argmax: shape [0, 3] has no elements' })
})

test('matrices that are not finite, or not of the right kind, are refused with the entry named', () => {
  const bad = tensor([[1, 2], [NaN, 1]])
  for (const [name, f] of Object.entries({ inverse, determinant, eigenvalues, cholesky })) {
    assert.throws(() => f(bad), { name: 'RangeError', message: `${name}: entry [1, 0] is NaN; all must be finite` })
    assert.throws(() => f(zeros([0, 0])), { message: `${name}: expected a square matrix, got shape [0, 0]` })
  }
  assert.throws(() => solve(bad, tensor([1, 2])), /solve: entry \[1, 0\] is NaN/)
  assert.deepEqual(solve(tensor([[HUGE, 0], [0, 1e-300]]), tensor([HUGE, 1e-300])).values(), [1, 1])
  assert.deepEqual(eigenvalues(tensor([[HUGE, 0], [0, -HUGE]])).values(), [-HUGE, HUGE])
})
