// Where the numbers of large tensors lie: pieces are used again, numbers stay right when the memory moves, and what is released is gone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arange, grad, memoryLimit, ones, tensor, type Tensor, zeros } from '../../lib/index.ts'
import { detach } from '../../lib/tensor/record.ts'
import { addressOf, allocate, allocateDirty, aside, blockOf, current, heap, large, reserve, scoped } from '../../lib/tensor/storage/index.ts'
import { pieceBytes, Pool } from '../../lib/tensor/storage/pool.ts'
import { Tensor as TensorClass, valuesOf } from '../../lib/tensor/tensor.ts'

const addressOfTensor = (x: Tensor): number | undefined => addressOf(valuesOf(x))
/** Makes the memory move, which it does by growing. */
function move(): void {
  const { bytes } = heap
  const before = heap.buffer
  heap.take(bytes + 1)
  assert.notEqual(heap.buffer, before)
}

test('many numbers lie on the heap, few do not', () => {
  assert.equal(addressOf(allocate('float64', large - 1)), undefined)
  for (const dtype of ['float64', 'float32'] as const) {
    const values = allocate(dtype, large)
    assert.equal(values.buffer, heap.buffer)
    assert.equal(values.byteOffset, addressOf(values))
    assert.equal(values.byteOffset % 64, 0)
    assert.ok(values.every((value) => value === 0))
  }
})

test('a released piece goes to the next who asks for its size, zeroed if asked', () => {
  const block = reserve('float64', 3000)!
  const { address } = block
  block.values.fill(7)
  block.release()
  const again = reserve('float64', 3000)!
  assert.equal(again.address, address)
  again.release()
  const zeroed = allocate('float64', 3000)
  assert.equal(addressOf(zeroed), address)
  assert.ok(zeroed.every((value) => value === 0))
})

test('a released block is used no more, nor given back twice', () => {
  const block = reserve('float64', 2000)!
  const x = new TensorClass(block.values, [2000], 'float64')
  const taken = heap.inUse
  block.release()
  block.release()
  assert.equal(heap.inUse, taken - pieceBytes(16000))
  assert.throws(() => x.add(1), /released/)
  assert.throws(() => x.values(), /released/)
})

test('tensors and views are right after the memory has moved', () => {
  const x = arange(5000)
  const y = x.reshape([50, 100])
  const view = valuesOf(x)
  const address = addressOfTensor(x)
  move()
  assert.equal(view.length, 0)
  assert.equal(current(view)[4999], 4999)
  assert.equal(addressOfTensor(x), address)
  assert.equal(x.size, 5000)
  assert.equal(y.at(49, 99).item(), 4999)
  assert.equal(new TensorClass(view, [5000], 'float64').at(17).item(), 17)
})

test('reshape and detach share the numbers', () => {
  const x = arange(2000)
  assert.equal(addressOfTensor(x.reshape([2, 1000])), addressOfTensor(x))
  assert.equal(blockOf(valuesOf(x.reshape([-1, 8]))), blockOf(valuesOf(x)))
  let seen: number | undefined
  grad((w: Tensor) => {
    seen = addressOfTensor(detach(w))
    return w.sum()
  })(x)
  assert.equal(seen, addressOfTensor(x))
})

test('a scope releases what was made in it, and keeps what its result holds', () => {
  const before = heap.inUse
  let temporary!: Tensor
  const result = scoped(() => {
    temporary = ones([4000])
    return temporary.add(1).reshape([40, 100])
  }, (x) => [valuesOf(x)])
  assert.equal(heap.inUse - before, pieceBytes(32000))
  assert.equal(result.sum().item(), 8000)
  assert.throws(() => temporary.sum(), /released/)
})

