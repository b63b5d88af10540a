// The descent itself: what a run holds, when it stops, and what it says when things go wrong.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import {
  adam, backtracking, descend, goldenSection, grad, momentum, nesterov, problems, rmsprop, sgd, tensor, type Tensor,
} from '../../lib/index.ts'

const bowl = (w: Tensor): Tensor => w.sub(tensor([1, 2])).square().sum()
const start = tensor([0, 0])

test('a run of n steps holds n + 1 points and n steps that lead from one to the next', () => {
  const run = descend(bowl, start, { optimizer: momentum({ learningRate: 0.1 }), steps: 7 })
  assert.equal(run.reason, 'maxSteps')
  assert.deepEqual([run.steps, run.path.length, run.loss.length, run.gradientNorm.length, run.stepLength.length], [7, 8, 8, 8, 7])
  assert.equal(run.params, run.path[7])
  run.path.forEach((w, i) => {
    assert.equal(run.loss[i], bowl(w).item())
    assert.equal(run.gradientNorm[i], grad(bowl)(w).norm().item())
    if (i > 0) assert.ok(Math.abs(run.stepLength[i - 1]! - w.sub(run.path[i - 1]!).norm().item()) < 1e-15)
  })
  assert.deepEqual(run.evaluations, Array(7).fill(1))
  assert.deepEqual(run.searches, [])
})

test('it converges at the first point whose gradient is short enough', () => {
  const run = descend(bowl, start, { optimizer: sgd({ learningRate: 0.25 }), steps: 100, tolerance: 1e-3 })
  assert.equal(run.reason, 'converged')
  assert.ok(run.gradientNorm.at(-1)! <= 1e-3 && run.gradientNorm.at(-2)! > 1e-3)
  assert.equal(run.hint, undefined)
  assert.equal(descend(bowl, tensor([1, 2]), { optimizer: adam(), steps: 9, tolerance: 0 }).steps, 0)
})

test('the last step may be the one that converges', () => {
  const needed = descend(bowl, start, { optimizer: sgd({ learningRate: 0.25 }), steps: 100, tolerance: 1e-3 }).steps
  assert.equal(descend(bowl, start, { optimizer: sgd({ learningRate: 0.25 }), steps: needed, tolerance: 1e-3 }).reason, 'converged')
  const short = descend(bowl, start, { optimizer: sgd({ learningRate: 0.25 }), steps: needed - 1, tolerance: 1e-3 })
  assert.equal(short.reason, 'maxSteps')
  assert.match(short.hint!, /above the tolerance 0\.001\. Try more steps\./)
})

test('a run that blows up is called diverged, ends at its last finite place and says what to try', () => {
  const run = descend(bowl, start, { optimizer: sgd({ learningRate: 3 }), steps: 10_000, tolerance: 1e-6 })
  assert.equal(run.reason, 'diverged')
  assert.ok(run.steps < 1000 && run.path.length === run.steps + 1)
  assert.ok([...run.loss, ...run.gradientNorm, ...run.params.values()].every(Number.isFinite))
  assert.match(run.hint!, new RegExp(`^Step ${run.steps + 1} took the loss from .* to (∞|.*, with a gradient too long to be measured); `))
  assert.match(run.hint!, /2\/λmax.*smaller learning rate or a line search/)
})

test('a NaN never counts as converged', () => {
  const cliff = (w: Tensor): Tensor => w.sqrt().sum() // NaN left of 0
  const run = descend(cliff, tensor([1]), { optimizer: sgd({ learningRate: 1 }), steps: 50, tolerance: 1e-3 })
  assert.equal(run.reason, 'diverged')
  assert.match(run.hint!, /to NaN/)
  assert.ok(run.params.item() >= 0)
  const beyond = (): unknown => descend(cliff, tensor([-1]), { optimizer: sgd({ learningRate: 1 }), steps: 5 })
  assert.throws(beyond, /descend: at the start the loss is NaN/)
})

test('steps that climb without overflowing are pointed out', () => {
  const run = descend(bowl, start, { optimizer: sgd({ learningRate: 1.05 }), steps: 20 })
  assert.equal(run.reason, 'maxSteps')
  assert.match(run.hint!, /^The loss rose from 5 to /)
})

