// Factorizations of small matrices against mathjs and against what defines them.
import assert from 'node:assert/strict'
import test from 'node:test'
import { create, detDependencies, eigsDependencies, invDependencies } from 'mathjs'
import { cholesky, determinant, eigen, eigenvalues, eye, grad, hessian, inverse, matmul, rng, tensor, type Tensor } from '../../lib/index.ts'

const mathjs = create({ ...detDependencies, ...eigsDependencies, ...invDependencies }, {})
const distance = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item()
const squares = [1, 2, 3, 5, 8].map((n) => rng(40 + n).normal([n, n]) as Tensor)

test('inverse and determinant are those of mathjs', () => {
  for (const a of squares) {
    const rows = a.toArray() as number[][]
    const scale = 1 + inverse(a).abs().max().item()
    assert.ok(distance(inverse(a), tensor(mathjs.inv(rows))) < 1e-12 * scale)
    assert.ok(Math.abs(determinant(a).item() - mathjs.det(rows)) < 1e-12 * (1 + Math.abs(mathjs.det(rows))))
    assert.ok(distance(matmul(a, inverse(a)), eye(a.shape[0]!)) < 1e-13 * scale * a.shape[0]!)
  }
})

test('the rows of a matrix are judged each by its own size', () => {
  assert.deepEqual(inverse(tensor([[1e20, 0], [0, 1e-20]])).values(), [1e-20, 0, 0, 1e20])
  assert.equal(determinant(tensor([[0, 1], [1, 0]])).item(), -1)
  assert.equal(determinant(tensor([[1, 2], [2, 4]])).item(), 0)
  assert.throws(() => inverse(tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])), /inverse: the matrix \[3, 3\] is singular/)
})

test('the determinant of a singular matrix has a derivative too: its cofactors', () => {
  assert.deepEqual(grad((a: Tensor) => determinant(a))(tensor([[1, 2], [2, 4]])).values(), [4, -2, -2, 1])
  assert.deepEqual(grad((a: Tensor) => determinant(a))(tensor([[0]])).values(), [1])
})

test('equal eigenvalues have first derivatives; what depends on the choice of their eigenvectors has none', () => {
  const trace = (a: Tensor): Tensor => eigenvalues(a).sum()
  const twice = tensor([[2, 0, 0], [0, 2, 0], [0, 0, 5]])
  assert.ok(distance(grad(trace)(twice), eye(3)) < 1e-15)
  assert.ok(hessian(trace)(twice).abs().max().item() < 1e-15)
  const gap = (a: Tensor): Tensor => eigenvalues(a).mul(tensor([1, -2, 0])).sum()
  assert.throws(() => hessian(gap)(twice), /eigenvalues: two of the eigenvalues \[2, 2, 5\] are equal/)
  assert.throws(() => grad((a: Tensor) => eigen(a).vectors.at(0, 1))(eye(2)), /^RangeError: eigen: two of the eigenvalues \[1, 1\]/)
})

test('eigenvectors are of length 1, at right angles, and only stretched by the matrix', () => {
  for (const a of squares) {
    const symmetric = a.add(a.T)
    const { values, vectors } = eigen(symmetric)
    const n = a.shape[0]!
    assert.ok(distance(matmul(vectors.T, vectors), eye(n)) < 1e-14 * n)
    assert.ok(distance(matmul(symmetric, vectors), vectors.mul(values)) < 1e-13 * n)
    const theirs = [...(mathjs.eigs(symmetric.toArray() as number[][], { eigenvectors: false }).values as number[])].sort((x, y) => x - y)
    assert.ok(distance(values, tensor(theirs)) < 1e-11)
    assert.deepEqual(eigenvalues(symmetric).values(), values.values())
  }
})

test('equal eigenvalues, zero matrices and entries far apart in size are no trouble', () => {
  assert.deepEqual(eigen(eye(3)).vectors.toArray(), eye(3).toArray())
  assert.deepEqual(eigenvalues(tensor([[0, 0], [0, 0]])).values(), [0, 0])
  // Of [[1e10, 1], [1, 1e-5]]: the product of the two is the determinant, 1e5 - 1.
  const [small, large] = eigenvalues(tensor([[1e10, 1], [1, 1e-5]])).values() as [number, number]
  assert.ok(Math.abs((small * large) / (1e5 - 1) - 1) < 1e-9)
})

test('Cholesky factors are lower triangular and multiply to the matrix', () => {
  for (const a of squares) {
    const n = a.shape[0]!
    const definite = a.matmul(a.T).add(eye(n))
    const factor = cholesky(definite)
    assert.ok(distance(factor.matmul(factor.T), definite) < 1e-13 * n * n)
    const rows = factor.toArray() as number[][]
    rows.forEach((row, i) => assert.ok(row.every((value, j) => (j > i ? value === 0 : j < i || value > 0))))
  }
  assert.throws(() => cholesky(tensor([[1, 0], [0, 0]])), /not positive definite: 0 - 0 = 0 is left at \[1, 1\]/)
  assert.throws(() => cholesky(tensor([[1, 2], [0, 1]])), /cholesky: the matrix is not symmetric/)
})

test('factorizations keep float32', () => {
  const a = tensor([[2, 1], [1, 2]], { dtype: 'float32' })
  for (const made of [inverse(a), determinant(a), cholesky(a)]) assert.equal(made.dtype, 'float32')
})
