// Derivatives of functions of large tensors, first and second, against those by plain loops.
import assert from 'node:assert/strict'
import test from 'node:test'
import { concat, grad, hvp, type Shape, type Tensor, where } from '../../lib/index.ts'
import { withoutKernels } from '../../lib/tensor/fast/index.ts'
import { strain } from '../../lib/tensor/storage/index.ts'
import { ordinary } from './large.ts'

const shape = [33, 41]
const x = ordinary(shape, 'float64')
const row = ordinary([41], 'float64', 2)
const column = ordinary([33, 1], 'float64', 3)

/** Functions of a tensor that broadcasts to [33, 41]. */
const losses: Record<string, (w: Tensor) => Tensor> = {
  'arithmetic': (w) => x.mul(w).sub(row).square().div(column.square().add(1)).sum(),
  'a matrix, a row and a column': (w) => w.add(row).mul(column.sub(w)).mean(),
  'maximum and where': (w) => where(w.greater(row), w.square(), w.mul(3)).maximum(column).mul(x).sum(),
  'functions': (w) => w.tanh().mul(x.add(w).sin()).add(w.sigmoid().exp()).mean(),
  'sums along the axes': (w) => w.mul(x).sum(0).square().sum().add(w.add(x).sum(1).square().mean()),
  'softmax': (w) => w.add(x).softmax().mul(row).sum(),
  'log of softmax': (w) => w.mul(x).logSoftmax().mul(column).sum(),
  'log sum exp': (w) => w.mul(x).logsumexp(1).square().sum(),
  'extremes': (w) => w.mul(x).max(1).square().sum().add(w.sub(x).min()),
  'lengths': (w) => w.mul(x).norm().add(w.sub(x).norm(0).sum()),
  'powers': (w) => w.square().add(1).pow(1.5).mul(w.add(x).pow(3)).mean(),
  'transposed and joined': (w) => concat([w.add(x).T, x.T.mul(w.add(x).T)], 1).slice([3, 30], [5, 60, 2]).square().sum(),
  'running sums': (w) => w.mul(x).cumsum(0).square().mean(),
}

function assertClose(found: Tensor, expected: Tensor, name: string): void {
  assert.deepEqual(found.shape, expected.shape, name)
  const scale = expected.abs().max().item()
  const distance = found.sub(expected).abs().max().item()
  assert.ok(distance <= 1e-12 * scale, `${name}: ${distance} away, where the largest number is ${scale}`)
}

function assertDerivatives(name: string, from: Shape): void {
  const w = ordinary(from, 'float64', 4).mul(0.5)
  const v = ordinary(from, 'float64', 5)
  const loss = losses[name]!
  assertClose(grad(loss)(w), withoutKernels(() => grad(loss)(w)), `gradient of ${name} at [${from}]`)
  assertClose(hvp(loss)(w, v), withoutKernels(() => hvp(loss)(w, v)), `second derivative of ${name} at [${from}]`)
}

for (const name of Object.keys(losses)) {
  test(`${name}: of a matrix, a row, a column and a number`, () => {
    for (const from of [shape, [41], [33, 1], []]) assertDerivatives(name, from)
  })
}

test('arithmetic and sums have derivatives that are the same to the bit', () => {
  for (const from of [shape, [41], [33, 1], []]) {
    const w = ordinary(from, 'float64', 4)
    for (const name of ['arithmetic', 'a matrix, a row and a column', 'maximum and where', 'sums along the axes']) {
      assert.deepEqual(grad(losses[name]!)(w).values(), withoutKernels(() => grad(losses[name]!)(w).values()), `${name} at [${from}]`)
    }
  }
})

test('a heap that moves at every allocation', () => {
  strain(true)
  try {
    for (const name of Object.keys(losses)) for (const from of [shape, [41]]) assertDerivatives(name, from)
  } finally {
    strain(false)
  }
})
