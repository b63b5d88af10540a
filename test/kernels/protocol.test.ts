// The Jupyter protocol, message by message, as front ends and graders rely on it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { builtKernels } from './built.ts'
import { KernelClient, ofType, tracebackOf, valueOf, type Answer } from './client.ts'
import type { JupyterMessage } from '../../kernels/session/message.ts'

let kernel: KernelClient

before(async () => {
  await builtKernels()
  kernel = new KernelClient()
})
after(() => kernel.process.kill())

const typesOf = ({ published }: Answer): string[] =>
  published.map(({ header, content }) => String(content['execution_state'] ?? header.msg_type))

test('the first message says that the kernel is starting', async () => {
  await kernel.request('kernel_info_request')
  const first = kernel.received[0] as JupyterMessage
  assert.deepEqual([first.channel, first.content['execution_state'], first.parent_header], ['iopub', 'starting', {}])
})

test('kernel_info tells the language as front ends need it', async () => {
  const { reply } = await kernel.request('kernel_info_request')
  assert.equal(reply['status'], 'ok')
  assert.match(String(reply['protocol_version']), /^5\.\d$/)
  const { version, ...language } = reply['language_info'] as Record<string, string>
  assert.match(version!, /^7\./)
  assert.deepEqual(language, {
    name: 'typescript',
    mimetype: 'text/typescript',
    file_extension: '.ts',
    codemirror_mode: 'typescript',
    pygments_lexer: 'typescript',
    nbconvert_exporter: 'script',
  })
})

test('every message has a complete header, and the header of its request', async () => {
  const { published } = await kernel.execute('1')
  for (const { header, parent_header: parent } of published) {
    for (const field of ['msg_id', 'msg_type', 'session', 'username', 'date', 'version'] as const) assert.ok(header[field], field)
    assert.equal(new Date(header.date).toISOString(), header.date)
    assert.equal((parent as { msg_type: string }).msg_type, 'execute_request')
  }
  assert.equal(new Set(published.map(({ header }) => header.msg_id)).size, published.length)
})

describe('execute', () => {
  test('publishes busy, input, result, idle, in this order', async () => {
    assert.deepEqual(typesOf(await kernel.execute('1 + 1')), ['busy', 'execute_input', 'execute_result', 'idle'])
  })
  test('counts, and the count stands in input, result and reply', async () => {
    const answer = await kernel.execute('"x"')
    const count = answer.reply['execution_count']
    assert.equal(ofType(answer, 'execute_input')[0]?.['execution_count'], count)
    assert.equal(ofType(answer, 'execute_result')[0]?.['execution_count'], count)
    assert.equal((await kernel.execute('1')).reply['execution_count'], Number(count) + 1)
  })
  test('fails with name, message and traceback in the reply and on iopub', async () => {
    const answer = await kernel.execute('throw new RangeError("no")', { stop_on_error: false })
    const { status, ename, evalue, traceback } = answer.reply
    assert.deepEqual([status, ename, evalue], ['error', 'RangeError', 'no'])
    assert.deepEqual(ofType(answer, 'error'), [{ ename, evalue, traceback }])
    assert.doesNotMatch((traceback as string[]).join(), /\x1b/)
  })
  test('silent: no count, no input, no result', async () => {
    const before = Number((await kernel.execute('1')).reply['execution_count'])
    const answer = await kernel.execute('let quiet = 1; quiet', { silent: true })
    assert.deepEqual(typesOf(answer), ['busy', 'idle'])
    assert.equal(answer.reply['execution_count'], before)
    assert.equal(valueOf(await kernel.execute('quiet')), '1')
  })
  test('not stored: shown with the number that the next cell has too, and not in the history', async () => {
    const before = Number((await kernel.execute('1')).reply['execution_count'])
    const passing = await kernel.execute('throw new RangeError("in passing")', { store_history: false, stop_on_error: false })
    assert.equal(passing.reply['execution_count'], before + 1)
    assert.match(tracebackOf(passing), new RegExp(`Cell ${before + 1}, line 1`))
    assert.equal((await kernel.execute('2')).reply['execution_count'], before + 1)
    const { reply } = await kernel.request('history_request', { hist_access_type: 'tail', n: 2, output: false, raw: true })
    assert.deepEqual((reply['history'] as unknown[][]).map(([, , source]) => source), ['1', '2'])
  })
  test('answers user expressions, each with its value or its error', async () => {
    const { reply } = await kernel.execute('let u = 20', { user_expressions: { double: 'u * 2', wrong: 'nope' } })
    const { double, wrong } = reply['user_expressions'] as Record<string, { status: string; data?: unknown; ename?: string }>
    assert.deepEqual([double?.status, double?.data], ['ok', { 'text/plain': '40' }])
    assert.deepEqual([wrong?.status, wrong?.ename], ['error', 'ReferenceError'])
  })
  test('an error aborts what was sent with it, but not what is sent after the reply', async () => {
    const answers = Promise.all([kernel.execute('throw new Error("first")'), kernel.execute('1'), kernel.execute('2')])
    assert.deepEqual((await answers).map(({ reply }) => reply['status']), ['error', 'aborted', 'aborted'])
    assert.equal((await kernel.execute('3')).reply['status'], 'ok')
  })
  test('an error with stop_on_error false aborts nothing', async () => {
    const answers = Promise.all([kernel.execute('throw 0', { stop_on_error: false }), kernel.execute('1')])
    assert.deepEqual((await answers).map(({ reply }) => reply['status']), ['error', 'ok'])
  })
  test('cells that are sent together run in order', async () => {
    const cells = ['let order = [1]', 'await new Promise((done) => setTimeout(done, 20)); order.push(2)', 'order.push(3); order']
    const answers = await Promise.all(cells.map((code) => kernel.execute(code)))
    assert.equal(valueOf(answers[2]!), '[ 1, 2, 3 ]')
  })
  test('an empty cell is a cell', async () => {
    assert.equal((await kernel.execute('')).reply['status'], 'ok')
    assert.equal((await kernel.execute('// nothing')).reply['status'], 'ok')
  })
})

