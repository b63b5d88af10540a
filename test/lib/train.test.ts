// The training loop: epochs, early stopping, divergence, and checkpoints from which a run goes on to the last bit.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  adam, batches, chain, checkpointFromText, checkpointToText, clipByNorm, crossEntropy, dense, lbfgs, leastSquares, linear, momentum,
  progressBar, rmsprop, rng, schedule, sequential, sgd, tanh, tensor, train, type EpochReport, type Tensor,
} from '../../lib/index.ts'

const random = rng(71)
const x = random.normal([40, 3]) as Tensor
const data = { x, label: x.sum(1).greater(0) as Tensor }
const model = sequential(dense(3, 6, { activation: tanh }), linear(6, 2))
type Params = ReturnType<typeof model.init>
const loss = (params: Params, batch: typeof data): Tensor => crossEntropy(model.apply(params, batch.x), batch.label)
const start = model.init(rng(1))
const bits = (params: Params): number[] => params.flatMap(({ W, b }) => [...W.values(), ...b.values()])

const optimizers = {
  adam: () => adam({ learningRate: 0.05 }),
  'momentum with a schedule': () => momentum({ learningRate: schedule.cosine({ initial: 0.1, steps: 60 }), momentum: 0.9 }),
  'a chain with a plateau': () => chain(clipByNorm(1), rmsprop({ learningRate: 0.01 }), schedule.plateau({ patience: 3 })),
  'L-BFGS': () => lbfgs(),
}

for (const [name, make] of Object.entries(optimizers)) {
  test(`${name}: a run resumed from a checkpoint written as text is the uninterrupted one to the last bit`, () => {
    const options = { optimizer: make(), batches: batches(data, { size: 12, seed: 5 }), validate: (w: Params) => loss(w, data) }
    const whole = train(loss, start, { ...options, epochs: 6 })
    const half = train(loss, start, { ...options, epochs: 3 })
    const resume = checkpointFromText<Params>(checkpointToText(half.checkpoint))
    const resumed = train(loss, start, { ...options, optimizer: make(), epochs: 6, resume })
    assert.equal(half.reports.length, 3)
    assert.deepEqual(bits(resumed.checkpoint.params), bits(whole.checkpoint.params))
    assert.notDeepEqual(bits(half.checkpoint.params), bits(whole.checkpoint.params))
    assert.deepEqual(resumed.reports, whole.reports)
    assert.deepEqual(bits(resumed.params), bits(whole.params))
    assert.equal(checkpointToText(resumed.checkpoint), checkpointToText(whole.checkpoint))
  })
}

test('an epoch takes a step down the loss of each batch, as the loop written out does', () => {
  const [w, pieces] = [tensor(5), [1, 2, 6]]
  const options = { optimizer: sgd({ learningRate: 0.25 }), batches: pieces, epochs: 2 }
  const run = train((v: Tensor, target: number) => v.sub(target).square(), w, options)
  let [byHand, losses] = [5, [] as number[]]
  for (const target of [...pieces, ...pieces]) {
    losses.push((byHand - target) ** 2)
    byHand -= 0.25 * 2 * (byHand - target)
  }
  assert.equal(run.params.item(), byHand)
  const meanFrom = (first: number): number => losses.slice(first, first + 3).reduce((a, b) => a + b, 0) / 3
  assert.deepEqual(run.reports, [{ epoch: 1, loss: meanFrom(0) }, { epoch: 2, loss: meanFrom(3) }])
  assert.match(String(run), /^training finished after 2 epochs, loss 8\.\d+$/)
})

