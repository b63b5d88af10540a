// The debugger while a cell stands still: what can be seen and done, errors that stop cells, and every way in which it ends.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { nodeDebugger } from '../../kernels/node/debug/node-debugger.ts'
import { nodeSession } from '../../kernels/node/node-session.ts'
import { WorkerRunner } from '../../kernels/node/runner.ts'
import type { JsonObject } from '../../kernels/session/message.ts'
import { Publisher } from '../../kernels/session/protocol/publisher.ts'
import { KernelClient, ofType, tracebackOf, until, valueOf } from './client.ts'
import { DebugClient, shown } from './debugging.ts'

let kernel: KernelClient
let client: DebugClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient()
  client = new DebugClient(kernel)
  await kernel.execute('const rate = 0.5')
})
after(async () => {
  await kernel.process.kill()
})

/** Runs a test with the debugger on, and leaves none of its breakpoints behind. */
const debugged = (name: string, run: () => Promise<void>) => test(name, () => client.whileOn(run))

describe('while a cell stands still', () => {
  const code = `const numbers = Array.from({ length: 250 }, (_, i) => i * i)
let factor: number = 3
const made = numbers.length * factor
made`

  debugged('long lists open in ranges, and what they hold opens further', async () => {
    await client.breakAt(code, 3)
    const { answer } = await client.runToStop(code)
    const numbers = (await client.scope('Locals')).find(({ name }) => name === 'numbers')!
    const ranges = await client.variables(numbers.variablesReference)
    assert.deepEqual(ranges.map(({ name }) => name), ['0 … 99', '100 … 199', '200 … 249'])
    const last = await client.variables(ranges[2]!.variablesReference)
    assert.deepEqual([last.length, last.at(-1)], [50, { name: '249', value: '62001', evaluateName: '249', variablesReference: 0 }])
    await client.continue()
    await answer
  })

  debugged('expressions see its variables and change them; an error in one is told', async () => {
    await client.breakAt(code, 3)
    const { answer } = await client.runToStop(code)
    const id = (await client.frames())[0]?.id
    assert.equal(await client.evaluate('numbers[2] + factor as number', id), '7')
    assert.equal(await client.evaluate('{ factor, rate }', id), '{ factor: 3, rate: 0.5 }')
    await client.evaluate('factor = 4', id)
    const { success, message } = await client.send('evaluate', { expression: 'nowhere', frameId: id })
    assert.deepEqual([success, message], [false, 'ReferenceError: nowhere is not defined'])
    assert.match(String((await client.send('evaluate', { expression: 'a b', frameId: id }))['message']), /^This cannot be evaluated/)
    await client.ask('copyToGlobals', { srcVariableName: 'factor', dstVariableName: 'kept', srcFrameId: id })
    await client.continue()
    assert.equal(valueOf(await answer), '1000')
    assert.equal(valueOf(await kernel.execute('kept')), '4')
  })

  debugged('variables whose declaration is still to come are not set yet, in blocks and functions too', async () => {
    const ahead = `let total: number = 1
const twice = (n: number): number => {
  const found = n * 2
  return found
}
{
  let inner
  inner = twice(total)
  const outer = inner
}
let last = total
last += 1`
    const locals = async () => shown(await client.scope('Locals'))
    await client.breakAt(ahead, 2, 3, 8, 11)
    const { answer } = await client.runToStop(ahead)
    assert.deepEqual([(await locals())['total'], (await locals())['last'], (await locals())['twice']], ['1', 'not set yet', 'not set yet'])
    await client.continue()
    await client.stopped('breakpoint')
    assert.deepEqual([(await locals())['inner'], (await locals())['outer']], ['undefined', 'not set yet'])
    await client.continue()
    await client.stopped('breakpoint')
    assert.deepEqual([(await locals())['n'], (await locals())['found']], ['1', 'not set yet'])
    await client.continue()
    await client.stopped('breakpoint')
    assert.equal((await locals())['last'], 'not set yet')
    await client.continue()
    assert.equal(valueOf(await answer), '2')
  })

  debugged('the kernel answers: who it is, completions, the names of the notebook', async () => {
    await client.breakAt(code, 3)
    const { answer } = await client.runToStop(code)
    assert.equal((await kernel.request('kernel_info_request')).reply['status'], 'ok')
    assert.equal((await kernel.request('complete_request', { code: 'numb', cursor_pos: 4 })).reply['status'], 'ok')
    const globals = shown(await client.globals())
    assert.deepEqual([globals['rate'], globals['factor']], ['0.5', '3'])
    await client.continue()
    await answer
  })

  debugged('an interrupt ends it, with its line, and keeps the variables', async () => {
    await client.breakAt(code, 3)
    const { answer } = await client.runToStop(code)
    assert.equal((await kernel.interrupt()).reply['status'], 'ok')
    const interrupted = await answer
    assert.equal(interrupted.reply['ename'], 'KeyboardInterrupt')
    assert.match(tracebackOf(interrupted), /line 3/)
    await client.continued()
    assert.equal(valueOf(await kernel.execute('factor')), '3')
  })

  debugged('turning the debugger off lets it go on', async () => {
    await client.breakAt(code, 3)
    const { answer } = await client.runToStop(code)
    await client.ask('disconnect')
    await client.continued()
    assert.equal((await client.event()).event, 'terminated')
    assert.equal(valueOf(await answer), '750')
    await client.start()
  })
})

