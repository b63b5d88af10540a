// What a cell prints and shows arrives whole, in order and in few messages; a flood is cut where it arises, and the kernel answers
// meanwhile.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, valueOf } from './client.ts'
import type { JsonObject } from '../../kernels/session/message.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient({ cwd: import.meta.dirname })
})
after(() => kernel.process.kill())

const displays = async (code: string, type = 'display_data'): Promise<unknown[]> =>
  ofType(await kernel.execute(code), type).map((content) => content['data'])

describe('streams', () => {
  test('console.log goes to stdout, console.error and console.warn to stderr', async () => {
    const answer = await kernel.execute('console.log("a", { b: [1] }); console.error("c"); console.warn("d")')
    assert.equal(printed(answer), 'a { b: [ 1 ] }\n')
    assert.equal(printed(answer, 'stderr'), 'c\nd\n')
  })
  test('the whole console works: groups, tables, counters', async () => {
    const answer = await kernel.execute(
      'console.group("g"); console.log("in"); console.groupEnd(); console.count(); console.table([{ a: 1 }])',
    )
    assert.match(printed(answer), /^g\n {2}in\ndefault: 1\n┌/)
  })
  test('text without a line end, and bytes of a character in two pieces', async () => {
    const answer = await kernel.execute(
      `process.stdout.write('x'); for (const byte of Buffer.from('é')) process.stdout.write(Buffer.from([byte]))`,
    )
    assert.equal(printed(answer), 'xé')
  })
  test('a hundred thousand lines arrive in order, in few messages, and then the end of the cell', async (context) => {
    const begun = performance.now()
    const answer = await kernel.execute('for (let i = 0; i < 100_000; i++) console.log(i)')
    context.diagnostic(`100,000 lines took ${(performance.now() - begun).toFixed(0)} ms`)
    assert.equal(printed(answer), Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(''))
    assert.ok(ofType(answer, 'stream').length < 300, `${ofType(answer, 'stream').length} messages`)
    assert.equal(answer.published.at(-1)?.content['execution_state'], 'idle')
  })
  test('a million lines are cut with a note, and the end of the cell is told', async (context) => {
    const begun = performance.now()
    const answer = await kernel.execute('for (let i = 0; i < 1_000_000; i++) console.log(i); "end"')
    context.diagnostic(`1,000,000 lines took ${(performance.now() - begun).toFixed(0)} ms`)
    assert.match(printed(answer), /^0\n1\n2\n[^]*\n… The output is cut here: the cell has printed more than 4 MB\.\n$/)
    assert.equal(valueOf(answer), "'end'")
    assert.equal(answer.published.at(-1)?.content['execution_state'], 'idle')
  })
  test('lines of many turns of the event loop arrive in order too', async () => {
    const answer = await kernel.execute('for (let i = 0; i < 300; i++) { console.log(i); await new Promise((done) => setTimeout(done)) }')
    assert.equal(printed(answer), Array.from({ length: 300 }, (_, i) => `${i}\n`).join(''))
  })
  test('what is printed before a display and after it stands so', async () => {
    const answer = await kernel.execute('console.log(1); display("d"); console.log(2); 3')
    const order = answer.published
      .map(({ header, content }) => String(content['text'] ?? header.msg_type))
      .filter((type) => !/status|input/.test(type))
    assert.deepEqual(order, ['1\n', 'display_data', '2\n', 'execute_result'])
  })
  test('a flood is cut with a note, and the cell still ends', async () => {
    const running = kernel.execute('const line = "x".repeat(1023); for (let i = 0; i < 20000; i++) console.log(line); "done"')
    await kernel.request('kernel_info_request')
    const answer = await running
    assert.equal(valueOf(answer), "'done'")
    const text = printed(answer)
    assert.equal(text.slice(0, 4 * 1024 * 1024), ('x'.repeat(1023) + '\n').repeat(4096))
    assert.match(text.slice(4 * 1024 * 1024), /^\n… The output is cut here: the cell has printed more than 4 MB\.\n$/)
    assert.equal(printed(await kernel.execute('console.log("next")')), 'next\n')
  })
  test('a flood of displays is cut with a note', async () => {
    const answer = await kernel.execute('for (let i = 0; i < 2100; i++) display(i)')
    assert.equal(ofType(answer, 'display_data').length, 2000)
    assert.match(printed(answer, 'stderr'), /^… Further displays are left out/)
  })
  test('a timer that outlives its cell prints beside the cell that set it, and the cell that runs then beside itself', async () => {
    const setting = await kernel.execute(
      'let released = false; const timer = setInterval(() => { if (released) { console.log("late"); clearInterval(timer) } }, 1); 0',
    )
    const running = await kernel.execute('released = true; await new Promise((done) => setTimeout(done, 100)); console.log("own")')
    assert.deepEqual([printed(setting), printed(running)], ['late\n', 'own\n'])
  })
  test('a function that goes on after its cell, await by await, prints beside the cell that called it', async () => {
    await kernel.execute('const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))')
    await kernel.execute('let open = false; async function steps() { while (!open) await pause(1); for (const n of [1, 2, 3]) { console.log(n); await pause(1) } }')
    const calling = await kernel.execute('void steps(); 0')
    const running = await kernel.execute('open = true; for (let i = 0; i < 30; i++) { await pause(2); if (i % 10 === 0) console.log("own") }')
    assert.deepEqual([printed(calling), printed(running)], ['1\n2\n3\n', 'own\nown\nown\n'])
  })
})

