// Schedules give PyTorch's learning rates (test/oracle/pytorch.json), and what their formulas say where PyTorch has none.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { chain, descend, schedule, sgd, tensor, type Objective, type Optimizer, type Tensor } from '../../lib/index.ts'

interface Oracle {
  rates: Record<string, number[]>
  losses: number[]
}
const oracle = JSON.parse(readFileSync(new URL('../oracle/pytorch.json', import.meta.url), 'utf8')) as Oracle

const ours: Record<string, (step: number) => number> = {
  stepDecay: schedule.stepDecay({ initial: 0.1, factor: 0.5, epochs: 2, stepsPerEpoch: 2 }),
  exponential: schedule.exponential({ initial: 0.1, decay: 0.9 }),
  cosine: schedule.cosine({ initial: 0.1, steps: 10, final: 0.01 }),
  warmUp: schedule.warmUp({ steps: 4, after: 0.1, from: 0.2 }),
  oneCycle: schedule.oneCycle({ peak: 0.1, steps: 20 }),
}

const near = (x: number, y: number, what: string): void =>
  assert.ok(Math.abs(x - y) <= 1e-12 * Math.abs(y), `${what}: ${x} where ${y} is expected`)

for (const [name, rate] of Object.entries(ours)) {
  test(`${name} gives PyTorch's rates`, () => {
    const expected = oracle.rates[name]!
    assert.ok(expected.length > 5)
    expected.forEach((value, step) => near(rate(step), value, `step ${step}`))
  })
}

// PyTorch hears of a loss after its step and changes the next rate; here the loss at a step's own parameters decides on that step. So the
// loss that PyTorch was told after step t is the one that is seen at step t + 1.
test("plateau cuts updates when PyTorch's rule cuts the rate", () => {
  const optimizer = schedule.plateau({ factor: 0.5, patience: 2 })
  let state = optimizer.init(tensor([0]))
  oracle.losses.slice(0, -1).forEach((value, t) => {
    const [update, next] = optimizer.step(tensor([0.1]), state, tensor([0]), { value } as Objective<Tensor>)
    state = next
    near(update.item(), oracle.rates['plateau']![t + 1]!, `step ${t + 1}`)
  })
})

test('α/√(t+1) and a constant', () => {
  assert.deepEqual([0, 3, 8, 99].map(schedule.inverseSqrt(3)), [3, 1.5, 1, 0.3])
  assert.deepEqual([0, 10].map(schedule.constant(0.2)), [0.2, 0.2])
})

test('a warm-up hands over to a schedule, which starts at its own step 0', () => {
  const rate = schedule.warmUp({ steps: 2, after: schedule.exponential({ initial: 1, decay: 0.5 }) })
  assert.deepEqual([0, 1, 2, 3, 4].map(rate), [0, 0.5, 1, 0.5, 0.25])
})

test('every schedule drives an optimizer: the step lengths on a slope of 1 are the rates', () => {
  for (const [name, learningRate] of Object.entries(ours)) {
    const { stepLength } = descend((w: Tensor) => w.sum(), tensor([0]), { optimizer: sgd({ learningRate }), steps: 8 })
    stepLength.forEach((length, step) => near(length, learningRate(step), name))
  }
})

test('descent with plateau comes to rest on a kink where a fixed rate bounces', () => {
  const kink = (w: Tensor): Tensor => w.abs().sum()
  const end = (optimizer: Optimizer): number => descend(kink, tensor([0.77]), { optimizer, steps: 200 }).loss.at(-1)!
  assert.ok(end(sgd({ learningRate: 0.5 })) > 0.2)
  assert.ok(end(chain(sgd({ learningRate: 0.5 }), schedule.plateau({ factor: 0.5, patience: 2 }))) < 1e-6)
})

test('options out of range are refused in the words of the call', () => {
  const refused = (act: () => unknown, message: string): void => assert.throws(act, { name: 'RangeError', message })
  refused(() => schedule.cosine({ initial: 1, steps: 0 }), 'cosine({ steps: 0 }): steps must be a whole number, one or more')
  refused(() => schedule.stepDecay({ initial: 1, factor: 1, epochs: 1 }), 'stepDecay({ factor: 1 }): factor must be between 0 and 1')
  refused(() => schedule.plateau({ patience: -1 }), 'plateau({ patience: -1 }): patience must be a whole number, zero or more')
})
