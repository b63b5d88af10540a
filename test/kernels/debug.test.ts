// The debugger, asked as JupyterLab asks it, over the real kernel: what it tells before it is on, where cells stop, and how they step on.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { murmur2 } from '../../kernels/session/debug/murmur2.ts'
import { builtKernels } from './built.ts'
import { KernelClient, printed, valueOf } from './client.ts'
import { DebugClient, shown } from './debugging.ts'

const stepsModule = `export interface Step { size: number }

export function half(x: number): number {
  const result = x / 2
  return result
}
`
let folder: string

let kernel: KernelClient
let client: DebugClient

before(async () => {
  await builtKernels()
  folder = await mkdtemp(join(tmpdir(), 'downhill-debug-'))
  await writeFile(join(folder, 'steps.ts'), stepsModule)
  kernel = new KernelClient({ cwd: folder })
  client = new DebugClient(kernel)
})
after(async () => {
  await kernel.process.kill()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a test with the debugger on, and leaves none of its breakpoints behind. */
const debugged = (name: string, run: () => Promise<void>) => test(name, () => client.whileOn(run))

describe('before it is on', () => {
  test('the kernel says that it can be debugged', async () => {
    const { reply } = await kernel.request('kernel_info_request')
    assert.equal(reply['debugger'], true)
    assert.deepEqual(reply['supported_features'], ['debugger'])
  })

  test('a cell is named by the Murmur2 hash of its text, as front ends compute it', async () => {
    const { hashMethod, hashSeed, tmpFilePrefix, tmpFileSuffix, isStarted, breakpoints, stoppedThreads } = await client.ask('debugInfo')
    assert.deepEqual([hashMethod, isStarted, breakpoints, stoppedThreads], ['Murmur2', false, [], []])
    const code = 'const größe = "∇f"\n'
    const { sourcePath } = await client.ask('dumpCell', { code })
    assert.equal(sourcePath, `${String(tmpFilePrefix)}${murmur2(code, Number(hashSeed))}${String(tmpFileSuffix)}`)
    assert.equal((await client.ask('source', { source: { path: sourcePath } }))['content'], code)
  })

  test('the hash is the one that JupyterLab computes, for texts of every length', async () => {
    const source = await readFile(new URL('../../node_modules/@jupyterlab/debugger/lib/hash.js', import.meta.url), 'utf8')
    const theirs = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { murmur2: typeof murmur2 }
    for (const text of ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'größe ∇f 𝒞'.repeat(9)]) {
      for (const seed of [0, 0xc70f6907]) assert.equal(murmur2(text, seed), theirs.murmur2(text, seed), text)
    }
  })

  test('the names of the notebook are shown, functions and imports apart', async () => {
    await kernel.execute(`import { sep } from "node:path"
const rate = 0.5, words = new Map([["a", { b: [1, 2] }]])
let label: string = "x"
function f() {}`)
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
    assert.deepEqual((modules as { path: string }[]).map((module) => module.path), [path])
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