test('a search scales the updates, and is counted', () => {
  const run = descend(bowl, start, { search: goldenSection(), steps: 2 })
  assert.equal(run.searches.length, 2)
  assert.ok(Math.abs(run.searches[0]!.step - 0.5) < 1e-6) // on this bowl half of the gradient leads to the bottom
  assert.deepEqual(run.evaluations, run.searches.map(({ evaluations }) => evaluations + 1))
  assert.ok(Math.abs(run.loss[1]! - run.searches[0]!.value) < 1e-15)
  const scaled = descend(bowl, start, { optimizer: sgd({ learningRate: 0.01 }), search: goldenSection({ reach: 100 }), steps: 1 })
  assert.ok(Math.abs(scaled.searches[0]!.step - 50) < 1e-3)
})

test('a search that finds nothing lower stalls the run, and the hint tells the two reasons apart', () => {
  const atMinimum = descend(bowl, tensor([1, 2]), { search: goldenSection(), steps: 5 })
  assert.deepEqual([atMinimum.reason, atMinimum.steps], ['stalled', 0])
  const uphill = { name: 'uphill', init: () => ({}), step: <P>(gradient: P): [P, object] => [gradient, {}] }
  const run = descend(bowl, start, { optimizer: uphill, search: backtracking(), steps: 5 })
  assert.equal(run.reason, 'stalled')
  assert.match(run.hint!, /does not lead downhill \(slope 20\)/)
})

test('each step sees the next batch, over and over', () => {
  const seen: number[][] = []
  const loss = (w: Tensor, batch: number[]): Tensor => {
    seen.push(batch)
    return w.sub(tensor(batch)).square().sum()
  }
  const options = { optimizer: sgd({ learningRate: 0.1 }), steps: 4 }
  descend(loss, tensor([0]), { ...options, batches: [[1], [2], [3]] })
  assert.deepEqual(seen, [[1], [2], [3], [1], [2]])
  const once = [[1], [2]].values()
  assert.throws(() => descend(loss, tensor([0]), { ...options, batches: once }), /batches ran out; give an array/)
})

test('onStep hears of every step', () => {
  const heard: [number, number][] = []
  const onStep = ({ step, loss }: { step: number; loss: number }): unknown => heard.push([step, loss])
  const run = descend(bowl, start, { optimizer: sgd({ learningRate: 0.1 }), steps: 3, onStep })
  assert.deepEqual(heard, [1, 2, 3].map((step) => [step, run.loss[step]]))
})

test('a run tells its story in a line, and keeps its numbers out of the console', () => {
  const run = descend(bowl, start, { optimizer: sgd({ learningRate: 0.5 }), steps: 9, tolerance: 1e-6 })
  assert.equal(String(run), 'sgd: converged after 1 step, loss 0, gradient 0')
})

test('what is missing or out of range is refused', () => {
  assert.throws(() => descend(bowl, start, { steps: 5 }), /descend: give it an optimizer, such as sgd/)
  assert.throws(() => descend(bowl, start, { optimizer: adam(), steps: 2.5 }), {
    message: 'descend({ steps: 2.5 }): steps must be a whole number, zero or more',
  })
  assert.throws(() => descend(bowl, start, { optimizer: adam(), steps: 2, tolerance: -1 }), /tolerance must be zero or more/)
})

test('whatever the method and its rate: what is called converged is, and nothing that blows up is kept', () => {
  const methods = [
    (learningRate: number) => sgd({ learningRate }),
    (learningRate: number) => momentum({ learningRate }),
    (learningRate: number) => nesterov({ learningRate }),
    (learningRate: number) => adam({ learningRate }),
    (learningRate: number) => rmsprop({ learningRate }),
  ]
  const losses = [problems.rosenbrock(), problems.saddle(), problems.beale(), problems.quadratic({ conditionNumber: 1e4 })]
  const seen = new Set<string>()
  const exponent = fc.double({ min: -4, max: 4, noNaN: true })
  fc.assert(
    fc.property(fc.nat(methods.length - 1), fc.nat(losses.length - 1), exponent, (method, problem, power) => {
      const { loss, start } = losses[problem]!
      const run = descend(loss, start, { optimizer: methods[method]!(10 ** power), steps: 60, tolerance: 1e-2 })
      seen.add(run.reason)
      for (const values of [run.loss, run.gradientNorm, run.params.values()]) assert.ok(values.every(Number.isFinite), String(run))
      assert.equal(run.reason === 'converged', run.gradientNorm.at(-1)! <= 1e-2, String(run))
      assert.equal(run.path.length, run.steps + 1)
      if (run.reason === 'diverged') assert.match(run.hint!, /Try a smaller learning rate/)
    }),
    { numRuns: 200, seed: 7 },
  )
  assert.deepEqual([...seen].sort(), ['converged', 'diverged', 'maxSteps'])
})
