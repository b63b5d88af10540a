// Small tensors share pages of memory and yet have their numbers to themselves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { descend, sgd, tensor, zeros, type Tensor } from '../../lib/index.ts'
import { arrayOf } from '../../lib/tensor/storage/index.ts'
import { valuesOf } from '../../lib/tensor/tensor.ts'

test('arrays of all small sizes and both kinds begin with zeros and do not overlap', () => {
  const sizes = Array.from({ length: 600 }, (_, i) => (i * 7) % 150)
  const arrays = sizes.map((size, i) => {
    const values = arrayOf(i % 3 === 0 ? 'float32' : 'float64', size)
    assert.equal(values.length, size)
    assert.ok(values.every((value) => value === 0))
    return values.fill(i)
  })
  arrays.forEach((values, i) => assert.ok(values.every((value) => value === i), `array ${i} of ${values.length} numbers`))
})

test('a run keeps no more than the numbers of its path', () => {
  const run = descend((w: Tensor) => w.square().sum(), zeros([20]).add(1) as Tensor, { optimizer: sgd({ learningRate: 0.1 }), steps: 5 })
  for (const params of run.path) assert.equal(valuesOf(params).buffer.byteLength, 20 * 8)
})

test('a lone number is the same as a number in an array', () => {
  const [alone, inArray] = [tensor(0.1).mul(1), tensor([0.1])]
  assert.deepEqual([alone.size, alone.item(), alone.values(), alone.shape], [1, 0.1, [0.1], []])
  assert.deepEqual(alone.reshape([1, 1]).add(inArray).toArray(), [[0.2]])
  assert.equal(tensor(0.1, { dtype: 'float32' }).mul(3).item(), Math.fround(Math.fround(0.1) * 3))
  assert.equal(tensor(0.1, { dtype: 'float32' }).sum().exp().item(), Math.fround(Math.exp(Math.fround(0.1))))
})