test('training stops when the validation has not got better for so many epochs, with the best parameters', () => {
  const seen = [5, 3, 4, 3, 2, 2, 6, 7, 1]
  let epoch = 0
  const run = train((w: Tensor) => w.mul(1), tensor(0), {
    optimizer: sgd({ learningRate: 1 }), epochs: 9, patience: 3, validate: () => seen[epoch++]!,
  })
  assert.equal(run.reason, 'stoppedEarly')
  assert.deepEqual(run.reports.map(({ validation }) => validation), seen.slice(0, 8))
  assert.equal(run.bestEpoch, 5)
  assert.equal(run.params.item(), -5)
  assert.equal(run.checkpoint.params.item(), -8)
  assert.match(String(run), /stopped early after 8 epochs, loss -7, best validation 2 after epoch 5/)
  assert.equal(train((w: Tensor) => w.mul(1), tensor(0), {
    optimizer: sgd({ learningRate: 1 }), epochs: 9, patience: 3, validate: () => 0, resume: run.checkpoint,
  }).reports.length, 8)
})

test('numbers that blow up end it as diverged, with finite parameters and a hint', () => {
  const run = train((w: Tensor) => w.pow(4).sum(), tensor([3]), { optimizer: sgd({ learningRate: 1 }), epochs: 50 })
  assert.equal(run.reason, 'diverged')
  assert.ok(run.params.values().every(Number.isFinite))
  assert.match(run.hint!, /^Epoch \d+: step 1 met the loss .*Try a smaller learning rate/s)
  const atOnce = train((w: Tensor) => w.log(), tensor(-1), { optimizer: sgd({ learningRate: 1 }), epochs: 5 })
  assert.deepEqual([atOnce.reason, atOnce.reports.length, atOnce.params.item()], ['diverged', 0, -1])
})

test('a checkpoint keeps every number that JSON does not know', () => {
  const params = { a: tensor([-0, NaN, Infinity, 5e-324, 0.1]), b: tensor([0.1], { dtype: 'float32' }) }
  const state = { lowest: Infinity, zero: -0, none: undefined, nothing: null, list: [NaN, 'text', true] }
  const again = checkpointFromText<typeof params>(checkpointToText({ params, state, reports: [] }))
  assert.ok(again.params.a.values().every((value, i) => Object.is(value, params.a.values()[i])))
  assert.deepEqual([again.params.b.dtype, again.params.b.values()], ['float32', params.b.values()])
  assert.deepEqual(again.state, state)
  assert.throws(() => checkpointToText({ params, state: { f: [() => 1] }, reports: [] }), {
    message: 'checkpoint.state.f[0]: only plain data can be kept in a checkpoint, not a function',
  })
})

test('every epoch is reported as it ends', () => {
  const told: EpochReport[] = []
  const line = (w: Tensor): Tensor => leastSquares(w.mul(tensor([1, 2])), tensor([2, 4]))
  const run = train(line, tensor(0), { optimizer: sgd({ learningRate: 0.1 }), epochs: 4, onEpoch: (report) => told.push(report) })
  assert.deepEqual(told, run.reports)
})

test('the progress bar shows once and is then changed in its place, through what a kernel calls display', () => {
  const host = globalThis as { display?: unknown }
  const shown: string[] = []
  const note = (how: string) => (bundle: Record<string, string>) => void shown.push(`${how}: ${bundle['text/plain']}`)
  host.display = (bundle: Record<string, string>) => (note('shown')(bundle), { update: note('changed') })
  try {
    train((w: Tensor) => w.square(), tensor(1), { optimizer: sgd({ learningRate: 0.5 }), epochs: 2, onEpoch: progressBar(2) })
  } finally {
    delete host.display
  }
  assert.deepEqual(shown, ['shown: epoch 1 of 2: loss 1', 'changed: epoch 2 of 2: loss 0'])
})

test('what makes no sense is refused', () => {
  const options = { optimizer: sgd({ learningRate: 1 }), epochs: 1 }
  assert.throws(() => train((w: Tensor) => w, tensor(0), { ...options, patience: 2 }), /patience needs validate/)
  assert.throws(() => train((w: Tensor) => w, tensor(0), { ...options, epochs: 0.5 }), /train\(\{ epochs: 0.5 \}\)/)
  assert.throws(() => train((w: Tensor) => w, tensor(0), { ...options, batches: [] }), { message: 'train: an epoch has no batches' })
})
