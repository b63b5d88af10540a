// First-order methods against what can be worked out by hand: that two ways to write a method agree, what a method becomes when a part is
// switched off, and the examples that are known to break one.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  adadelta, adam, adamw, adaptiveGains, amsgrad, chain, clipByNorm, convertMomentum, descend, momentum, nesterov, normalisedGradient,
  problems, radam, rmsprop, rng, rprop, schedule, sgd, signDescent, swats, tensor, weightDecay, type MomentumForm,
  type Optimizer, type Tensor,
} from '../../lib/index.ts'

const { loss, start } = problems.quadratic({ conditionNumber: 20, angle: 0.4 })
const forms: MomentumForm[] = ['velocity', 'accumulated', 'averaged']

/** The updates that an optimizer makes of these gradients, one parameter, no matter where. */
function updates(optimizer: Optimizer, gradients: number[]): number[] {
  let state = optimizer.init(tensor([0]))
  return gradients.map((g) => {
    const [update, next] = optimizer.step(tensor([g]), state, tensor([0]))
    state = next
    return update.item() + 0 // -0 becomes 0
  })
}

/** The largest distance between two runs' paths. */
const apart = (a: readonly Tensor[], b: readonly Tensor[]): number => Math.max(...a.map((w, i) => w.sub(b[i]!).norm().item()))
const pathWith = (optimizer: Optimizer, steps = 60): readonly Tensor[] => descend(loss, start, { optimizer, steps }).path

test('the three forms of momentum take the same steps at a constant rate, once converted', () => {
  const options = { learningRate: 0.02, momentum: 0.8 }
  for (const from of forms) {
    for (const to of forms) {
      const original = momentum({ ...options, form: from })
      const converted = momentum(convertMomentum({ ...options, form: from }, to))
      assert.ok(apart(pathWith(original), pathWith(converted)) < 1e-13, `${from} to ${to}`)
    }
  }
})

test('when the rate changes on the way, the velocity form differs and cannot be converted; the other two still agree', () => {
  const learningRate = (step: number): number => (step < 10 ? 0.02 : 0.002)
  const path = (form: MomentumForm) => pathWith(momentum({ learningRate, form }))
  assert.ok(apart(path('velocity'), path('accumulated')) > 1e-3)
  const averaged = momentum(convertMomentum({ learningRate, form: 'accumulated' }, 'averaged'))
  assert.ok(apart(path('accumulated'), pathWith(averaged)) < 1e-13)
  const why = /velocity and averaged agree only while the learning rate is constant/
  assert.throws(() => convertMomentum({ learningRate }, 'averaged'), { name: 'TypeError', message: why })
})

test('both forms of Nesterov are one: x̃ = w + ρ v', () => {
  const rho = 0.9
  const options = { learningRate: 0.01, momentum: rho }
  const ahead = pathWith(nesterov({ ...options, form: 'lookAhead' }))
  const current = pathWith(nesterov(options))
  const shifted = ahead.map((w, i) => (i === 0 ? w : w.add(w.sub(ahead[i - 1]!).mul(rho))))
  assert.ok(apart(shifted, current) < 1e-13)
})

test('looking ahead costs a second gradient, and the run says so', () => {
  const evaluations = (form: 'current' | 'lookAhead') =>
    descend(loss, start, { optimizer: nesterov({ learningRate: 0.01, form }), steps: 3 }).evaluations
  assert.deepEqual([evaluations('current'), evaluations('lookAhead')], [[1, 1, 1], [2, 2, 2]])
})

test('on a slope the normalised gradient and the sign move by α; on a bowl the sign bounces for ever', () => {
  assert.deepEqual(updates(signDescent({ learningRate: 0.1 }), [5, -0.001, 0]), [-0.1, 0.1, 0])
  updates(normalisedGradient({ learningRate: 0.1 }), [5, -0.001]).forEach((x) => assert.ok(Math.abs(Math.abs(x) - 0.1) < 1e-5))
  const last = pathWith(signDescent({ learningRate: 0.03 }), 300).slice(-50).map((w) => w.abs().max().item())
  assert.ok(Math.max(...last) > 0.01)
})