test('what an inner scope keeps ends with the outer one; what is made aside does not', () => {
  let kept!: Tensor
  let made!: Tensor
  scoped(() => {
    kept = scoped(() => zeros([4000]), (x) => [valuesOf(x)])
    made = aside(() => ones([4000]))
    assert.equal(kept.sum().item(), 0)
  }, () => [])
  assert.throws(() => kept.sum(), /released/)
  assert.equal(made.sum().item(), 4000)
})

test('nothing moves during what is done aside', () => {
  const view = allocate('float64', 2000)
  const size = heap.bytes / 8 + 1
  const made = aside(() => allocateDirty('float64', size))
  assert.equal(addressOf(made), undefined)
  assert.equal(made.length, size)
  assert.equal(view.length, 2000)
})

test('what a loss lets out has its numbers when somebody looks, who may be in the middle of something else', () => {
  const at = arange(3000).div(3000)
  const other = arange(3000)
  const expected = at.sin().mul(other).values()
  heap.restless = true
  try {
    for (let round = 0; round < 3; round++) {
      let sine!: Tensor
      grad((w: Tensor) => {
        sine = w.sin()
        return sine.mul(sine).sum()
      })(at)
      assert.deepEqual(other.mul(sine).values(), expected)
      assert.deepEqual(sine.mul(other).values(), expected)
    }
  } finally {
    heap.restless = false
  }
})

test('a full heap is no obstacle: numbers lie in ordinary arrays, and the results are the same', () => {
  const f = (w: Tensor): Tensor => w.reshape([60, 60]).matmul(w.reshape([60, 60])).sin().sum()
  const at = arange(3600).div(3600)
  const expected = grad(f)(at).values()
  const limit = memoryLimit()
  assert.equal(memoryLimit(0), 0)
  try {
    assert.equal(addressOfTensor(zeros([4000])), undefined)
    assert.deepEqual(grad(f)(at).values(), expected)
    assert.deepEqual(grad(f)(tensor(at.values())).values(), expected)
  } finally {
    memoryLimit(limit)
  }
  assert.throws(() => memoryLimit(NaN), { name: 'RangeError', message: /memoryLimit\(NaN\)/ })
})

test('what no machine can hold is refused, with its size and a way out', () => {
  assert.throws(() => zeros([2 ** 20, 2 ** 20]), {
    name: 'RangeError',
    message: "out of memory: no room for 1,099,511,627,776 numbers of float64, 8,796,094 MB; try smaller batches, dtype 'float32', which takes half, " +
      'or keep fewer large tensors',
  })
})

test('a piece is at most a quarter larger than asked for, or 64 bytes', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (bytes) => {
    const size = pieceBytes(bytes)
    assert.ok(size >= bytes && size - bytes < Math.max(bytes / 4, 64), `${bytes} becomes ${size}`)
    assert.equal(size % 64, 0)
    assert.equal(pieceBytes(size), size)
  }))
})

test('pieces of a pool never overlap, and melted they are as much as there was', () => {
  const wishes = fc.array(fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constant('give back' as const), fc.constant('melt' as const)), { maxLength: 60 })
  fc.assert(fc.property(wishes, (wishes) => {
    const pool = new Pool()
    pool.add({ address: 64, bytes: 65536 })
    const taken: { address: number; bytes: number }[] = []
    for (const wish of wishes) {
      if (wish === 'melt') pool.melt()
      else if (wish === 'give back') {
        if (taken.length > 0) pool.giveBack(taken.splice(taken.length >> 1, 1)[0]!)
      } else {
        const bytes = pieceBytes(wish)
        const address = pool.take(bytes)
        if (address !== undefined) taken.push({ address, bytes })
      }
    }
    const sorted = taken.toSorted((a, b) => a.address - b.address)
    sorted.forEach(({ address, bytes }, i) => assert.ok(address >= 64 && address + bytes <= (sorted[i + 1]?.address ?? 65536 + 64)))
    taken.forEach((piece) => pool.giveBack(piece))
    pool.melt()
    assert.equal(pool.take(65536), 64)
  }))
})
