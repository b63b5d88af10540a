// The debugger, asked as JupyterLab asks it, over the real kernel: cells stop, are looked into, stepped through and let go.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { murmur2 } from '../../kernels/session/debug/murmur2.ts'
import { builtKernels } from './built.ts'
import { KernelClient, printed, tracebackOf, valueOf } from './client.ts'
import { DebugClient, shown } from './debugging.ts'

let kernel: KernelClient
let client: DebugClient
let folder: string

before(async () => {
  await builtKernels()
  folder = await mkdtemp(join(tmpdir(), 'downhill-debug-'))
  await writeFile(join(folder, 'steps.ts'), 'export interface Step { size: number }\n\nexport function half(x: number): number {\n  const result = x / 2\n  return result\n}\n')
  kernel = new KernelClient({ cwd: folder })
  client = new DebugClient(kernel)
})
after(async () => {
  await kernel.process.kill()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a test with the debugger on, and leaves none of its breakpoints behind. */
const debugged = (name: string, run: () => Promise<void>) =>
  test(name, async () => {
    await client.start()
    try {
      await run()
    } finally {
      await client.ask('disconnect', { restart: false, terminateDebuggee: false })
      await client.terminated()
    }
  })

describe('before it is on', () => {
  test('the kernel says that it can be debugged', async () => {
    const { reply } = await kernel.request('kernel_info_request')
    assert.equal(reply['debugger'], true)
    assert.deepEqual(reply['supported_features'], ['debugger'])
  })

  test('a cell is named by the Murmur2 hash of its text, as front ends compute it', async () => {
    const { hashMethod, hashSeed, tmpFilePrefix, tmpFileSuffix, isStarted, breakpoints, stoppedThreads } = await client.ask('debugInfo')
    assert.deepEqual({ hashMethod, isStarted, breakpoints, stoppedThreads }, { hashMethod: 'Murmur2', isStarted: false, breakpoints: [], stoppedThreads: [] })
    const code = 'const größe = "∇f"\n'
    const { sourcePath } = await client.ask('dumpCell', { code })
    assert.equal(sourcePath, `${String(tmpFilePrefix)}${murmur2(code, Number(hashSeed))}${String(tmpFileSuffix)}`)
    assert.equal((await client.ask('source', { source: { path: sourcePath } }))['content'], code)
  })

  test('the names of the notebook are shown, functions and imports apart', async () => {
    await kernel.execute('import { sep } from "node:path"\nconst rate = 0.5, words = new Map([["a", { b: [1, 2] }]])\nlet label: string = "x"\nfunction f() {}')
    const variables = await client.globals()
    const { rate, words, label } = shown(variables)
    assert.deepEqual({ rate, words, label }, { rate: '0.5', words: "Map(1) { 'a' => { b: [Array] } }", label: "'x'" })
    const imports = variables.find(({ name }) => name === 'imports')!
    assert.deepEqual(shown(await client.variables(imports.variablesReference)), { sep: "'/'" })
    assert.equal(variables.some(({ name }) => name.startsWith('__')), false)
  })

  test('a value is shown as a cell would show it', async () => {
    await kernel.execute('const shape = { [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>3</b>" }) }')
    assert.deepEqual((await client.ask('richInspectVariables', { variableName: 'shape' }))['data'], { 'text/html': '<b>3</b>' })
    assert.deepEqual((await client.ask('richInspectVariables', { variableName: 'function variables' }))['data'], {})
  })

  test('an unknown command is answered, not ignored', async () => {
    const { success, message } = await client.send('teleport')
    assert.equal(success, false)
    assert.match(String(message), /unknown debug command: teleport/)
  })
})

describe('a breakpoint', () => {
  const cell = 'let total: number = 0\nfor (let i = 0; i < 3; i++) {\n  // adds\n  total += i\n}\ntotal'

  debugged('stops a cell at its line; a line without a statement means the next one', async () => {
    assert.deepEqual(await client.breakAt(cell, 3), [4])
    const { answer } = await client.runToStop(cell)
    assert.equal(await client.place().then((place) => place.split(':')[1]), '4')
    assert.deepEqual(shown(await client.scope('Locals')), { i: '0', total: '0' })
    assert.deepEqual((await client.ask('debugInfo'))['stoppedThreads'], [1])
    for (const expected of ['1', '2']) {
      await client.continue()
      await client.stopped('breakpoint')
      assert.equal(shown(await client.scope('Locals'))['i'], expected)
    }
    await client.continue()
    assert.equal(valueOf(await answer), '3')
  })

  debugged('on the first line stops before anything has run', async () => {
    const code = 'console.log("begun")\nconst done = 1'
    await client.breakAt(code, 1)
    const { answer } = await client.runToStop(code)
    const said = kernel.received.filter(({ content }) => String(content['text']).includes('begun'))
    assert.deepEqual(said, [])
    await client.continue()
    assert.equal(printed(await answer), 'begun\n')
  })

  debugged('with a condition stops only where it holds, also on a name of the notebook', async () => {
    await kernel.execute('const wanted = 2')
    await client.breakAt(cell, { line: 4, condition: 'i === wanted' })
    const { answer } = await client.runToStop(cell)
    assert.equal(shown(await client.scope('Locals'))['i'], '2')
    await client.continue()
    assert.equal(valueOf(await answer), '3')
  })

  debugged('stops in a function of a cell that ran before, called from another', async () => {
    const earlier = 'function square(x: number): number {\n  const y = x * x\n  return y\n}'
    await kernel.execute(earlier)
    await client.breakAt(earlier, 3)
    const { answer } = await client.runToStop('const side = 3\nsquare(side)')
    const [top, caller] = await client.frames()
    assert.deepEqual([top?.name, top?.line, caller?.line], ['square', 3, 2])
    assert.deepEqual(shown(await client.scope('Locals')), { x: '3', y: '9' })
    assert.equal(shown(await client.scope('Locals', caller!.id))['side'], '3')
    assert.equal((await client.ask('source', { source: { path: top!.source.path } }))['content'], earlier)
    await client.continue()
    assert.equal(valueOf(await answer), '9')
  })

  debugged('that is taken away stops nothing', async () => {
    await client.breakAt(cell, 4)
    await client.breakAt(cell)
    assert.equal(valueOf(await kernel.execute(cell)), '3')
  })

  debugged('after the last statement is refused with the reason', async () => {
    const { sourcePath } = await client.ask('dumpCell', { code: '1\n// end' })
    const { breakpoints } = await client.ask('setBreakpoints', { source: { path: sourcePath }, breakpoints: [{ line: 2 }] })
    const [refused] = breakpoints as { verified: boolean; message: string }[]
    assert.equal(refused?.verified, false)
    assert.match(String(refused?.message), /No statement/)
  })

  debugged('stops in a module beside the notebook, whose text can be read', async () => {
    const path = join(folder, 'steps.ts')
    await kernel.execute("import { half } from './steps.ts'")
    await client.ask('setBreakpoints', { source: { path }, breakpoints: [{ line: 5 }] })
    const { answer } = await client.runToStop('half(5)')
    const [top] = await client.frames()
    assert.deepEqual([top?.name, top?.line, top?.source.path], ['half', 5, path])
    assert.deepEqual(shown(await client.scope('Locals')), { x: '5', result: '2.5' })
    assert.match(String((await client.ask('source', { source: { path } }))['content']), /^export interface Step/)
    const { modules } = await client.ask('modules')
    assert.ok((modules as { path: string }[]).some((module) => module.path === path))
    await client.continue()
    assert.equal(valueOf(await answer), '2.5')
  })
})

describe('steps', () => {
  debugged('go over, into and out of functions, a statement at a time', async () => {
    const code = 'const twice = (x: number) => {\n  return 2 * x\n}\nconst a = 1, b = 2\nconst c = twice(a)\nconst d = c + b\nd'
    await client.breakAt(code, 5)
    const { answer } = await client.runToStop(code)
    assert.match(await client.step('stepIn'), /^twice:2$/)
    assert.match(await client.step('stepOut'), /^Cell \d+:6$/)
    assert.match(await client.step('next'), /^Cell \d+:7$/)
    await client.continue()
    assert.equal(valueOf(await answer), '4')
  })

  debugged('over an await stop when it is over', async () => {
    const code = 'let waited = 0\nwaited = await new Promise<number>((done) => setTimeout(done, 30, 7))\nconst more = waited + 1\nmore'
    await client.breakAt(code, 2)
    const { answer } = await client.runToStop(code)
    assert.match(await client.step('next'), /:3$/)
    assert.equal(shown(await client.scope('Locals'))['waited'], '7')
    await client.continue()
    assert.equal(valueOf(await answer), '8')
  })

  debugged('off the end of a cell do not stop the next one', async () => {
    const code = 'const last = 5'
    await client.breakAt(code, 1)
    const { answer } = await client.runToStop(code)
    await client.ask('next', { threadId: 1 })
    await client.continued()
    await answer
    assert.equal(valueOf(await kernel.execute('const next = 6\nnext')), '6')
  })

  debugged('a pause stops a cell that computes', async () => {
    const [running] = await kernel.begin('let spins = 0\nwhile (true) {\n  spins++\n}')
    await client.ask('pause', { threadId: 1 })
    await client.stopped('pause')
    assert.ok(Number(shown(await client.scope('Locals'))['spins']) > 0)
    await client.continue()
    await kernel.interrupt()
    assert.equal((await running!).reply['ename'], 'KeyboardInterrupt')
  })
})

describe('while a cell stands still', () => {
  const code = 'const numbers = Array.from({ length: 250 }, (_, i) => i * i)\nlet factor: number = 3\nconst made = numbers.length * factor\nmade'

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
    await kernel.execute('const late = async () => {\n  await new Promise((done) => setTimeout(done, 5))\n  throw new RangeError("late")\n}')
    assert.equal(valueOf(await kernel.execute('let seen = 0\ntry { JSON.parse("{") } catch { seen++ }\ntry { await late() } catch { seen++ }\nseen')), '2')
    const { answer } = await client.runToStop('const deep = 1\nawait late()', 'exception')
    assert.deepEqual((await client.frames()).map(({ name, line }) => `${name.replace(/\d+/, 'n')}:${line}`), ['late:3', 'waiting: Cell n:2'])
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

describe('an end', () => {
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
