// Products with the Jacobian, forwards and backwards, against the Jacobian itself.
import assert from 'node:assert/strict'
import test from 'node:test'
import { grad, gradcheck, hessian, hvp, jacobian, jvp, rng, tensor, vjp, zeros, type Tensor } from '../../lib/index.ts'

const random = rng(51)
const fixed = random.normal([4, 3]) as Tensor
const f = (w: Tensor): Tensor => fixed.matmul(w).tanh().mul(w.norm())
const [w, v, u] = [random.normal([3]), random.normal([3]), random.normal([4])] as Tensor[] as [Tensor, Tensor, Tensor]
const distance = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item()

test('jvp is J v and vjp is uᵀJ', () => {
  const J = jacobian(f)(w)
  assert.ok(distance(jvp(f)(w, v), J.matmul(v)) < 1e-14)
  assert.ok(distance(vjp(f)(w, u), u.matmul(J)) < 1e-14)
})

test('the two agree on uᵀJ v', () => {
  assert.ok(Math.abs(jvp(f)(w, v).dot(u).item() - vjp(f)(w, u).dot(v).item()) < 1e-14)
})

test('forward over reverse is the Hessian-vector product', () => {
  const loss = (x: Tensor): Tensor => f(x).square().sum()
  assert.ok(distance(jvp(grad(loss))(w, v), hvp(loss)(w, v)) < 1e-12)
  assert.ok(distance(jvp(grad(loss))(w, v), hessian(loss)(w).matmul(v)) < 1e-12)
})

test('both can be differentiated again', () => {
  assert.ok(gradcheck((x: Tensor) => jvp(f)(x, v).sin().sum(), w).passed)
  assert.ok(gradcheck((x: Tensor) => vjp(f)(x, u).sin().sum(), w).passed)
  assert.ok(gradcheck((direction: Tensor) => jvp(f)(w, direction).square().sum(), v).passed)
})

test('parameters may be a tree, and further arguments are handed on', () => {
  const model = ({ a, b }: { a: Tensor; b: Tensor }, factor: number): Tensor => a.mul(b).mul(factor)
  const params = { a: tensor([1, 2]), b: tensor(3) }
  assert.deepEqual(jvp(model)(params, { a: tensor([1, 0]), b: tensor(1) }, 10).values(), [40, 20])
  assert.deepEqual(vjp(model)(params, tensor([1, 1]), 10).a.values(), [30, 30])
  assert.equal(vjp(model)(params, tensor([1, 1]), 10).b.item(), 30)
})

test('a function that does not depend on its parameters moves nothing', () => {
  assert.deepEqual(jvp(() => zeros([2]))(w, v).values(), [0, 0])
  assert.deepEqual(vjp(() => zeros([2]))(w, tensor([1, 1])).values(), [0, 0, 0])
})

test('vectors of the wrong shape are refused', () => {
  assert.throws(() => jvp(f)(w, u), { message: 'jvp: expected a tree like the parameters, [3], got [4]' })
  assert.throws(() => vjp(f)(w, v), { message: 'vjp: expected a tree like the value of the function, [4], got [3]' })
})
