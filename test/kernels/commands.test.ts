// The commands at the top of a cell, in a real kernel: what they do, what they say, and that the rest of the cell stays where it stands.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { readCommands } from '../../kernels/session/commands/index.ts'
import { durationText } from '../../kernels/session/commands/run.ts'
import type { JsonObject } from '../../kernels/session/message.ts'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, printed, tracebackOf, until, valueOf } from './client.ts'
import { descendants } from './processes.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient({ types: true })
  await kernel.execute('0')
})
after(() => kernel.process.kill())

const execute = (code: string) => kernel.execute(code, { stop_on_error: false })

describe('%time', () => {
  test('tells how long the cell took, before its value', async () => {
    const answer = await execute('%time\nawait new Promise((done) => setTimeout(done, 20)); 7')
    const milliseconds = Number(/^Time: ([\d.]+) ms\n$/.exec(printed(answer))?.[1])
    assert.ok(milliseconds >= 19 && milliseconds < 900, printed(answer))
    assert.equal(valueOf(answer), '7')
  })
  test('may stand before code on its line', async () => {
    const answer = await execute('%time const timed: number = 6 * 7; timed')
    assert.match(printed(answer), /^Time: [\d.]+ (µs|ms)\n$/)
    assert.equal(valueOf(answer), '42')
  })
  test('durations are told to three digits', () => {
    assert.deepEqual([0.0213, 0.85, 12.345, 999.4, 1500].map(durationText), ['21.3 µs', '850 µs', '12.3 ms', '999 ms', '1.50 s'])
  })
})

test('%who lists the names with how they were declared', async () => {
  await execute('%reset\nconst rate = 0.1; let steps = 3\nfunction loss() {}\nimport { sep } from "node:path"')
  assert.equal(printed(await execute('%who')), 'const     rate\nlet       steps\nfunction  loss\nimport    sep\n')
})

test('%reset forgets names, types and timers, keeps the count, and the rest of its cell runs afresh', async () => {
  await execute('const gone = 1; type Gone = string; globalThis.ticks = 0; setInterval(() => globalThis.ticks++, 1)')
  const answer = await execute('%reset\nconst gone = "anew"; [gone, typeof globalThis.ticks]')
  assert.equal(valueOf(answer), "[ 'anew', 'undefined' ]")
  assert.deepEqual([printed(answer, 'stderr'), printed(await execute('%reset\n%who'))], ['', 'No cell has declared a name yet.\n'])
  const later = await execute('const g: Gone = 1')
  assert.match(String((ofType(later, 'display_data')[0]?.['data'] as JsonObject)['text/plain']), /Cannot find name 'Gone'/)
  assert.equal(later.reply['execution_count'], Number(answer.reply['execution_count']) + 2)
})

describe('%strict', () => {
  after(() => execute('%strict off'))
  test('lets type errors stop a cell, which then has declared and done nothing', async () => {
    await execute('%strict on\nlet done = 0; const kept: number = 5')
    const answer = await execute('done++\nconst kept: number = "no"')
    assert.equal(answer.reply['ename'], 'TypeCheckError')
    assert.match(tracebackOf(answer), new RegExp([
      "^TypeCheckError: .*\\nType 'string' is not assignable to type 'number'\\.",
      ' {4}Cell \\d+, line 2, column 7',
      ' {4}> 2 \\| const kept: number = "no"',
      ' {6}  \\| {7}\\^$',
    ].join('\\n')))
    assert.deepEqual(ofType(answer, 'display_data'), [])
    assert.equal(valueOf(await execute('[done, kept.toFixed(1)]')), "[ 0, '5.0' ]")
  })
  test('can be interrupted while it checks; the cell does not run then, and has declared nothing', async (context) => {
    if (!existsSync('/proc/self/stat')) return context.skip('only Linux tells which process is the language server')
    await execute('%strict on')
    const [languageServer] = await descendants(kernel.process.pid!)
    process.kill(languageServer!, 'SIGSTOP')
    try {
      const running = execute('done++; const late: number = 1')
      await until(() => kernel.received.some(({ content }) => content['code'] === 'done++; const late: number = 1'))
      await kernel.interrupt()
      assert.equal((await running).reply['ename'], 'KeyboardInterrupt')
    } finally {
      process.kill(languageServer!, 'SIGCONT')
    }
    assert.equal(valueOf(await execute('done')), '0')
    assert.equal((await execute('late')).reply['ename'], 'TypeCheckError')
  })
  test('off runs such cells again, from the cell on that says so', async () => {
    const answer = await execute('%strict off\nconst loose: number = "no"; loose')
    assert.equal(valueOf(answer), "'no'")
    assert.equal(ofType(answer, 'display_data').length, 1)
  })
})