describe('while a cell spins', () => {
  test('questions are answered, and the status returns to busy', async () => {
    const [running] = await kernel.begin('for (;;);')
    const answers = await Promise.all([
      kernel.request('kernel_info_request'),
      kernel.request('is_complete_request', { code: '1' }),
      kernel.request('history_request', { hist_access_type: 'tail', n: 1 }),
      kernel.request('comm_info_request'),
      kernel.request('complete_request', { code: 'x', cursor_pos: 1 }),
      kernel.request('inspect_request', { code: 'x', cursor_pos: 1, detail_level: 0 }),
    ])
    for (const { reply } of answers) assert.notEqual(reply['status'], 'error')
    await sleep(50)
    const statuses = kernel.received.filter(({ header }) => header.msg_type === 'status')
    assert.equal(statuses.at(-1)?.content['execution_state'], 'busy')
    await kernel.interrupt()
    await running
  })
})

describe('is_complete', () => {
  for (const [code, status] of [
    ['const a = 1', 'complete'], ['', 'complete'], ['function f() {', 'incomplete'], ['[1,', 'incomplete'], ['f(', 'incomplete'],
    [
      '`template',
      'incomplete',
    ], ['const x = ;', 'invalid'], ['let a = 1; let a = 2', 'invalid'], ['if (x) {\n  y', 'incomplete'], ['type A =', 'incomplete'],
  ]) {
    test(`${JSON.stringify(code)}: ${status}`, async () => {
      const { reply } = await kernel.request('is_complete_request', { code: code! })
      assert.equal(reply['status'], status)
    })
  }
})

describe('what this kernel does not do is refused in order', () => {
  test('an unknown message is met with busy and idle', async () => {
    const odd = message('odd_request', {})
    kernel.process.post(odd)
    await kernel.request('kernel_info_request')
    const states = kernel.received.filter(({ parent_header: parent }) => (parent as { msg_id?: string }).msg_id === odd.header.msg_id)
    assert.deepEqual(states.map(({ content }) => content['execution_state']), ['busy', 'idle'])
  })
})

function message(type: string, content: JupyterMessage['content']): JupyterMessage {
  const date = new Date().toISOString()
  const header = { msg_id: crypto.randomUUID(), msg_type: type, session: 's', username: 'u', date, version: '5.3' }
  return { channel: 'shell', header, parent_header: {}, metadata: {}, content }
}
