// What values look like in a notebook: briefly as text, richly where a cell asks for it, and what the console adds to that.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, valueOf } from './client.ts'
import type { JsonObject } from '../../kernels/session/message.ts'

/** One transparent point. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

let kernel: KernelClient
let folder: string

before(async () => {
  await builtKernels()
  folder = mkdtempSync(join(tmpdir(), 'downhill-display-'))
  writeFileSync(join(folder, 'point.png'), Buffer.from(PNG, 'base64'))
  kernel = new KernelClient({ cwd: folder })
})
after(async () => {
  await kernel.process.kill()
  rmSync(folder, { recursive: true, force: true })
})

const text = async (code: string): Promise<string> => String(valueOf(await kernel.execute(code)))
const displayed = async (code: string): Promise<unknown[]> => ofType(await kernel.execute(code), 'display_data').map(({ data }) => data)

describe('plain text', () => {
  for (const [code, shown] of [
    ['42', '42'],
    ['-0.1 + 0.3', '0.19999999999999998'],
    ['[1.5, NaN, -0, 2n]', '[ 1.5, NaN, -0, 2n ]'],
    ['({ a: { b: { c: { d: { e: 1 } } } } })', '{\n  a: { b: { c: { d: [Object] } } }\n}'],
    ['const loop: any = { name: "ring" }; loop.self = loop; loop', "<ref *1> { name: 'ring', self: [Circular *1] }"],
    ['new Map<unknown, unknown>([["k", { v: 1 }], [[1], new Set([2])]])', "Map(2) { 'k' => { v: 1 }, [ 1 ] => Set(1) { 2 } }"],
    ['new Float32Array([0.5, 1])', 'Float32Array(2) [ 0.5, 1 ]'],
    ['class Point { x = 1; #hidden = 2 }; new Point()', 'Point { x: 1 }'],
    ['Object.create(null)', '[Object: null prototype] {}'],
    ['new Proxy({ a: 1 }, { get: (of, key) => { if (typeof key === "symbol") throw new Error("closed"); return Reflect.get(of, key) } })', '{ a: 1 }'],
  ] as const) {
    test(code, async () => assert.equal(await text(code), shown))
  }
  for (const [what, code, end] of [
    ['a million numbers', 'new Float64Array(1e6)', /\.\.\. 999950 more items\n\]$/],
    ['a large map', 'new Map(Array.from({ length: 1000 }, (_, i) => [i, i]))', /\.\.\. 950 more items\n\}$/],
    ['an object with many properties', 'Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))', /k99: 99,\n {2}\.\.\. 4900 more properties\n\}$/],
    ['a long text', '"x".repeat(1e6)', /x'\.\.\. 990000 more characters$/],
    ['much of everything', 'Array.from({ length: 50 }, () => Array.from({ length: 50 }, () => ({ text: "word ".repeat(20) })))', /\n\.\.\. \d+ more characters$/],
    ['an object with many properties inside', '[Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`k${i}`, i]))]', /\n\.\.\. \d+ more characters$/],
  ] as const) {
    test(`${what} is told briefly`, async () => {
      const shown = await text(code)
      assert.match(shown, end)
      assert.ok(shown.length < 20_100, `${shown.length} letters`)
    })
  }
})

describe('the console', () => {
  for (const [code, stdout, stderr] of [
    ['console.table([{ step: 0, loss: 1.5 }])', '┌─────────┬──────┬──────┐\n│ (index) │ step │ loss │\n├─────────┼──────┼──────┤\n│ 0       │ 0    │ 1.5  │\n└─────────┴──────┴──────┘\n', ''],
    ['console.group("outer"); console.log("inner"); console.groupEnd(); console.log(1, "two", [3])', 'outer\n  inner\n1 two [ 3 ]\n', ''],
    ['console.error("wrong", { at: 1 }); console.warn("careful")', '', 'wrong { at: 1 }\ncareful\n'],
    ['console.count("n"); console.count("n"); console.assert(1 > 2, "no")', 'n: 1\nn: 2\n', 'Assertion failed: no\n'],
    ['console.dir({ a: { b: 1 } }, { depth: 0 }); console.log("%d %s %o", 1.5, "s", 2)', '{ a: [Object] }\n1.5 s 2\n', ''],
  ] as const) {
    test(code, async () => {
      const answer = await kernel.execute(code)
      assert.deepEqual([printed(answer), printed(answer, 'stderr')], [stdout, stderr])
    })
  }
  test('measures time', async () => {
    assert.match(printed(await kernel.execute('console.time("t"); console.timeLog("t", "half"); console.timeEnd("t")')), /^t: [\d.]+m?s half\nt: [\d.]+m?s\n$/)
  })
  test('tells where it was called, in cells alone', async () => {
    assert.match(printed(await kernel.execute('const where = () => console.trace("here")\nwhere()'), 'stderr'), /^Trace: here\n {4}at where \(cell-\d+\.ts:1:\d+\)\n {4}at cell_\d+ \(cell-\d+\.ts:2:\d+\)\n$/)
  })
})

describe('display', () => {
  test('shows HTML, Markdown, formulas, drawings and trees, each with its text', async () => {
    assert.deepEqual(
      await displayed(`display.html('<b>h</b>'); display.markdown('**m**'); display.latex('$x$'); display.svg('<svg/>'); display.json({ a: [1] })`),
      [
        { 'text/html': '<b>h</b>', 'text/plain': '<b>h</b>' },
        { 'text/markdown': '**m**', 'text/plain': '**m**' },
        { 'text/latex': '$x$', 'text/plain': '$x$' },
        { 'image/svg+xml': '<svg/>', 'text/plain': '<svg/>' },
        { 'application/json': { a: [1] } },
      ],
    )
  })
  test('shows pictures, from bytes and from files, with what is to be seen and in a size', async () => {
    const answer = await kernel.execute(`
      display.image('point.png', { alt: 'one point', width: 20 })
      display.image(Buffer.from('${PNG}', 'base64'))
      display.image(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))`)
    assert.deepEqual(ofType(answer, 'display_data').map(({ data, metadata }) => ({ data, metadata })), [
      { data: { 'image/png': PNG, 'text/plain': 'one point' }, metadata: { 'image/png': { width: 20 } } },
      { data: { 'image/png': PNG, 'text/plain': 'a picture (70 bytes)' }, metadata: {} },
      { data: { 'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg"/>', 'text/plain': 'a picture (41 bytes)' }, metadata: {} },
    ])
  })
  test('says which picture it cannot show', async () => {
    const said = async (code: string) => String((await kernel.execute(code, { stop_on_error: false })).reply['evalue'])
    assert.match(await said(`display.image('none.png')`), /none\.png cannot be read \(ENOENT\)\. Paths begin in the notebook's folder\./)
    assert.match(await said(`display.image(new Uint8Array(3))`), /3 bytes is no PNG, JPEG, GIF, WebP or SVG/)
  })
  test('replaces what an id shows, in the same cell and later', async () => {
    const updates = async (code: string) =>
      ofType(await kernel.execute(code), 'update_display_data').map(({ data, transient }) => [(data as JsonObject)['text/plain'], transient])
    const named = { display_id: 'status' }
    assert.deepEqual(await updates(`display('begun', { id: 'status' }); display.update('status', 'half')`), [["'half'", named]])
    assert.deepEqual(await updates(`display.update('status', 'done')`), [["'done'", named]])
  })
  test('is cleared at once or with what comes next', async () => {
    assert.deepEqual(ofType(await kernel.execute('clearOutput(); clearOutput(true); display.clear()'), 'clear_output'), [
      { wait: false }, { wait: true }, { wait: false },
    ])
  })
  test('is typed, helpers and all', async () => {
    const typed = new KernelClient({ cwd: folder, types: true })
    const code = `display.html('a', { id: 'x' }).update('b'); display.image('point.png', { alt: 'p' }); clearOutput(true)
      const name: Promise<string> = input('?', { password: true }); name.catch(() => 0)
      const rate = widgets.slider({ label: 'α', min: 0, max: 1, step: 0.1, value: 0.5 }); rate.onChange((value: number) => value)
      const size = widgets.dropdown({ label: 'b', options: ['s', 'l'], value: 's' }); const picked: 's' | 'l' = size.value; void picked; 0`
    const answer = await typed.execute(code, { allow_stdin: false })
    await typed.process.kill()
    assert.deepEqual(ofType(answer, 'display_data').flatMap(({ data }) => (data as JsonObject)['text/plain']).filter((shown) => /type error/.test(String(shown))), [])
    assert.equal(answer.reply['status'], 'ok')
  })
})
