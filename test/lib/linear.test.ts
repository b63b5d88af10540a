// Exact answers for small matrices, against matrices whose answers are known.
import assert from 'node:assert/strict'
import test from 'node:test'
import { eigenvalues, eye, grad, hessian, matmul, ones, rng, solve, tensor, type Tensor } from '../../lib/index.ts'

test('eigenvalues come in order, for matrices made from known ones', () => {
  const known = tensor([-3, 0.5, 0.5, 8])
  const q = reflection(rng(1).normal([4])).matmul(reflection(rng(2).normal([4])))
  const found = eigenvalues(q.matmul(eye(4).mul(known)).matmul(q.T))
  assert.ok(found.sub(known).abs().max().item() < 1e-12, String(found))
  assert.deepEqual(eigenvalues(tensor([[5]])).values(), [5])
})

/** I - 2 v vᵀ / vᵀv, an orthogonal matrix. */
const reflection = (v: Tensor): Tensor => eye(4).sub(v.reshape([4, 1]).mul(v).mul(2).div(v.dot(v)))

test('the eigenvalues of a Hessian classify a point', () => {
  const f = (w: Tensor): Tensor => w.at(0).pow(3).sub(w.at(0).mul(3)).add(w.at(1).square())
  assert.deepEqual(eigenvalues(hessian(f)(tensor([1, 0]))).values(), [2, 6])
  assert.deepEqual(eigenvalues(hessian(f)(tensor([-1, 0]))).values(), [-6, 2])
})

test('solve gives the x of A x = b, for one right side and for many', () => {
  const a = rng(3).normal([5, 5])
  for (const b of [rng(4).normal([5]), rng(4).normal([5, 3])] as Tensor[]) {
    const x = solve(a, b)
    assert.deepEqual(x.shape, b.shape)
    assert.ok(matmul(a, x).sub(b).abs().max().item() < 1e-12)
  }
})

test('the closed form of least squares is where the gradient vanishes', () => {
  const [x, y] = [rng(5).normal([12, 2]), rng(6).normal([12])]
  const best = solve(x.T.matmul(x), x.T.matmul(y))
  const loss = (w: Tensor): Tensor => x.matmul(w).sub(y).square().sum()
  assert.ok(grad(loss)(best).norm().item() < 1e-12)
})

test('what has no answer is refused', () => {
  assert.throws(() => eigenvalues(tensor([[1, 2], [3, 4]])), {
    message: 'eigenvalues: the matrix is not symmetric: [0, 1] is 2, [1, 0] is 3',
  })
  assert.throws(() => eigenvalues(ones([2, 3])), { message: 'eigenvalues: expected a square matrix, got shape [2, 3]' })
  assert.throws(() => eigenvalues(tensor([[NaN]])), /NaN/)
  assert.throws(() => solve(ones([2, 2]), tensor([1, 2])), {
    message: 'solve: the matrix [2, 2] is singular: its rows are not independent',
  })
  assert.throws(() => solve(eye(2), tensor([1, 2, 3])), { message: 'solve: [2, 2] x = [3]: the right side must have 2 rows' })
})
