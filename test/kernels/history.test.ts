// The history of executed cells: asked for in every way the protocol has, kept across kernels, shared by several at once, and missing
// without a word where it cannot be kept.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { builtKernels } from './built.ts'
import { KernelClient } from './client.ts'
import { HistoryFile } from '../../kernels/node/history-file.ts'
import type { JsonObject } from '../../kernels/session/message.ts'

let place: string
const kernels: KernelClient[] = []

before(async () => {
  await builtKernels()
  place = mkdtempSync(join(tmpdir(), 'downhill-history-'))
})
after(async () => {
  await Promise.all(kernels.map((kernel) => kernel.process.kill()))
  rmSync(place, { recursive: true, force: true })
})

/** A kernel whose history is kept in a folder of this test. */
function start(state: string): KernelClient {
  const kernel = new KernelClient({ env: { DOWNHILL_HISTORY: 'on', XDG_STATE_HOME: join(place, state) } })
  kernels.push(kernel)
  return kernel
}

/** Ends a kernel as front ends do, which waits until everything is written. */
async function end(kernel: KernelClient): Promise<void> {
  const gone = new Promise<void>((resolve) => kernel.process.onExit(() => resolve()))
  await kernel.request('shutdown_request', { restart: false }, 'control')
  await gone
}

const ask = async (kernel: KernelClient, content: JsonObject): Promise<unknown> =>
  (await kernel.request('history_request', { output: false, raw: true, ...content })).reply['history']

async function execute(kernel: KernelClient, ...cells: string[]): Promise<void> {
  for (const cell of cells) await kernel.execute(cell, { stop_on_error: false })
}

describe('of one session', () => {
  let kernel: KernelClient
  before(async () => {
    kernel = start('one')
    await execute(kernel, 'let a = 1', 'a + 1', 'a + 1', 'throw a', 'let b = [2]')
    await kernel.execute('"hidden"', { store_history: false })
    await kernel.execute('"silent"', { silent: true })
  })
  for (const [what, request, rows] of [
    ['the last ones', { hist_access_type: 'tail', n: 2 }, [[1, 4, 'throw a'], [1, 5, 'let b = [2]']]],
    ['a range, its end left out', { hist_access_type: 'range', session: 0, start: 2, stop: 4 }, [[1, 2, 'a + 1'], [1, 3, 'a + 1']]],
    ['a range to the end', { hist_access_type: 'range', session: 1, start: 5 }, [[1, 5, 'let b = [2]']]],
    ['a range of a session that is none', { hist_access_type: 'range', session: -3, start: 1, stop: 9 }, []],
    ['what matches a pattern', { hist_access_type: 'search', pattern: 'a + ?', n: 9 }, [[1, 2, 'a + 1'], [1, 3, 'a + 1']]],
    ['each text once, the latest', { hist_access_type: 'search', pattern: '*a*1', unique: true }, [[1, 1, 'let a = 1'], [1, 3, 'a + 1']]],
    ['the last that match', { hist_access_type: 'search', pattern: '*', n: 1 }, [[1, 5, 'let b = [2]']]],
    ['one of several letters', { hist_access_type: 'search', pattern: 'let [!a]*' }, [[1, 5, 'let b = [2]']]],
    ['brackets that close nothing', { hist_access_type: 'search', pattern: 'let b = [[]2]' }, [[1, 5, 'let b = [2]']]],
    ['values too', { hist_access_type: 'range', start: 1, stop: 3, output: true }, [[1, 1, ['let a = 1', null]], [1, 2, ['a + 1', '2']]]],
  ] as const) {
    test(what, async () => assert.deepEqual(await ask(kernel, request), rows))
  }
})

describe('of several kernels', () => {
  test('is there after the kernel has ended, by its session', async () => {
    const first = start('several')
    await execute(first, '"from the first"')
    await end(first)
    const second = start('several')
    await execute(second, '"from the second"')
    assert.deepEqual(await ask(second, { hist_access_type: 'tail', n: 5 }), [[1, 1, '"from the first"'], [2, 1, '"from the second"']])
    assert.deepEqual(await ask(second, { hist_access_type: 'range', session: -1, start: 1, stop: 2, output: true }), [
      [1, 1, ['"from the first"', "'from the first'"]],
    ])
    assert.deepEqual(await ask(second, { hist_access_type: 'search', pattern: '*first*' }), [[1, 1, '"from the first"']])
  })
  test('loses nothing when they write at once', async () => {
    const both = [start('at-once'), start('at-once')]
    const numbers = Array.from({ length: 15 }, (_, index) => index)
    await Promise.all(both.map((kernel, which) => execute(kernel, ...numbers.map((number) => `"${which}: ${number}"`))))
    await Promise.all(both.map(end))
    const found = (await ask(start('at-once'), { hist_access_type: 'tail', n: 100 })) as [number, number, string][]
    const expected = [0, 1].flatMap((which) => numbers.map((number) => `"${which}: ${number}"`))
    assert.deepEqual(found.map(([, , source]) => source).sort(), expected.sort())
    assert.equal(new Set(found.map(([session]) => session)).size, 2)
  })
})

describe('its file', () => {
  test('is for its owner alone', { skip: process.platform === 'win32' && 'Windows has no modes' }, async () => {
    const file = new HistoryFile(join(place, 'mode'))
    file.add({ executionCount: 1, source: '1' })
    await file.written()
    assert.equal(statSync(join(place, 'mode', 'history.jsonl')).mode & 0o777, 0o600)
  })
  test('is passed over line by line where it is damaged', async () => {
    const folder = join(place, 'damaged')
    mkdirSync(folder)
    const line = JSON.stringify({ kernel: 'k', count: 3, source: 'kept' })
    writeFileSync(join(folder, 'history.jsonl'), `{"kernel": "k", "cou\n${line}\n[]\nnull\n`)
    assert.deepEqual(await new HistoryFile(folder).earlier(), [{ session: 1, executionCount: 3, source: 'kept' }])
  })
  test('is put aside when it has grown large, and the one before goes', async () => {
    const folder = join(place, 'large')
    for (const letter of ['a', 'b', 'c']) {
      const file = new HistoryFile(folder)
      for (let count = 1; count <= 30; count++) file.add({ executionCount: count, source: letter.repeat(40_000) })
      await file.written()
    }
    assert.deepEqual(readdirSync(folder).sort(), ['history.jsonl', 'history.old.jsonl'])
    for (const [name, letter] of [['history.old.jsonl', 'b'], ['history.jsonl', 'c']] as const) {
      const text = readFileSync(join(folder, name), 'utf8')
      assert.deepEqual([text.split('\n').length, text.includes(letter.repeat(40_000))], [31, true])
    }
  })
  test('that cannot be written costs a history and nothing else', async () => {
    const state = join(place, 'unwritable')
    mkdirSync(state)
    // A file where the folder should be stops even root.
    writeFileSync(join(state, 'downhill'), '')
    const kernel = start('unwritable')
    const answer = await kernel.execute('40 + 2')
    assert.equal(answer.reply['status'], 'ok')
    assert.deepEqual(await ask(kernel, { hist_access_type: 'tail', n: 5 }), [[1, 1, '40 + 2']])
  })
})
