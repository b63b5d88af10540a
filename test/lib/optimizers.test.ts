// Optimizers against numbers that others computed: the vectors of CS231n's second assignment, and the rates that theory gives on a
// quadratic.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  adam, conjugateGradient, descend, goldenSection, linspace, momentum, sgd, tensor, zeros, type Optimizer, type Tensor, type Tree,
} from '../../lib/index.ts'

const w = linspace(-0.4, 0.6, 20)
const dw = linspace(-0.6, 0.4, 20)

/** The largest of |x - y| / max(1e-8, |x| + |y|), as CS231n measures it. */
const relativeError = (x: Tensor, y: readonly number[]): number =>
  Math.max(...x.values().map((value, i) => Math.abs(value - y[i]!) / Math.max(1e-8, Math.abs(value) + Math.abs(y[i]!))))

test('momentum gives the published step', () => {
  const [update, { v }] = momentum({ learningRate: 1e-3, momentum: 0.9 }).step(dw, { v: linspace(0.6, 0.9, 20), t: 0 }, w)
  const published = [
    0.1406, 0.20738947, 0.27417895, 0.34096842, 0.40775789, 0.47454737, 0.54133684, 0.60812632, 0.67491579, 0.74170526, 0.80849474,
    0.87528421, 0.94207368, 1.00886316, 1.07565263, 1.14244211, 1.20923158, 1.27602105, 1.34281053, 1.4096,
  ]
  assert.equal(relativeError(w.add(update), published).toPrecision(2), '8.9e-9')
  assert.deepEqual((v as Tensor).values(), update.values())
})

const publishedAdam = [
  -0.40094747, -0.34836187, -0.29577703, -0.24319299, -0.19060977, -0.1380274, -0.08544591, -0.03286534, 0.01971428, 0.0722929, 0.1248705,
  0.17744702, 0.23002243, 0.28259667, 0.33516969, 0.38774145, 0.44031188, 0.49288093, 0.54544852, 0.59801459,
]
const adamState = { m: linspace(0.6, 0.9, 20), v: linspace(0.7, 0.5, 20), t: 5 }

test('adam gives the published step and running means', () => {
  const [update, state] = adam({ learningRate: 1e-2 }).step(dw, adamState, w)
  assert.equal(relativeError(w.add(update), publishedAdam).toPrecision(3), '1.14e-7')
  assert.equal(state.t, 6)
  assert.ok(relativeError(state.m as Tensor, linspace(0.48, 0.85, 20).values()) < 1e-12)
  const expectedV = dw.values().map((g, i) => 0.999 * (0.7 - (0.2 * i) / 19) + 0.001 * g ** 2)
  assert.ok(relativeError(state.v as Tensor, expectedV) < 1e-12)
})

test("adam's count is raised before it is used: one step late has the known signature 1.522e-3", () => {
  const [late] = adam({ learningRate: 1e-2 }).step(dw, { ...adamState, t: 4 }, w)
  assert.equal(relativeError(w.add(late), publishedAdam).toPrecision(4), '0.001522')
})

test("adam's ε is outside of the root", () => {
  const [update] = adam({ learningRate: 1, epsilon: 1e-8 }).step(tensor([1e-8]), { m: tensor([0]), v: tensor([0]), t: 0 }, tensor([0]))
  assert.ok(Math.abs(update.item() + 0.5) < 1e-12) // 1e-8 / (1e-8 + 1e-8); inside the root it would be 1e-8 / 1e-4
})

// The quadratic 0.1 x² + 2 y² from (-5, -2), with curvatures 0.2 and 4.
const quadratic = (p: Tensor): Tensor => p.square().mul(tensor([0.1, 2])).sum()
const start = tensor([-5, -2])
const lengths = (optimizer: Optimizer, steps: number): number[] =>
  descend(quadratic, start, { optimizer, steps }).path.map((p) => p.norm().item())

test('the best fixed step contracts by 0.90476 every step', () => {
  const length = lengths(sgd({ learningRate: 2 / (0.2 + 4) }), 50)
  for (let i = 1; i < length.length; i++) assert.ok(Math.abs(length[i]! / length[i - 1]! - 0.90476) < 1e-5)
})

test('the best heavy ball contracts by √ρ = 0.634512', () => {
  const length = lengths(momentum({ learningRate: 0.667907, momentum: 0.402605 }), 700)
  // At the best setting roots coincide and a factor t stands before the power; over late steps its part is small.
  const rate = (length[700]! / length[300]!) ** (1 / 400)
  assert.ok(Math.abs(rate - 0.634512) < 2e-3, `${rate}`)
})

