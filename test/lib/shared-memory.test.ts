// In a memory that several threads may see, which stays where it is when it grows, the library computes what it computes elsewhere: its own
// tests, once more.
import './sharing.ts'
import './strained.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arange } from '../../lib/index.ts'
import { addressOf, heap } from '../../lib/tensor/storage/index.ts'
import { valuesOf } from '../../lib/tensor/tensor.ts'
import './fast-product.test.ts'
import './matrices.test.ts'
import './model.test.ts'
import './tensor.test.ts'

test('in these tests tensors do lie in a shared memory, and are found there after it has grown', () => {
  const x = arange(2000)
  const address = addressOf(valuesOf(x))
  assert.ok((heap.buffer as object) instanceof SharedArrayBuffer)
  assert.equal(typeof address, 'number')
  heap.take(heap.bytes + 1)
  assert.equal(addressOf(valuesOf(x)), address)
  assert.equal(x.sum().item(), 1999000)
})