describe('values', () => {
  test('are shown as plain text, long ones shortened', async () => {
    assert.equal(valueOf(await kernel.execute('({ a: 1, s: "text", n: null })')), "{ a: 1, s: 'text', n: null }")
    assert.match(String(valueOf(await kernel.execute('new Array(1000).fill(0)'))), /\.\.\. 950 more items/)
  })
  test('undefined is not shown, null is', async () => {
    assert.deepEqual([valueOf(await kernel.execute('undefined')), valueOf(await kernel.execute('null'))], [undefined, 'null'])
  })
  test('say themselves how they look, at once or later', async () => {
    const shown = `[Symbol.for('Jupyter.display')]`
    assert.deepEqual(
      await displays(`({ ${shown}: () => ({ 'text/plain': 'p', 'text/html': '<b>h</b>' }) })`, 'execute_result'),
      [{ 'text/plain': 'p', 'text/html': '<b>h</b>' }],
    )
    assert.deepEqual(
      await displays(`({ ${shown}: async () => ({ 'text/markdown': '**m**' }) })`, 'execute_result'),
      [{ 'text/markdown': '**m**' }],
    )
  })
  test('that show themselves wrongly are an error that says what was wrong', async () => {
    const { reply } = await kernel.execute(`({ [Symbol.for('Jupyter.display')]: () => 5 })`)
    assert.match(String(reply['evalue']), /must return an object with MIME types as keys, it returned 5/)
  })
})

describe('display', () => {
  test('shows bundles as they are and other values as text', async () => {
    assert.deepEqual(await displays(`display({ 'text/latex': '$x$' }); display([1])`), [{ 'text/latex': '$x$' }, { 'text/plain': '[ 1 ]' }])
  })
  test('makes JSON of what a bundle holds: pictures in base64, typed arrays as lists', async () => {
    const code = `display({ 'image/png': new Uint8Array([1, 2, 3]), 'application/json': { xs: new Float64Array([0.5, NaN]), n: 2n } })`
    assert.deepEqual(await displays(code), [{ 'image/png': 'AQID', 'application/json': { xs: [0.5, null], n: 2 } }])
  })
  test('at the end of a cell leaves no value to be shown a second time', async () => {
    const answer = await kernel.execute(`display({ 'text/html': '<b>once</b>' })`)
    assert.deepEqual([ofType(answer, 'display_data').length, ofType(answer, 'execute_result').length], [1, 0])
  })
  test('waits for a value that shows itself later', async () => {
    const code = `const later = () => new Promise((done) => setTimeout(done, 20, { 'text/plain': 'late' }))
      display({ [Symbol.for('Jupyter.display')]: later }); 0`
    assert.deepEqual(await displays(code), [{ 'text/plain': 'late' }])
  })
  test('can be updated, by its handle and by its id', async () => {
    const answer = await kernel.execute(
      `const handle = display(1, { id: 'progress' }); handle.update(2); display(3, { id: 'progress', update: true })`,
    )
    const [first] = ofType(answer, 'display_data')
    assert.deepEqual(first?.['transient'], { display_id: 'progress' })
    const updates = ofType(answer, 'update_display_data')
    assert.deepEqual(updates.map((update) => (update['data'] as JsonObject)['text/plain']), ['2', '3'])
    for (const update of updates) assert.deepEqual(update['transient'], { display_id: 'progress' })
  })
  test('clears', async () => {
    assert.deepEqual(ofType(await kernel.execute('display.clear(true)'), 'clear_output'), [{ wait: true }])
  })
})

test('files are read relative to the notebook’s folder', async () => {
  const answer = await kernel.execute(`(await globalThis[Symbol.for('downhill.readText')]('./output.test.ts')).slice(0, 12)`)
  assert.equal(valueOf(answer), "'// What a ce'")
  const bytes = await kernel.execute(`(await globalThis[Symbol.for('downhill.readBytes')]('./output.test.ts')).slice(0, 3)`)
  assert.equal(valueOf(bytes), 'Uint8Array(3) [ 47, 47, 32 ]')
})