test('gains grow by δ, shrink by the factor 1 - δ, and stay in their range', () => {
  const gains = updates(adaptiveGains({ learningRate: 1, delta: 0.25, range: [0.5, 1.5] }), [1, 1, 1, 1, -1, 1, -1, 1, -1]).map(Math.abs)
  assert.deepEqual(gains.slice(0, 4), [1, 1.25, 1.5, 1.5])
  assert.deepEqual(gains.slice(4, 7), [1.125, 0.84375, 0.6328125])
  assert.deepEqual(gains.slice(7), [0.5, 0.5])
})

test('with momentum the gain listens to the velocity: one odd gradient against the way shrinks it, and the way goes on', () => {
  const both = updates(adaptiveGains({ learningRate: 1, delta: 0.5, momentum: 0.5 }), [1, -0.1])
  assert.deepEqual(both, [-1, -0.5 + 0.1 * 0.5])
})

// NOTE of claim A4: nine gradients of +0.1 and one of -0.9 add up to nothing.
test('Rprop walks away on gradients that cancel, and RMSProp hardly moves', () => {
  const gradients = [...Array(9).fill(0.1), -0.9] as number[]
  const epochs = Array.from({ length: 20 }, () => gradients).flat()
  const drift = (optimizer: Optimizer): number => updates(optimizer, epochs).reduce((sum, x) => sum + x, 0)
  assert.ok(drift(rprop({ initial: 0.01 })) < -10)
  assert.ok(Math.abs(drift(rmsprop({ learningRate: 0.01, decay: 0.99 }))) < 1)
})

test('Adadelta takes the same steps whatever the loss is multiplied by, and steps in units of the parameter', () => {
  const gradients = rng(3).normal([30]).values()
  const plain = updates(adadelta({ epsilon: 1e-12 }), gradients)
  const scaledLoss = updates(adadelta({ epsilon: 1e-12 }), gradients.map((g) => 1e4 * g))
  plain.forEach((x, i) => assert.ok(Math.abs(x / scaledLoss[i]! - 1) < 1e-6))
  // Parameters measured in a unit a thousand times smaller: gradients are a thousandth, ε in the updates' mean is scaled by the square.
  const first = updates(adadelta({ epsilon: 1e-12 }), [1])[0]!
  assert.ok(Math.abs(first + Math.sqrt(1e-12) / Math.sqrt(0.05)) < 1e-12)
})

test('Adam without memories is sign descent, and its first corrected step is α; uncorrected it is 3.16 α', () => {
  const alpha = { learningRate: 0.01, epsilon: 0 }
  const gradients = [3, -0.2, 50]
  assert.deepEqual(updates(adam({ ...alpha, beta1: 0, beta2: 0 }), gradients), updates(signDescent({ learningRate: 0.01 }), gradients))
  const first = (biasCorrection: { m?: boolean; v?: boolean }): number =>
    Math.abs(updates(adam({ ...alpha, biasCorrection }), [7])[0]!) / 0.01
  const close = (x: number, y: number): void => assert.ok(Math.abs(x / y - 1) < 1e-9, `${x} where ${y} is expected`)
  close(first({}), 1)
  close(first({ m: false, v: false }), 0.1 / Math.sqrt(0.001))
  close(first({ m: false }), 0.1)
  close(first({ v: false }), 1 / Math.sqrt(0.001))
})

