// What the library computes it computes just as well while the memory under its numbers moves all the time: its own tests, once more.
import './strained.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tensor } from '../../lib/index.ts'
import { addressOf, heap } from '../../lib/tensor/storage/index.ts'
import { valuesOf } from '../../lib/tensor/tensor.ts'
import './broadcasting.test.ts'
import './compile.test.ts'
import './derive.test.ts'
import './extremes.test.ts'
import './fast-product.test.ts'
import './jacobian-products.test.ts'
import './linear.test.ts'
import './matrices.test.ts'
import './model.test.ts'
import './random-graphs.test.ts'
import './tensor-more.test.ts'
import './tensor.test.ts'

test('in these tests small tensors do lie on the heap, and it does move', () => {
  const row = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9])
  const [before, address] = [valuesOf(row), addressOf(valuesOf(row))]
  assert.equal(typeof address, 'number')
  const { buffer } = heap
  tensor([1, 2])
  assert.notEqual(heap.buffer, buffer)
  assert.equal(before.length, 0)
  assert.equal(addressOf(valuesOf(row)), address)
  assert.deepEqual(row.values(), [1, 2, 3, 4, 5, 6, 7, 8, 9])
})
