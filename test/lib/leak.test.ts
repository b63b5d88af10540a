// A descent of 100,000 steps takes no more memory than its first steps did, whether it runs through or pauses now and then for others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { grad, momentum, ones, type Tensor } from '../../lib/index.ts'
import { heap } from '../../lib/tensor/storage/index.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const steps = 50_000
const settled = 10_000
/** More parameters than the smallest tensor on the heap has; they are 16 kB, and a step makes several tensors of their size. */
const size = 2000
const megabyte = 1e6
/** What would be added if one tensor a step stayed. The collector's rounds, which come when they like, make much less of a difference. */
const leak = (steps - settled) * size * 8

interface Use {
  process: number
  heap: number
  /** Ordinary arrays and the heap. */
  arrays: number
}

const use = (): Use => {
  const { rss, external } = process.memoryUsage()
  return { process: rss, heap: heap.bytes, arrays: external }
}

async function descent(pauseAfter: number): Promise<{ early: Use; late: Use }> {
  const slope = grad((w: Tensor) => w.square().sum())
  const optimizer = momentum({ learningRate: 1e-4, momentum: 0.5 })
  let params: Tensor = ones([size])
  let state = optimizer.init(params)
  let early: Use | undefined
  for (let step = 1; step <= steps; step++) {
    const [update, next] = optimizer.step(slope(params), state, params)
    ;[params, state] = [params.add(update), next]
    if (step === settled) early = use()
    if (step % pauseAfter === 0) await turn()
  }
  assert.ok(params.at(0).item() < 1)
  return { early: early!, late: use() }
}

for (const [how, pauseAfter] of [['without a pause', Infinity], ['with a pause every 50 steps', 50]] as const) {
  test(`${steps} steps ${how} take no more memory than the first ${settled}`, async (t) => {
    const { early, late } = await descent(pauseAfter)
    t.diagnostic(`process ${Math.round(early.process / megabyte)} MB, then ${Math.round(late.process / megabyte)} MB; heap ${Math.round(late.heap / megabyte)} MB`)
    for (const kind of ['process', 'heap', 'arrays'] as const) {
      assert.ok(late[kind] - early[kind] < leak / 2, `${kind}: ${early[kind]} bytes, then ${late[kind]}`)
    }
  })
}

test('when all is dropped, the heap is free again', async () => {
  const most = 100
  for (let i = 0; i < most && heap.inUse > 20 * megabyte; i++) {
    collect()
    await turn()
  }
  assert.ok(heap.inUse <= 20 * megabyte, `${heap.inUse} bytes are still taken`)
})

test('a heap full of what was dropped is emptied without anybody asking the collector to', async () => {
  const x: Tensor = ones([100_000])
  const hasRoom = (): boolean => {
    const piece = heap.take(100_000 * 8)
    if (piece) heap.giveBack(piece)
    return piece !== undefined
  }
  while (hasRoom()) x.mul(2)
  const full = heap.inUse
  let last = x
  for (let pause = 0; pause < 20_000 && heap.inUse > full / 2; pause++) {
    last = x.add(pause)
    await turn()
  }
  assert.equal(last.size, x.size)
  assert.ok(heap.inUse <= full / 2, `${full} bytes in use, then ${heap.inUse}`)
})
