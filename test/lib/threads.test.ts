// Two threads give the bits of one, whoever does which part; and a thread that fails or cannot be had costs nothing but time.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { matmul, rng, threads } from '../../lib/index.ts'
import { plainProduct, type ProductSizes } from '../../lib/tensor/multiply.ts'
import { heap } from '../../lib/tensor/storage/index.ts'
import { valuesOf } from '../../lib/tensor/tensor.ts'
import { functionsOf } from '../../lib/tensor/wasm/module.ts'
import { BlockProduct, roomForProducts } from '../../lib/tensor/wasm/product/blocks.ts'
import type { ProductKernelName } from '../../lib/tensor/wasm/product/kernels.ts'
import { type ProductKind, productKind, productModule } from '../../lib/tensor/wasm/product/kinds.ts'
import { Matrix } from '../../lib/tensor/wasm/product/matrix.ts'
import { wasm } from '../../lib/tensor/wasm/runtime.ts'
import { type StartThread, threadStarter } from '../../lib/tensor/wasm/threads/host.ts'
import { Pair } from '../../lib/tensor/wasm/threads/pair.ts'
import { Rounds } from '../../lib/tensor/wasm/threads/rounds.ts'
import { type SecondThreadWork, words } from '../../lib/tensor/wasm/threads/second.ts'
import { factors, inArray, kinds, onHeap, type Product, waysToLie } from './products.ts'

heap.share()
const room = (): NonNullable<ReturnType<typeof heap.take>> => heap.take(roomForProducts(), true)!

/** The product by this thread alone. */
function alone(kind: ProductKind): BlockProduct {
  const kernels = functionsOf<ProductKernelName>(wasm!, productModule(kind, wasm!, heap.memory!), heap.memory!)
  return new BlockProduct(kind.numbers, kernels, room().address)
}
const products = { Float32Array: alone(productKind('float32', 'strict')), Float64Array: alone(productKind('float64', 'strict')) }

/** A pair that this test can look into. @param change made to what the second thread is given */
async function startPair(t: TestContext, change: Partial<SecondThreadWork> = {}) {
  let control: Int32Array | undefined
  let losses = 0
  const start: StartThread = (program, argument, onEnd) => {
    const work = argument as SecondThreadWork
    control = new Int32Array(work.control)
    return threadStarter()!(program, { ...work, ...change }, onEnd)
  }
  const pair = new Pair(start, room(), () => { losses++ })
  t.after(() => pair.end())
  assert.equal(await pair.isReady, true)
  return { pair, control: control!, losses: () => losses }
}

/** Until the second thread has nothing left to take; a product of a few milliseconds, for which half a minute is enough. */
function waitForTheOther(control: Int32Array): void {
  const until = Date.now() + 30_000
  while (Atomics.load(control, words.left) >= 0 && Atomics.load(control, words.broken) === 0) {
    assert.ok(Date.now() < until, 'the second thread takes no parts')
  }
}

/** The product by a pair, which must not decline it. @param hesitate called before this thread does a part */
const byPair = (pair: Pair, hesitate: () => void, expected = true): Product => (a, b, { rows, inner, columns }, out) => {
  const matrix = (values: typeof out, transposed: boolean, height: number, width: number): Matrix =>
    new Matrix(values, transposed ? { rowStep: 1, columnStep: height } : { rowStep: width, columnStep: 1 })
  const name = out instanceof Float32Array ? 'Float32Array' : 'Float64Array'
  const kind = productKind(name === 'Float32Array' ? 'float32' : 'float64', 'strict')
  const here = {
    multiply: (...all: Parameters<BlockProduct['multiply']>): void => {
      hesitate()
      products[name].multiply(...all)
    },
  }
  const [left, right] = [matrix(a.values, a.transposed, rows, inner), matrix(b.values, b.transposed, inner, columns)]
  const isDone = pair.multiply(kind, here, { rows, inner, columns }, left, right, matrix(out, false, rows, columns))
  assert.equal(isDone, expected, `${JSON.stringify({ rows, inner, columns })}`)
}

function agrees(sizes: ProductSizes, product: Product): void {
  for (const Kind of kinds) {
    for (const lie of waysToLie) {
      const [a, b] = factors(Kind, sizes, lie)
      const call = `${Kind.name} ${JSON.stringify(sizes)} transposed ${lie}`
      assert.deepEqual(onHeap(product, a, b, sizes), inArray(plainProduct, a, b, sizes), call)
    }
  }
}