describe('errors', () => {
  debugged('that nobody catches stop where they are thrown; those that are caught do not', async () => {
    await client.ask('setExceptionBreakpoints', { filters: ['uncaught'] })
    await kernel.execute(`const late = async () => {
  await new Promise((done) => setTimeout(done, 5))
  throw new RangeError("late")
}`)
    assert.equal(valueOf(await kernel.execute(`let seen = 0
try { JSON.parse("{") } catch { seen++ }
try { await late() } catch { seen++ }
seen`)), '2')
    const { answer } = await client.runToStop('const deep = 1\nawait late()', 'exception')
    const places = (await client.frames()).map(({ name, line }) => `${name.replace(/\d+/, 'n')}:${line}`)
    assert.deepEqual(places, ['late:3', 'waiting: Cell n:2'])
    await client.continue()
    assert.equal((await answer).reply['ename'], 'RangeError')
  })

  debugged('of every kind stop with the other filter, and none without', async () => {
    const code = 'try { JSON.parse("{") } catch {}\n1'
    await client.ask('setExceptionBreakpoints', { filters: ['all'] })
    const { answer } = await client.runToStop(code, 'exception')
    await client.continue()
    assert.equal(valueOf(await answer), '1')
    await client.ask('setExceptionBreakpoints', { filters: [] })
    assert.equal(valueOf(await kernel.execute(code)), '1')
  })
})

test('a variable that is given to the notebook is known to the type checker', async (context) => {
  const typed = new KernelClient({ types: true })
  context.after(() => typed.process.kill())
  const debug = new DebugClient(typed)
  await debug.whileOn(async () => {
    const code = 'const f = (inside: number): number => {\n  return inside\n}\nf(2)'
    await debug.breakAt(code, 2)
    const { answer } = await debug.runToStop(code)
    await debug.ask('copyToGlobals', { srcVariableName: 'inside', dstVariableName: 'kept', srcFrameId: 1 })
    await debug.continue()
    await answer
    const good = await typed.execute('kept.toFixed(1)')
    assert.deepEqual([valueOf(good), ofType(good, 'display_data')], ["'2.0'", []])
    const wrong = ofType(await typed.execute('const text: string = kept'), 'display_data')
    assert.match(JSON.stringify(wrong), /Type 'number' is not assignable to type 'string'/)
  })
})

describe('an end', () => {
  test('by a restart of a session in this process, while a cell stands still', async (context) => {
    const runner = new WorkerRunner(process.cwd())
    const session = await nodeSession(runner, process.cwd(), false)
    context.after(() => session.close())
    const events: JsonObject[] = []
    const publisher = new Publisher(({ content }) => void events.push(content))
    const debug = nodeDebugger(session, runner, publisher)
    const ask = (command: string, args: JsonObject = {}) => debug.request({ type: 'request', seq: 1, command, arguments: args })
    const code = 'const before = 1\nbefore'
    await ask('attach')
    const { sourcePath } = (await ask('dumpCell', { code }))['body'] as JsonObject
    await ask('setBreakpoints', { source: { path: sourcePath! }, breakpoints: [{ line: 2 }] })
    const running = session.execute(code, { onOutput: () => {} })
    await until(() => events.some(({ event }) => event === 'stopped'))
    await session.restart()
    assert.equal((await running).error?.ename, 'Restarted')
    const stopsAgain = session.execute(code, { onOutput: () => {} })
    await until(() => events.filter(({ event }) => event === 'stopped').length === 2)
    await ask('continue', { threadId: 1 })
    assert.deepEqual(await stopsAgain, { status: 'ok', executionCount: 1, pages: [] })
  })

  test('of the thread, while a cell stands still, leaves a debugger for the next one', async () => {
    await client.start()
    const code = 'const before = 1\nprocess.exit()'
    await client.breakAt(code, 2)
    const { answer } = await client.runToStop(code)
    await client.continue()
    assert.equal((await answer).reply['ename'], 'ProcessExit')
    const again = 'const fresh = 2\nfresh'
    await client.breakAt(again, 2)
    const stopped = await client.runToStop(again)
    assert.deepEqual(shown(await client.scope('Locals')), { fresh: '2' })
    await client.continue()
    assert.equal(valueOf(await stopped.answer), '2')
  })

  test('of the kernel, asked for while a cell stands still, comes at once', async () => {
    const code = 'const forgotten = 1\nforgotten'
    await client.breakAt(code, 2)
    await client.runToStop(code)
    const gone = new Promise((resolve) => kernel.process.onExit(resolve))
    const { reply } = await kernel.request('shutdown_request', { restart: true }, 'control')
    assert.equal(reply['restart'], true)
    await gone
  })
})
