// Derivatives: every operation's backward rule against finite differences, to the second order, and what the functions say when misused.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  cholesky, concat, determinant, eigen, eigenvalues, einsum, grad, gradcheck, gradgradcheck, hessian, hvp, inverse, jacobian, matmul, maximum, minimum,
  numericGradient, pow, rng, solve, stack, tensor, valueAndGrad, where, zeros, type Tensor,
} from '../../lib/index.ts'

const random = rng(11)
const x = random.normal([2, 3])
const y = random.normal([3])
const positive = x.abs().add(0.5)
/** Keeps eigenvalues apart. */
const bend = tensor([[1, 0.5, 0], [0.5, 3, 0], [0, 0, 6]])

/** Each with its first argument as the parameter; a weighted sum makes the result a scalar in which every element counts. */
const operations: Record<string, [f: (w: Tensor) => Tensor, at: Tensor]> = {
  add: [(w) => w.add(y).mul(w), x],
  sub: [(w) => y.sub(w.mul(w)), x],
  mul: [(w) => w.mul(w.sum(0)), x],
  div: [(w) => y.div(w).add(w.div(y)), positive],
  'pow with a number': [(w) => w.pow(3).add(w.pow(0)).add(w.pow(1)), x],
  'pow with a tensor': [(w) => w.pow(w).add(pow(2, w)), positive],
  maximum: [(w) => maximum(w.square(), y.add(w)), x],
  minimum: [(w) => minimum(w.square(), y.add(w)), x],
  neg: [(w) => w.neg().mul(w), x],
  abs: [(w) => w.abs().mul(w), x],
  sign: [(w) => w.sign().mul(w), x],
  square: [(w) => w.square(), x],
  sqrt: [(w) => w.sqrt(), positive],
  exp: [(w) => w.exp(), x],
  log: [(w) => w.log(), positive],
  sin: [(w) => w.sin(), x],
  cos: [(w) => w.cos(), x],
  tanh: [(w) => w.tanh(), x],
  sigmoid: [(w) => w.sigmoid(), x],
  softplus: [(w) => w.softplus(), x],
  relu: [(w) => w.relu().square(), x],
  sum: [(w) => w.sum(1, true).square().mul(w), x],
  mean: [(w) => w.mean(0).square().mul(w), x],
  max: [(w) => w.max(1, true).mul(w), x],
  min: [(w) => w.min().mul(w), x],
  norm: [(w) => w.norm(0).mul(w), x],
  reshape: [(w) => w.reshape([3, 2]).matmul(w), x],
  transpose: [(w) => w.T.matmul(w), x],
  at: [(w) => w.at(1).mul(w.at(0, -1)), x],
  slice: [(w) => w.slice(null, [0, 3, 2]).square(), x],
  take: [(w) => w.take([1, 1, 0]).mul(y).square(), x],
  where: [(w) => where(w.greater(0), w.square(), w.sin()), x],
  concat: [(w) => concat([w, w.square()], 1).sin(), x],
  stack: [(w) => stack([w, w.exp()], 1).square(), x],
  'matmul, matrices': [(w) => matmul(w, w.T).square(), x],
  'matmul, vectors': [(w) => matmul(w, y).mul(matmul(w.T, tensor([1, 2])).sum()), x],
  'matmul, batches': [(w) => matmul(w.reshape([2, 1, 1, 3]), w.reshape([3, 2])).sin(), x],
  dot: [(w) => w.dot(w.sin()), x],
  solve: [(w) => solve(w.T.matmul(w).add(tensor([[3, 0, 0], [0, 3, 0], [0, 0, 3]])), y), x],
  'solve, many right sides': [(w) => solve(w.matmul(w.T).add(tensor([[3, 0], [0, 3]])), w), x],
  inverse: [(w) => inverse(w.matmul(w.T).add(tensor([[3, 1], [0, 3]]))), x],
  determinant: [(w) => determinant(w.matmul(w.T)), x],
  'determinant, singular': [(w) => determinant(w.T.matmul(w)).add(w.square().sum()), x],
  cholesky: [(w) => cholesky(w.T.matmul(w).add(tensor([[3, 0, 0], [0, 3, 0], [0, 0, 3]]))), x],
  eigenvalues: [(w) => eigenvalues(w.T.matmul(w).add(bend)).mul(y), x],
  eigenvectors: [(w) => eigen(w.T.matmul(w).add(bend)).vectors.square().mul(y), x],
  logsumexp: [(w) => w.logsumexp(1).square(), x],
  'logsumexp of all': [(w) => w.square().logsumexp(), x],
  softmax: [(w) => w.softmax().mul(w), x],
  'softmax, axis 0': [(w) => w.softmax(0).mul(w), x],
  logSoftmax: [(w) => w.logSoftmax().square(), x],
  clip: [(w) => w.clip(-0.5, 0.8).mul(w), x],
  sort: [(w) => w.sort(0).mul(y).square(), x],
  cumsum: [(w) => w.cumsum(0).square().mul(w.cumsum()), x],
  gather: [(w) => w.gather(tensor([[2, 2], [0, -1]])).square(), x],
  einsum: [(w) => einsum('ij,kj->ki', w, w.sin()).square(), x],
  'norm, order 1': [(w) => w.norm(1, true, 1).mul(w), x],
  'norm, order 3': [(w) => w.norm(0, false, 3).mul(w), x],
  'norm, order ∞': [(w) => w.norm(1, true, Infinity).mul(w), x],
  cast: [(w) => w.cast('float64').square(), x],
}