test('gradient descent converges below 2/λmax and diverges above', () => {
  const border = 2 / 4
  assert.ok(lengths(sgd({ learningRate: border * 0.999 }), 5000).at(-1)! < 1e-3)
  const above = descend(quadratic, start, { optimizer: sgd({ learningRate: border * 1.001 }), steps: 5000 })
  assert.ok(above.loss.at(-1)! > 1000 * above.loss[0]!)
})

test('momentum 0 is gradient descent, and momentum ρ comes to 1/(1 - ρ) times its step on a steady slope', () => {
  assert.deepEqual(lengths(momentum({ learningRate: 0.1, momentum: 0 }), 20), lengths(sgd({ learningRate: 0.1 }), 20))
  const slope = descend((p: Tensor) => p.sum(), tensor([0]), { optimizer: momentum({ learningRate: 1, momentum: 0.9 }), steps: 400 })
  assert.ok(Math.abs(slope.stepLength.at(-1)! - 10) < 1e-12)
})

test('conjugate gradients finish a quadratic of n dimensions in n steps', () => {
  const stretched = (p: Tensor): Tensor => p.square().mul(tensor([1, 3, 10, 40])).sum()
  const search = goldenSection({ reach: 1, tolerance: 1e-11 })
  const run = descend(stretched, tensor([1, 1, 1, 1]), { optimizer: conjugateGradient(), search, steps: 4 })
  assert.ok(run.gradientNorm[3]! > 1 && run.gradientNorm[4]! < 1e-4, run.gradientNorm.join(' '))
})

test('a schedule gives each step its rate', () => {
  const halving = descend((p: Tensor) => p.sum(), tensor([0]), { optimizer: sgd({ learningRate: (step) => 0.5 ** step }), steps: 4 })
  assert.deepEqual(halving.stepLength, [1, 0.5, 0.25, 0.125])
})

test('every optimizer brings down parabola and Rosenbrock, in float64 and float32, on trees as on tensors', () => {
  const rosenbrock = (p: Tensor): Tensor => p.at(0).neg().add(1).square().add(p.at(1).sub(p.at(0).square()).square().mul(100))
  const optimizers: [Optimizer, number][] = [
    [sgd({ learningRate: 1e-3 }), 20000],
    [momentum({ learningRate: 1e-4, momentum: 0.9 }), 20000],
    [adam({ learningRate: 0.05 }), 2000],
  ]
  for (const [optimizer, steps] of optimizers) {
    for (const dtype of ['float64', 'float32'] as const) {
      const run = descend(rosenbrock, tensor([-1.2, 1], { dtype }), { optimizer, steps })
      assert.ok(run.loss.at(-1)! < 1e-3, `${optimizer.name} ${dtype}: ${run}`)
      assert.equal(run.params.dtype, dtype)
    }
  }
  const both = { a: tensor([1, 2]), more: [zeros([2, 2]).add(3)] }
  const bowl = (p: typeof both): Tensor => p.a.square().sum().add(p.more[0]!.square().sum())
  const easy = [sgd({ learningRate: 0.1 }), momentum({ learningRate: 0.05 }), adam({ learningRate: 0.1 })]
  for (const optimizer of [...easy, conjugateGradient()]) {
    const run = descend(bowl, both, { optimizer, steps: 300, ...(optimizer.name === 'conjugate gradients' && { search: goldenSection() }) })
    assert.ok(run.loss.at(-1)! < 1e-4, String(run))
    assert.deepEqual(run.params.more[0]!.shape, [2, 2])
  }
})

test('one tree or its leaves one by one: the same steps', () => {
  const [together] = adam().step<Tree>({ a: dw, b: [dw] }, adam().init({ a: w, b: [w] }), { a: w, b: [w] })
  const [alone] = adam().step(dw, adam().init(w), w)
  assert.deepEqual((together as { a: Tensor; b: Tensor[] }).b[0]!.values(), alone.values())
})

test('options out of range are refused in the words of the call', () => {
  assert.throws(() => sgd({ learningRate: -1 }), {
    name: 'RangeError',
    message: 'sgd({ learningRate: -1 }): learningRate must be positive',
  })
  assert.throws(() => sgd({ learningRate: NaN }), /sgd\(\{ learningRate: NaN \}\)/)
  assert.throws(() => momentum({ learningRate: 0.1, momentum: 1 }), {
    message: 'momentum({ momentum: 1 }): momentum must be from 0 to below 1',
  })
  assert.throws(() => adam({ beta2: 1.5 }), { message: 'adam({ beta2: 1.5 }): beta2 must be from 0 to below 1' })
  const schedule = sgd({ learningRate: () => NaN })
  assert.throws(() => schedule.step(w, { t: 3 }, w), { message: 'sgd: learningRate(3) is NaN: a schedule must give numbers, zero or more' })
})