describe('%help', () => {
  const pageOf = (reply: JsonObject): JsonObject | undefined => {
    const [page, ...others] = reply['payload'] as JsonObject[]
    assert.deepEqual([page?.['source'], page?.['start'], others], ['page', 0, []])
    return page?.['data'] as JsonObject
  }
  test('shows the commands in the pager', async () => {
    const page = pageOf((await execute('%help')).reply)
    const named = [...String(page?.['text/plain']).matchAll(/^ {2}%(\w+) /gm)].map(([, name]) => name)
    assert.deepEqual(named, ['help', 'reset', 'strict', 'time', 'who'])
    assert.match(String(page?.['text/markdown']), /^- `%strict \[on\|off\]`: /m)
  })
  test('with a name, or a name with a question mark, tells what it is', async () => {
    for (const code of ['%help Math.hypot', 'Math.hypot?', 'Math.hypot??']) {
      const page = pageOf((await execute(code)).reply)
      assert.match(String(page?.['text/plain']), /Math\.hypot\(\.\.\.values: number\[\]\): number[^]*square root/)
    }
    assert.match(String(pageOf((await execute('nobodyKnows?')).reply)?.['text/plain']), /^nobodyKnows is not the name of anything here/)
  })
})

describe('a command', () => {
  test('that there is not is an error that names those that there are', async () => {
    const answer = await execute('\n  %tiem\n1')
    assert.match(tracebackOf(answer), /^SyntaxError: There is no command %tiem\. There are %help, .*%who\.\n/)
    assert.match(tracebackOf(answer), /\n {4}Cell \d+, line 2, column 3\n/)
  })
  test('with the wrong thing behind it says what it takes', async () => {
    assert.match(tracebackOf(await execute('%strict maybe')), /%strict takes \[on\|off\], not `maybe`/)
    assert.match(tracebackOf(await execute('%who am I')), /%who takes nothing behind it, not `am I`/)
  })
  test('leaves lines and columns of errors and type errors where they stand', async () => {
    const answer = await execute('%time\n%who\nconst wrong: number = "x"\nnull!.x')
    assert.match(String((ofType(answer, 'display_data')[0]?.['data'] as JsonObject)['text/plain']), /line 3, column 7: Type 'string'/)
    assert.match(tracebackOf(answer), /line 4, column 7\n {4}> 4 \| null!\.x/)
  })
  test('is only read at the top: a line in the midst of a cell may go on with a remainder', async () => {
    assert.equal(valueOf(await execute('const seventeen = 17\nseventeen\n% 5')), '2')
    assert.deepEqual(readCommands('x\n%time'), { commands: [], code: 'x\n%time' })
  })
  test('is completed, with what it takes', async () => {
    const matches = async (code: string) => (await kernel.request('complete_request', { code, cursor_pos: code.length })).reply
    assert.deepEqual((await matches('%'))['matches'], ['help', 'reset', 'strict', 'time', 'who'])
    const reply = await matches('%who\n%st')
    assert.deepEqual([reply['matches'], reply['cursor_start'], reply['cursor_end']], [['strict'], 6, 8])
    assert.deepEqual((await matches('%strict o'))['matches'], ['on', 'off'])
    assert.deepEqual((await matches('%time Math.hyp'))['matches'], ['hypot'])
    assert.deepEqual((await matches('7 % st'))['matches'], (await matches('7 - st'))['matches'])
  })
  test('is complete for a console', async () => {
    const cases = [['%who', 'complete'], ['Math?', 'complete'], ['%time\nfor (;;) {', 'incomplete'], ['%nonsense', 'invalid']]
    for (const [code, status] of cases) {
      assert.equal((await kernel.request('is_complete_request', { code })).reply['status'], status, code)
    }
  })
})
