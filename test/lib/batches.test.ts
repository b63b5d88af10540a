// Batches and scaling, against counting and the formulas.
import assert from 'node:assert/strict'
import test from 'node:test'
import { arange, batches, descend, minMax, rng, sgd, standardise, tensor, zeros, type Tensor } from '../../lib/index.ts'

const hundred = batches({ x: arange(100) as Tensor }, { size: 20, seed: 3 })

test('1000 iterations of batch 20 over 100 examples are 200 epochs, each of which sees every example once (claim S4)', () => {
  assert.equal(hundred.perEpoch, 5)
  const endless = hundred[Symbol.iterator]()
  const iterations = Array.from({ length: 1000 }, () => (endless.next().value as { x: Tensor }).x.values())
  const seen = new Array<number>(100).fill(0)
  for (const batch of iterations) for (const example of batch) seen[example]!++
  assert.deepEqual(new Set(seen), new Set([200]))
  const lastEpoch = iterations.slice(995).flat().sort((a, b) => a - b)
  assert.deepEqual(lastEpoch, arange(100).values())
  assert.equal([...batches(arange(100) as Tensor, { size: 20, seed: 3, epochs: 200 })].length, 1000)
})

test('epochs differ from one another and are the same again', () => {
  const order = (seed: number, epoch: number): string => batches(arange(50) as Tensor, { size: 7, seed }).epoch(epoch).join()
  const orders = [1, 2, 3].flatMap((seed) => [0, 1, 2].map((epoch) => order(seed, epoch)))
  assert.equal(new Set(orders).size, 9)
  assert.equal(order(2, 1), order(2, 1))
  assert.deepEqual(batches(arange(50) as Tensor, { size: 7, seed: 1 }).epoch(0).map(({ size }) => size), [7, 7, 7, 7, 7, 7, 7, 1])
})

test('with replacement some examples come twice and about a share of 1/e never', () => {
  const drawn = batches(arange(1000) as Tensor, { size: 100, seed: 1, replace: true }).epoch(0).flatMap((batch) => batch.values())
  assert.equal(drawn.length, 1000)
  const missing = 1 - new Set(drawn).size / 1000
  assert.ok(Math.abs(missing - 1 / Math.E) < 0.05, String(missing))
})

test('the tensors of a tree stay together, and descend takes batches as they are', () => {
  const data = { x: rng(1).normal([10, 2]) as Tensor, y: arange(10) as Tensor }
  for (const { x, y } of batches(data, { size: 4, seed: 1 }).epoch(3)) assert.deepEqual(x.toArray(), data.x.take(y.values()).toArray())
  const run = descend((w: Tensor, { x }: { x: Tensor }) => w.sub(x.mean()).square(), tensor(0), {
    optimizer: sgd({ learningRate: 0.1 }), steps: 12, batches: hundred,
  })
  assert.equal(run.steps, 12)
})

test('sizes that do not fit are refused', () => {
  assert.throws(() => batches(arange(5) as Tensor, { size: 6, seed: 1 }), {
    message: 'batches({ size: 6 }): size must be a whole number from 1 to the 5 examples',
  })
  const unequal = { x: zeros([5, 2]), y: zeros([4]) }
  assert.throws(() => batches(unequal, { size: 2, seed: 1 }), /one number of examples as their first axis, got \[5, 2\] and \[4\]/)
})

test('standardised features have mean 0 and deviation 1, min-max scaled ones fill 0 to 1, and both can be undone', () => {
  const x = rng(2).normal([200, 3]).mul(tensor([1, 100, 0.01])).add(tensor([5, -3, 0])) as Tensor
  const z = standardise.fit(x).apply(x)
  assert.ok(z.mean(0).abs().max().item() < 1e-13)
  assert.ok(z.square().mean(0).sub(1).abs().max().item() < 1e-12)
  const scaled = minMax.fit(x).apply(x)
  assert.deepEqual([scaled.min(0).values(), scaled.max(0).values()], [[0, 0, 0], [1, 1, 1]])
  for (const scaling of [standardise.fit(x), minMax.fit(x)]) assert.ok(scaling.undo(scaling.apply(x)).sub(x).abs().max().item() < 1e-12)
})

test('the numbers to scale by come from the fitted examples alone; one outlier squeezes the rest of min-max', () => {
  const scaling = minMax.fit(tensor([0, 1, 2, 1000]))
  assert.ok(scaling.apply(tensor([0, 1, 2])).max().item() <= 0.002)
  assert.equal(scaling.apply(tensor([2000])).item(), 2)
})

test('a feature that never changes is left at 0 and divided by nothing', () => {
  const same = tensor([[3, 1], [3, 2]])
  assert.deepEqual(standardise.fit(same).apply(same).toArray(), [[0, -1], [0, 1]])
  assert.deepEqual(minMax.fit(same).apply(same).toArray(), [[0, 0], [0, 1]])
  assert.throws(() => standardise.fit(zeros([0, 2])), /at least one, got shape \[0, 2\]/)
})

test('a run tells the seed of its batches, and the seed is all that is needed to have it again', () => {
  const data = { x: arange(12), y: arange(12).square() }
  const loss = (w: Tensor, { x, y }: typeof data): Tensor => x.mul(w).sub(y).square().mean()
  const runWith = (seed: number) =>
    descend(loss, tensor(0), { optimizer: sgd({ learningRate: 0.001 }), batches: batches(data, { size: 4, seed }), steps: 20 })
  const run = runWith(7)
  assert.equal(run.seed, 7)
  assert.match(String(run), /, seed 7$/m)
  assert.deepEqual(runWith(run.seed!).loss, run.loss)
  assert.notDeepEqual(runWith(8).loss, run.loss)
  assert.equal('seed' in descend((w: Tensor) => w.square(), tensor(1), { optimizer: sgd({ learningRate: 0.1 }), steps: 1 }), false)
})
