// Who reads and writes does not wait for a cell that computes: names are completed and explained meanwhile, by the language server, which is
// not the thread that computes.
import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient, valueOf } from './client.ts'
import type { JsonObject } from '../../kernels/session/message.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient({ types: true })
  await kernel.execute('/** The step of the descent. */\nconst learningRate: number = 0.1')
})
after(() => kernel.process.kill())

/** Asks ten times while a cell spins, tells how long the middle one took, and stops the cell. */
async function whileSpinning(context: TestContext, ask: () => Promise<JsonObject>): Promise<JsonObject> {
  const [running] = await kernel.begin('for (;;);')
  const times: number[] = []
  let reply: JsonObject = {}
  for (let count = 0; count < 10; count++) {
    const asked = performance.now()
    reply = await ask()
    times.push(performance.now() - asked)
  }
  context.diagnostic(`answered in ${times.sort((a, b) => a - b)[5]!.toFixed(1)} ms`)
  await kernel.interrupt()
  assert.equal((await running!).reply['ename'], 'KeyboardInterrupt')
  return reply
}

test('names are completed while a cell computes', async (context) => {
  const code = 'learningR'
  const { matches } = await whileSpinning(context, async () => (await kernel.request('complete_request', { code, cursor_pos: code.length })).reply)
  assert.deepEqual(matches, ['learningRate'])
})

test('names are explained while a cell computes', async (context) => {
  const question = { code: 'learningRate', cursor_pos: 5, detail_level: 0 }
  const { found, data } = await whileSpinning(context, async () => (await kernel.request('inspect_request', question)).reply)
  assert.equal(found, true)
  assert.match(String((data as JsonObject)['text/plain']), /const learningRate: number[^]*The step of the descent/)
})

test('what the kernel is and what was executed is told while a cell computes', async (context) => {
  const { history } = await whileSpinning(context, async () => (await kernel.request('history_request', { hist_access_type: 'range', start: 1, stop: 2 })).reply)
  assert.match(JSON.stringify(history), /learningRate/)
  assert.equal(valueOf(await kernel.execute('learningRate')), '0.1')
})
