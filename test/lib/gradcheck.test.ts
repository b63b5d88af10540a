// The gradient check itself: what it passes, what it catches, and how it names it.
import assert from 'node:assert/strict'
import test from 'node:test'
import { grad, gradcheck, rng, tensor, type Tensor } from '../../lib/index.ts'

const model = { W: rng(1).normal([2, 3]), b: rng(2).normal([3]) }
type Model = typeof model
const loss = ({ W, b }: Model): Tensor => W.tanh().matmul(b).square().sum()

test('a right gradient passes, with the worst relative error below 1e-7', () => {
  const report = gradcheck(loss, model)
  assert.ok(report.passed && report.worst.relativeError < 1e-7)
  assert.equal(report.elements.length, 9)
  assert.match(String(report), /^gradcheck passed: 9 elements, largest relative error .* at [Wb]\[/)
})

test('one wrong element is caught and named, with both values and the error', () => {
  const planted = (at: Model): Model => {
    const right = grad(loss)(at)
    return { ...right, W: right.W.add(tensor([[0, 0, 0], [0, 0, 0.01]])) }
  }
  const report = gradcheck(loss, model, { gradient: planted })
  assert.deepEqual(report.failed.map(({ name }) => name), ['W[1, 2]'])
  const [{ analytic, numeric, relativeError }] = report.failed as [(typeof report.failed)[0]]
  assert.ok(Math.abs(analytic - numeric - 0.01) < 1e-8)
  const classical = Math.abs(analytic - numeric) / (Math.abs(analytic) + Math.abs(numeric))
  assert.ok(relativeError <= classical && relativeError > 0.9 * classical)
  assert.match(String(report), /^gradcheck failed: 1 of 9 elements\n {2}W\[1, 2\]: analytic .*, numeric .*, relative error /)
})

test('mistakes of a millionth are caught', () => {
  const report = gradcheck(loss, model, { gradient: (at) => ({ ...grad(loss)(at), b: grad(loss)(at).b.mul(1 + 1e-6) }) })
  assert.equal(report.failed.length, 3)
})

test('a flat place does not fail for its noise, a steep one not for its truncation', () => {
  assert.ok(gradcheck((w: Tensor) => w.sub(1).square().sum().add(1000), tensor([1, 1])).passed)
  assert.ok(gradcheck((w: Tensor) => w.mul(300).sin().sum(), tensor([0.1, 0.2])).passed)
})

test('at a kink any slope between the two sides passes, and the kink is pointed out', () => {
  const at = tensor([-1, 0, 1])
  const relu = (w: Tensor): Tensor => w.relu().sum()
  const report = gradcheck(relu, at)
  assert.ok(report.passed)
  assert.deepEqual(report.elements.map(({ kink }) => kink), [false, true, false])
  assert.match(String(report), /kinks, .*: \[1\]$/)
  assert.ok(!gradcheck(relu, at, { gradient: (w) => w.greater(0).add(w.equal(0).mul(1.5)) }).passed)
})

test('a gradient that is NaN fails', () => {
  assert.ok(!gradcheck((w: Tensor) => w.square().sum(), tensor([1]), { gradient: () => tensor([NaN]) }).passed)
})

test('float32 parameters are checked in float64', () => {
  assert.ok(gradcheck((w: Tensor) => w.sin().sum(), tensor([0.5, 1], { dtype: 'float32' })).passed)
})

test('a gradient of another form is refused', () => {
  assert.throws(() => gradcheck(loss, model, { gradient: ({ W, b }) => ({ W: b, b: W }) as unknown as Model }), {
    message: 'gradcheck: expected a tree like the parameters, W[2, 3] b[3], got W[3] b[2, 3]',
  })
})
