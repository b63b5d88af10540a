// Compiled Jacobians and Hessians that are mostly zeros: only what is not zero is computed, to the bit, and only zeros that come from the
// unit vectors of a Jacobian are left out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile, grad, hessian, jacobian, rng, tensor, type Tensor } from '../../lib/index.ts'

/** Rosenbrock's function in many dimensions; its Hessian has three diagonals. */
const chain = (x: Tensor): Tensor => {
  const [low, high] = [x.slice([0, -1]), x.slice([1])]
  return high.sub(low.square()).square().mul(100).add(low.sub(1).square()).sum()
}

const statements = (report: readonly string[]): number => Number(/written out in (\d+) statements/.exec(report[0]!)?.[1])

test('a Hessian of three diagonals takes code in proportion to them', () => {
  const lengths = [10, 20, 40].map((n) => {
    const compiled = compile(hessian(chain))
    compiled(rng(1).normal([n]))
    const at = rng(2).normal([n])
    assert.deepEqual(compiled(at).values(), hessian(chain)(at).values())
    return statements(compiled.report)
  })
  const [first, second] = [lengths[1]! - lengths[0]!, lengths[2]! - lengths[1]!]
  assert.equal(second, 2 * first, `statements: ${lengths.join(', ')}`)
})

test('code that is cut into several functions gives the same bits', () => {
  const compiled = compile(hessian(chain))
  compiled(rng(1).normal([90]))
  assert.ok(statements(compiled.report) > 2000, compiled.report[0])
  const at = rng(2).normal([90])
  assert.deepEqual(compiled(at).values(), hessian(chain)(at).values())
})

test('Jacobians of all that moves elements, in both kinds of numbers', () => {
  const functions: ((x: Tensor) => Tensor)[] = [
    (x) => x.reshape([2, 3]).T.reshape([-1]).square(),
    (x) => x.reshape([2, 3]).sum(0).exp(),
    (x) => x.reshape([3, 2]).mean(1).mul(x.slice([0, 3])),
    (x) => x.reshape([2, 3]).max(1),
    (x) => x.mul(x.at(2)).neg().sub(x.slice([0, 6, 1])),
    (x) => x.take([5, 0, 0, 3]).div(x.at(1)),
    (x) => x.relu().sub(x.less(0)).mul(x.norm()),
    (x) => grad((x: Tensor) => x.square().sum().square())(x),
    (x) => x.cumsum().sin(),
  ]
  for (const dtype of ['float64', 'float32'] as const) {
    for (const f of functions) {
      const compiled = compile(jacobian(f))
      compiled(tensor([1, 1, 2, 2, 3, 3], { dtype }))
      const at = tensor([0.3, -1.2, 4, 0.7, -2, 1.5], { dtype })
      assert.deepEqual(compiled(at).values(), jacobian(f)(at).values(), String(f))
    }
  }
})

test('zeros of a Jacobian are positive, with and without compiling', () => {
  const f = (x: Tensor): Tensor => x.neg().mul(-1).sub(x.mul(2))
  for (const jacobi of [jacobian(f), compile(jacobian(f))]) {
    jacobi(tensor([1, -1]))
    for (const entry of jacobi(tensor([1, -1])).values()) assert.ok(!Object.is(entry, -0))
  }
})

test('zeros that a program makes itself are numbers like others', () => {
  const f = compile((x: Tensor) => [x.mul(0), jacobian((x: Tensor) => x.mul(x))(x).mul(x)])
  f(tensor([1, 2]))
  const [product, rows] = f(tensor([-1, Infinity]))
  assert.deepEqual(product!.values(), [-0, NaN])
  assert.deepEqual(rows!.values().slice(0, 2), [2, NaN]) // 0 · ∞, after the Jacobian
})