for (const [name, [f, at]] of Object.entries(operations)) {
  test(`${name}: first and second derivatives agree with central differences`, () => {
    const weights = rng(12).uniform(f(at).shape, { low: 0.5, high: 1.5 })
    const loss = (w: Tensor): Tensor => f(w).mul(weights).sum()
    const [first, second] = [gradcheck(loss, at), gradgradcheck(loss, at)]
    assert.ok(first.passed, String(first))
    assert.ok(second.passed, String(second))
  })
}

test('derivatives of any order: x⁵, and 0⁰ on the way down', () => {
  let f = (w: Tensor): Tensor => w.pow(5)
  for (const expected of [80, 160, 240, 240, 120, 0, 0]) {
    f = grad(f)
    assert.equal(f(tensor(2)).item(), expected)
    assert.ok(Number.isFinite(f(tensor(0)).item()))
  }
})

test('a derivative inside a derivative keeps the two variables apart', () => {
  // d/dx [ x · d/dy (x + y) ] = d/dx [ x · 1 ] = 1: the classic trap of perturbation confusion would answer 2.
  const f = (a: Tensor): Tensor => a.mul(grad((b: Tensor) => a.add(b))(tensor(1)))
  assert.equal(grad(f)(tensor(3)).item(), 1)
  // d/dx [ d/dy (x² y³) at y = x ] = d/dx [ 3 x⁴ ] only where y is tied to x: 12 x³.
  const g = (a: Tensor): Tensor => grad((b: Tensor) => a.square().mul(b.pow(3)))(a)
  assert.equal(grad(g)(tensor(2)).item(), 96)
})

test('parameters may be a tree, and those without influence get zeros', () => {
  const start = { layers: [{ W: random.normal([2, 2]), b: zeros([2]) }], unused: zeros([3]) }
  type Params = typeof start
  const loss = ({ layers }: Params): Tensor => layers[0]!.W.add(layers[0]!.b).tanh().sum()
  const gradient = grad(loss)(start)
  assert.deepEqual(gradient.unused.values(), [0, 0, 0])
  assert.ok(gradcheck(loss, start).passed)
  assert.deepEqual(hessian(loss)(start).shape, [9, 9])
  assert.deepEqual(grad(() => tensor(3))(tensor([1, 2])).values(), [0, 0])
})

test('a loss that is one of its parameters, or none of them', () => {
  const params = { a: tensor(1), b: tensor(2) }
  const first = grad((p: typeof params): Tensor => p.a)(params)
  assert.deepEqual([first.a.item(), first.b.item()], [1, 0])
  const none = grad((_: typeof params): Tensor => tensor(3))(params)
  assert.deepEqual([none.a.item(), none.b.item()], [0, 0])
})

test('further arguments are handed on and not differentiated', () => {
  const { value, gradient } = valueAndGrad((w: Tensor, batch: number[]) => w.mul(tensor(batch)).sum())(tensor([1, 2]), [3, 4])
  assert.equal(value.item(), 11)
  assert.deepEqual(gradient.values(), [3, 4])
})

test('float32 parameters have float32 gradients', () => {
  const w = tensor([1, 2], { dtype: 'float32' })
  assert.equal(grad((v: Tensor) => v.mul(tensor([3, 4])).sum())(w).dtype, 'float32')
})

test('kinks: relu and abs take 0, equal elements share the gradient of max', () => {
  assert.deepEqual(grad((w: Tensor) => w.relu().add(w.abs()).sum())(tensor([-1, 0, 1])).values(), [-1, 0, 2])
  assert.deepEqual(grad((w: Tensor) => w.max())(tensor([2, 1, 2])).values(), [0.5, 0, 0.5])
  assert.deepEqual(grad((w: Tensor) => w.norm())(zeros([2])).values(), [0, 0])
})