/** Products that are worth two threads: one side long, and enough to do. */
const whole = (min: number, max: number) => fc.integer({ min, max })
const worthTwo = fc
  .record({ long: whole(256, 600), short: whole(60, 260), isTall: fc.boolean(), more: whole(1, 40) })
  .map(({ long, short, isTall, more }): ProductSizes => {
    const inner = Math.ceil(128 ** 3 / (long * short)) + more
    return isTall ? { rows: long, inner, columns: short } : { rows: short, inner, columns: long }
  })

test('products of any sizes to the bit, whether both threads take parts or one does them all', async (t) => {
  const { pair, control } = await startPair(t)
  const ways = { both: () => {}, 'mostly the other': () => waitForTheOther(control) }
  for (const hesitate of Object.values(ways)) {
    fc.assert(fc.property(worthTwo, (sizes) => agrees(sizes, byPair(pair, hesitate))), { numRuns: 6 })
  }
  const done = Atomics.load(control, words.done)
  assert.ok(done > 0, `the second thread has done ${done} parts of the last product`)
})

test('several blocks of rows and of the inner side, and a result that is narrow', async (t) => {
  const { pair, control } = await startPair(t)
  for (const [rows, inner, columns] of [[300, 270, 31], [1030, 270, 30], [9, 700, 400]] as const) {
    agrees({ rows, inner, columns }, byPair(pair, () => waitForTheOther(control)))
  }
})

test('what is small, or not wholly on the heap, is declined', async (t) => {
  const { pair } = await startPair(t)
  const declined = byPair(pair, () => {}, false)
  const [small, large] = [{ rows: 100, inner: 100, columns: 100 }, { rows: 300, inner: 300, columns: 300 }]
  onHeap(declined, ...factors(Float64Array, small, [false, false]), small)
  inArray(declined, ...factors(Float64Array, large, [false, false]), large)
})

test('a second thread that breaks down is left behind with a warning, and the product is made again', async (t) => {
  const warn = t.mock.method(console, 'warn', () => {})
  const { pair, control, losses } = await startPair(t, { modules: [] })
  const sizes = { rows: 300, inner: 300, columns: 300 }
  const [a, b] = factors(Float64Array, sizes, [false, false])
  onHeap(byPair(pair, () => waitForTheOther(control), false), a, b, sizes)
  assert.equal(losses(), 1)
  assert.equal(warn.mock.callCount(), 1)
  assert.match(String(warn.mock.calls[0]!.arguments[0]), /^threads\(2\): the second thread has not done its part; /)
  onHeap(byPair(pair, () => {}, false), a, b, sizes)
})

test('a second thread that ends in the middle of its part is not waited for without end', async (t) => {
  const rounds = new Rounds(200)
  const left = (): number => Atomics.load(new Int32Array(rounds.control), words.left)
  const takesAndEnds = `({ control, words }, ready) => {
    const shared = new Int32Array(control)
    ready()
    Atomics.wait(shared, words.round, 0)
    Atomics.sub(shared, words.left, 1)
    setTimeout(() => {}, 2 ** 30)
  }`
  const thread = threadStarter()!(takesAndEnds, { control: rounds.control, words }, () => {})
  t.after(() => thread.end())
  await thread.ready
  const until = Date.now() + 30_000
  const outcome = rounds.play([[], []], () => {
    while (left() > 0) assert.ok(Date.now() < until, 'the second thread takes no parts')
  })
  assert.equal(outcome, 'lost')
})

test('threads(2) divides the products of tensors, threads(1) ends that; both as often as one likes', async () => {
  const [a, b] = [rng(1).normal([301, 257]), rng(2).normal([257, 299])]
  const one = matmul(a, b)
  for (let round = 0; round < 2; round++) {
    assert.deepEqual(await Promise.all([threads(2), threads(2)]), [2, 2])
    assert.deepEqual(valuesOf(matmul(a, b)), valuesOf(one))
    assert.equal(await threads(1), 1)
  }
  const two = threads(2)
  assert.equal(await threads(1), 1)
  assert.equal(await two, 1, 'what has been ended before it was ready is not waited for')
  await assert.rejects(threads(4 as 2), /^RangeError: threads\(4\): expected 1 or 2$/)
})