// Reddi, Kale & Kumar 2018, theorem 1: gradients C, -1, -1, C, … on [-1, 1]. Their mean is above 0, so -1 is best.
test("AMSGrad goes the right way on Adam's counter-example, where Adam goes wrong", () => {
  const C = 4
  const inside = (optimizer: Optimizer): number => {
    let w = 0
    let state = optimizer.init(tensor([0]))
    for (let t = 0; t < 6000; t++) {
      const [update, next] = optimizer.step(tensor([t % 3 === 0 ? C : -1]), state, tensor([w]))
      state = next
      w = Math.min(1, Math.max(-1, w + update.item()))
    }
    return w
  }
  const options = { learningRate: schedule.inverseSqrt(0.5), beta1: 0, beta2: 1 / (1 + C ** 2) }
  assert.ok(inside(adam(options)) > 0.9)
  assert.ok(inside(amsgrad(options)) < -0.9)
})

test('AdamW decays by α λ whatever the gradient; through the gradient, decay hardly touches weights with large gradients', () => {
  const w = tensor([2, 2])
  const g = tensor([1000, 0.001])
  const alone = adam({ learningRate: 0.1 })
  const decoupled = adamw({ learningRate: 0.1, weightDecay: 0.01 })
  const decay = decoupled.step(g, decoupled.init(w), w)[0].sub(alone.step(g, alone.init(w), w)[0]).values()
  decay.forEach((x) => assert.ok(Math.abs(x + 0.1 * 0.01 * 2) < 1e-12))
  const coupled = chain(weightDecay(0.01), adam({ learningRate: 0.1 }))
  const through = coupled.step(g, coupled.init(w), w)[0].sub(alone.step(g, alone.init(w), w)[0]).values()
  assert.ok(Math.abs(through[0]!) < 1e-9)
})

test('RAdam is momentum for four steps, then grows into Adam', () => {
  const gradients = Array.from({ length: 4000 }, () => 2)
  const found = updates(radam({ learningRate: 1, beta2: 0.99, epsilon: 0 }), gradients)
  found.slice(0, 4).forEach((x) => assert.ok(Math.abs(x + 2) < 1e-12))
  assert.ok(found[4]! > -0.1 && Math.abs(found.at(-1)! + 1) < 1e-9, `${found[4]} ${found.at(-1)}`)
})

test('SWATS turns into descent at the rate that it measured, and stays so', () => {
  const bowl = (w: Tensor): Tensor => w.square().sum().mul(2)
  const optimizer = swats({ learningRate: 0.1, settled: 1e-2 })
  let state = optimizer.init(tensor([1]))
  let w = tensor([1])
  const rates: (number | undefined)[] = []
  for (let t = 0; t < 300; t++) {
    const [update, next] = optimizer.step(w.mul(4), state, w)
    w = w.add(update)
    state = next
    rates.push(state.descent?.rate)
  }
  const chosen = rates.filter((rate) => rate !== undefined)
  assert.ok(chosen.length > 100 && chosen.every((rate) => rate === chosen[0] && rate > 0))
  assert.ok(bowl(w).item() < 1e-6)
})

test('a chain clips before it decays, and keeps the state of each', () => {
  const optimizer = chain(clipByNorm(1), momentum({ learningRate: 1, momentum: 0.5 }))
  assert.deepEqual(updates(optimizer, [100, 100, 0]), [-1, -1.5, -0.75])
  assert.throws(() => chain(), { name: 'TypeError', message: /at least one optimizer/ })
})

test('options out of range are refused in the words of the call', () => {
  assert.throws(() => adamw({ beta1: 1 }), { name: 'RangeError', message: 'adamw({ beta1: 1 }): beta1 must be from 0 to below 1' })
  assert.throws(() => rprop({ grow: 1 }), { message: 'rprop({ grow: 1 }): grow must be above 1' })
  assert.throws(() => rprop({ range: [2, 1] }), { message: 'rprop({ range: [2, 1] }): range must go upwards from above 0' })
  assert.throws(() => clipByNorm(0), /limit must be positive/)
  assert.throws(() => radam({ threshold: 3 }), /threshold must be 4 or more/)
  assert.throws(() => sgd({ learningRate: 0 }), /learningRate must be positive/)
})