test('a jacobian has a row for each value; the hessian of Rosenbrock is the one from the formula', () => {
  assert.deepEqual(jacobian((w: Tensor) => stack([w.at(0).mul(w.at(1)), w.at(0)]))(tensor([3, 4])).toArray(), [[4, 3], [1, 0]])
  const rosenbrock = (w: Tensor): Tensor => w.at(0).neg().add(1).square().add(w.at(1).sub(w.at(0).square()).square().mul(100))
  const [a, b] = [-1.2, 1]
  const expected = [[2 - 400 * (b - 3 * a * a), -400 * a], [-400 * a, 200]]
  const found = hessian(rosenbrock)(tensor([a, b])).toArray()
  expected.forEach((row, i) => row.forEach((value, j) => assert.ok(Math.abs(found[i]![j]! - value) < 1e-9 * Math.abs(value))))
  assert.deepEqual(hvp(rosenbrock)(tensor([a, b]), tensor([0, 1])).values(), found.map((row) => row[1]))
})

test('numeric gradients are as good as their difference: central 1e-9, forward 1e-6', () => {
  const at = tensor([0.3, -1.2])
  const loss = (w: Tensor): Tensor => w.sin().mul(w.exp()).sum()
  const exact = grad(loss)(at)
  const error = (difference: 'central' | 'forward', h?: number): number =>
    numericGradient(loss, { difference, ...(h !== undefined && { h }) })(at).sub(exact).abs().max().item()
  assert.ok(error('central') < 1e-9)
  assert.ok(error('forward') < 1e-6)
  // The V: both rise on either side of their best step, to the right by truncation, to the left by round-off.
  assert.ok(error('central', 1e-2) > 100 * error('central') && error('central', 1e-11) > 100 * error('central'))
  assert.ok(error('forward', 1e-3) > 100 * error('forward') && error('forward', 1e-13) > 100 * error('forward'))
})

test('numeric gradients of n parameters ask for 2n losses, or n and one more', () => {
  const asked = (difference: 'central' | 'forward'): number => {
    let losses = 0
    numericGradient((w: Tensor) => (losses++, w.sum()), { difference })(tensor([1, 2, 3, 4, 5]))
    return losses
  }
  assert.deepEqual([asked('central'), asked('forward')], [10, 6])
})

test('plain numbers take part on either side, also in float32', () => {
  const w = tensor([0.5, 2], { dtype: 'float32' })
  const loss = (w: Tensor): Tensor => pow(2, w).add(maximum(1, w)).sub(minimum(w, 1)).mul(0.1).sum()
  assert.equal(loss(w).dtype, 'float32')
  const exact = [2 ** 0.5 * Math.LN2 - 1, 4 * Math.LN2 + 1].map((slope) => 0.1 * slope)
  grad(loss)(w).values().forEach((slope, i) => assert.ok(Math.abs(slope - exact[i]!) < 1e-6))
})

test('what is no scalar loss is refused with the likely reason', () => {
  const at = tensor([1, 2])
  const misused = (loss: (w: Tensor) => unknown): (() => unknown) => () => grad(loss as (w: Tensor) => Tensor)(at)
  assert.throws(misused((w) => w.square()), { message: 'grad: the loss must be a scalar, got shape [2]; add .sum() or .mean()' })
  assert.throws(misused((w) => w.sum().item()), /got the number 3; \.item\(\) and \.values\(\) leave the tensors/)
  assert.throws(misused(() => undefined), /got undefined; is a return missing\?/)
  assert.throws(misused(async (w) => w.sum()), /got a Promise; the function must not be async/)
  assert.throws(() => grad((w: Tensor) => w)(2 as unknown as Tensor), {
    message: 'parameters: expected a Tensor, or a record or array of them, got the number 2; write tensor(2)',
  })
  const nested = grad((p: { a: { b: Tensor } }) => p.a.b)
  assert.throws(() => nested({ a: { b: 'x' as unknown as Tensor } }), /^TypeError: parameters a\.b: expected a Tensor/)
  assert.throws(() => hvp((w: Tensor) => w.sum())(at, tensor([1])), { message: 'hvp: expected a tree like the parameters, [2], got [1]' })
})

test('a loss that throws leaves nothing recording', () => {
  assert.throws(() => grad(() => { throw new Error('mine') })(tensor(1)), /mine/)
  assert.equal(grad((w: Tensor) => w.square())(tensor(3)).item(), 6)
})
