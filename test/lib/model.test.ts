// Losses, layers and first weights against their formulas written out in plain numbers.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  accuracy, crossEntropy, dense, grad, gradcheck, gradgradcheck, he, hingeLoss, l1, l2, leakyRelu, leastSquares, linear, logisticLoss, ohem,
  relu, rng, sequential, tanh, tensor, xavier, zeros, type Tensor,
} from '../../lib/index.ts'

const random = rng(61)
const scores = random.normal([6, 4]) as Tensor
const labels = [0, 3, 1, 1, 2, 0]
const rows = scores.toArray() as number[][]
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const close = (found: Tensor | number, expected: number): void => {
  const value = typeof found === 'number' ? found : found.item()
  assert.ok(Math.abs(value - expected) < 1e-12 * (1 + Math.abs(expected)), `${value} is not ${expected}`)
}

test('each loss is the mean of its formula over the examples', () => {
  const entropy = rows.map((row, i) => -Math.log(Math.exp(row[labels[i]!]!) / row.reduce((sum, z) => sum + Math.exp(z), 0)))
  close(crossEntropy(scores, labels), mean(entropy))
  close(crossEntropy(scores, tensor(labels), { reduce: 'sum' }), 6 * mean(entropy))
  const certain = tensor(labels.map((label) => rows[0]!.map((_, j) => (j === label ? 1 : 0))))
  close(crossEntropy(scores, certain), mean(entropy))

  const hinges = rows.map((row, i) => row.reduce((sum, z, j) => (j === labels[i] ? sum : sum + Math.max(0, z - row[labels[i]!]! + 1)), 0))
  close(hingeLoss(scores, labels), mean(hinges))

  const z = scores.at(0)
  const y = tensor([1, 0, 1, 0])
  const p = rows[0]!.map((value) => 1 / (1 + Math.exp(-value)))
  close(logisticLoss(z, y), mean(p.map((share, i) => -Math.log(i % 2 === 0 ? share : 1 - share))))
  close(leastSquares(scores, scores.mul(0)), mean(rows.map((row) => row.reduce((sum, value) => sum + value * value, 0))))
})

test('their derivatives pass the check, to the second order', () => {
  const losses: ((w: Tensor) => Tensor)[] = [
    (w) => crossEntropy(w, labels),
    (w) => hingeLoss(w, labels).square(),
    (w) => logisticLoss(w.at(0), tensor([1, 0, 1, 0.3])),
    (w) => leastSquares(w, scores.square()),
    (w) => ohem(crossEntropy(w, labels, { reduce: 'none' }), 0.4),
    (w) => l2(w).add(l1(w)),
  ]
  for (const loss of losses) {
    assert.ok(gradcheck(loss, scores).passed, String(loss))
    assert.ok(gradgradcheck(loss, scores).passed, String(loss))
  }
})

test('the gradient of cross-entropy is the probabilities less the truth, at any size of the scores', () => {
  for (const factor of [1, 1000]) {
    const found = grad((w: Tensor) => crossEntropy(w, labels, { reduce: 'sum' }))(scores.mul(factor))
    const truth = tensor(labels.map((label) => rows[0]!.map((_, j) => (j === label ? 1 : 0))))
    assert.ok(found.sub(scores.mul(factor).softmax().sub(truth)).abs().max().item() < 1e-15)
  }
  assert.equal(logisticLoss(tensor([-1e308]), tensor([1])).item(), 1e308)
})

test('hard example mining keeps the largest losses, at least one, and leaves the others without a gradient', () => {
  const each = tensor([0.5, 4, 1, 2, 3])
  assert.equal(ohem(each, 0.4).item(), 3.5)
  assert.equal(ohem(each, 0.01).item(), 4)
  assert.equal(ohem(each, 1).item(), each.mean().item())
  assert.deepEqual(grad((w: Tensor) => ohem(w, 0.4))(each).values(), [0, 0.5, 0, 0, 0.5])
  assert.throws(() => ohem(each, 0), { message: 'ohem: fraction 0: it must be above 0 and at most 1' })
  assert.throws(() => ohem(tensor(1), 1), /expected a loss for each example, \[N\], got shape \[\]/)
})

test('first weights have the spread that their papers ask for, and layers keep the size of what passes', () => {
  const [wide, narrow] = [600, 400]
  const spread = (w: Tensor): number => w.square().mean().item()
  assert.ok(Math.abs(spread(xavier(rng(1), wide, narrow)) * (wide + narrow) / 2 - 1) < 0.02)
  assert.ok(Math.abs(spread(he(rng(1), wide, narrow)) * wide / 2 - 1) < 0.02)
  // Through ten relu layers the mean square stays of its size with He's weights and fades a thousandfold with Xavier's.
  const through = (initialise: typeof he): number => {
    const model = sequential(...Array.from({ length: 10 }, () => dense(100, 100, { activation: relu, initialise })))
    return spread(model.apply(model.init(rng(2)), rng(3).normal([50, 100])))
  }
  assert.ok(through(he) > 0.2 && through(he) < 5, String(through(he)))
  assert.ok(through(xavier) < 0.01, String(through(xavier)))
})

test('layers are pure functions of their parameters, which form a tree', () => {
  const model = sequential(dense(3, 5, { activation: tanh }), linear(5, 2))
  const params = model.init(rng(4))
  assert.deepEqual(params.map(({ W, b }) => [W.shape, b.shape]), [[[3, 5], [5]], [[5, 2], [2]]])
  assert.deepEqual(model.init(rng(4))[0]!.W.values(), params[0]!.W.values())
  const x = rng(5).normal([7, 3])
  const byHand = x.matmul(params[0]!.W).add(params[0]!.b).tanh().matmul(params[1]!.W).add(params[1]!.b) as Tensor
  assert.deepEqual(model.apply(params, x).values(), byHand.values())
  assert.ok(gradcheck((w: typeof params) => model.apply(w, x).square().sum(), params).passed)
  assert.throws(() => sequential(), { message: 'sequential(): needs at least one layer' })
})

test('leakyRelu leaks, and its gradient is never 0', () => {
  assert.deepEqual(grad((w: Tensor) => leakyRelu(w, 0.1).sum())(tensor([-3, 2])).values(), [0.1, 1])
})

test('accuracy counts', () => {
  const right = rows.filter((row, i) => row.indexOf(Math.max(...row)) === labels[i]).length
  close(accuracy(scores, labels), right / 6)
  assert.equal(accuracy(scores.cast('float32'), labels), right / 6)
})

test('targets that do not fit are refused before they broadcast', () => {
  assert.throws(() => leastSquares(zeros([3, 1]), zeros([3])), {
    message: 'leastSquares: predictions [3, 1] and targets [3] differ in shape; reshape one of them',
  })
  assert.throws(() => crossEntropy(scores, [0, 1]), {
    message: 'crossEntropy: expected scores [N, classes] and labels [N], got [6, 4] and [2]',
  })
  const noClass = 'hingeLoss: label 4 of example 5 is none of the 4 classes, 0 to 3'
  assert.throws(() => hingeLoss(scores, [0, 3, 1, 1, 2, 4]), { message: noClass })
})
