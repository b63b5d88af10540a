// An interrupt stops whatever a cell does, names the line where it stood, and keeps every name and value. One kernel takes all the cases in
// turn, so that each also shows that the one before it left the kernel in order.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JupyterMessage } from '../../kernels/session/message.ts'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, tracebackOf, until, valueOf, type Answer } from './client.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient()
  await kernel.execute('0')
})
after(() => kernel.process.kill())

/** Runs a cell that never ends, interrupts it when it has got to where it stays, and returns its answer. */
async function interrupted(code: string): Promise<Answer> {
  const [running] = await kernel.begin(code)
  await sleep(60)
  const { reply } = await kernel.interrupt()
  assert.equal(reply['status'], 'ok')
  const answer = await running!
  assert.equal(answer.reply['status'], 'error')
  assert.equal(answer.reply['ename'], 'KeyboardInterrupt')
  assert.deepEqual(ofType(answer, 'error')[0]?.['traceback'], answer.reply['traceback'])
  return answer
}

/** Whether a cell's messages hold this line. */
const said = (line: string, published: JupyterMessage[]): boolean => published.some(({ content }) => String(content['text']).includes(line))

const shows = async (code: string, expected: string): Promise<void> => assert.equal(valueOf(await kernel.execute(code)), expected)

describe('a busy cell', () => {
  test('a loop at the top level keeps its counter, and the traceback shows its line', async () => {
    const answer = await interrupted('let count = 0\nwhile (true) {\n  count++\n}')
    assert.match(tracebackOf(answer), /Cell \d+, line [23], column \d+\n {4}> [23] \| /)
    await shows('count > 1000', 'true')
  })
  test('an empty loop', async () => { await interrupted('while (true) {}') })
  test('a loop in a function, called from the next line, which is shown too', async () => {
    const answer = await interrupted('let k = 0\nfunction inner() { for (;;) k++ }\ninner()')
    assert.match(tracebackOf(answer), /line 2, column \d+, in inner[^]*line 3, column 1\n/)
    await shows('k > 1000', 'true')
  })
  test('a loop after an await', async () => {
    await interrupted('let c2 = 0\nawait new Promise((done) => setTimeout(done, 20))\nwhile (true) c2++')
    await shows('c2 > 1000', 'true')
  })
  test('a loop in a timer that the cell waits for keeps the counters of both', async () => {
    await interrupted(
      'let mine = 0, c3 = 0; for (let i = 0; i < 7; i++) mine++\nawait new Promise(() => setTimeout(() => { while (true) c3++ }, 10))',
    )
    await shows('[mine, c3 > 1000]', '[ 7, true ]')
  })
  test('a chain of microtasks', async () => {
    await interrupted('let m = 0\nasync function chain() { for (;;) { await null; m++ } }\nawait chain()')
    await shows('m > 100', 'true')
  })
  test('a callback of sort', async () => { await interrupted('[3, 1, 2].sort(() => { for (;;); })') })
  test('a regular expression that backtracks for ever', async () => { await interrupted('/^(a+)+$/.test("a".repeat(40) + "b")') })
  test('a loop that catches everything', async () => { await interrupted('for (;;) { try { for (;;); } catch {} }') })
  test(
    'a thread that sleeps below JavaScript',
    async () => { await interrupted('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)') },
  )
  test('a loop that prints keeps what it printed, and the kernel answers meanwhile', async () => {
    const [running] = await kernel.begin('let lines = 0\nfor (;;) { console.log("line"); lines++ }')
    await sleep(100)
    const asked = performance.now()
    await kernel.request('kernel_info_request')
    assert.ok(performance.now() - asked < 5000, 'kernel_info was answered while the cell printed')
    await kernel.interrupt()
    assert.match(printed(await running!), /^go\n(line\n)+/)
    await shows('lines > 100', 'true')
  })
})

describe('a waiting cell', () => {
  test('an await for ever, and the traceback shows its line', async () => {
    const answer = await interrupted('let before = 1\nbefore++\n  await new Promise(() => {})')
    assert.match(tracebackOf(answer), /line 3, column 3\n {4}> 3 \| {3}await new Promise/)
    await shows('before', '2')
  })
  test('a loop of awaits stops for good', async () => {
    await interrupted('let ticks = 0\nfor (;;) { await new Promise((done) => setTimeout(done, 5)); ticks++ }')
    await shows('const then = ticks; await new Promise((done) => setTimeout(done, 50)); ticks === then && ticks > 3', 'true')
  })
  test('awaits in functions, innermost first', async () => {
    const answer = await interrupted('async function train() {\n  await new Promise(() => {})\n}\nawait train()')
    assert.match(tracebackOf(answer), /line 2, column 3\n[^]*line 4, column 1\n/)
  })
  test('for await over a stream that never yields', async () => {
    await interrupted('async function* never() { await new Promise(() => {}) }\nfor await (const x of never()) x')
  })
  test('a cell that catches the interrupt and goes on is stopped all the same', async () => {
    await interrupted('for (;;) { try { await new Promise(() => {}) } catch {} }')
  })
  test('its finally runs', async () => {
    await interrupted('let closed = false\ntry { await new Promise(() => {}) } finally { closed = true }')
    await shows('closed', 'true')
  })
})

describe('beside cells', () => {
  test('an interrupt of nothing does nothing', async () => {
    await kernel.interrupt()
    await shows('1 + 1', '2')
  })
  test('an interrupt that is sent together with a cell stops it', async () => {
    for (let round = 0; round < 20; round++) {
      const running = kernel.execute('for (;;);')
      void kernel.interrupt()
      assert.equal((await running).reply['ename'], 'KeyboardInterrupt')
    }
  })
  test('a runaway timer of an earlier cell is stopped, and the next cell runs', async () => {
    const { published } = await kernel.execute('let free = 0; setTimeout(() => { console.log("spins"); for (;;) free++ }, 10); 0')
    await until(() => said('spins', published))
    await kernel.interrupt()
    await shows('free > 1000', 'true')
  })
  test('a cell that waits behind a runaway timer is interrupted with it and never begins', async () => {
    const { published } = await kernel.execute('let begun = false; setTimeout(() => { console.log("spins"); for (;;); }, 10); 0')
    await until(() => said('spins', published))
    const running = kernel.execute('begun = true')
    await kernel.interrupt()
    assert.equal((await running).reply['ename'], 'KeyboardInterrupt')
    await shows('begun', 'false')
  })
  test('cells that were sent behind the interrupted one are aborted', async () => {
    const [running] = await kernel.begin('for (;;);')
    const behind = kernel.execute('"not run"')
    await kernel.request('kernel_info_request')
    await kernel.interrupt()
    await running
    assert.equal((await behind).reply['status'], 'aborted')
  })
})
