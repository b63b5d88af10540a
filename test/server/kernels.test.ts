// Kernels over the server: started, shared, interrupted, restarted, ended. The kernel is the real one.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { Activity } from '../../app/server/core/kernels/activity.ts'
import { launchKernel } from '../../kernels/node/launch.ts'
import { MessageMaker } from '../../kernels/session/message.ts'
import { isStatus, openFrontEnd } from './front-end.ts'
import { notebookText, startLab } from './lab.ts'

const launched: ReturnType<typeof launchKernel>[] = []
const launch: typeof launchKernel = (options) => {
  const kernel = launchKernel(options)
  launched.push(kernel)
  return kernel
}
const lab = await startLab({ 'n.ipynb': notebookText(), 'sub/m.ipynb': notebookText() }, { launchKernel: launch })
const open = (path: string): ReturnType<typeof lab.send> =>
  lab.send('POST', '/api/sessions', { body: { path, name: path, type: 'notebook', kernel: { name: 'downhill' } } })
const kernelOf = async (path: string): Promise<string> => (await open(path)).json.kernel.id
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a session starts a kernel that is ready, and opening it again finds the same', async () => {
  const first = await open('n.ipynb')
  assert.equal(first.status, 201)
  assert.deepEqual(
    [first.json.path, first.json.type, first.json.kernel.name, first.json.kernel.execution_state],
    ['n.ipynb', 'notebook', 'downhill', 'idle'],
  )
  const again = await Promise.all([open('n.ipynb'), open('n.ipynb')])
  assert.deepEqual(
    again.map(({ json }) => [json.id, json.kernel.id]),
    [1, 2].map(() => [first.json.id, first.json.kernel.id]),
  )
  assert.deepEqual((await lab.get('/api/sessions')).json.length, 1)
  assert.equal((await lab.get(`/api/sessions/${first.json.id}`)).json.kernel.id, first.json.kernel.id)
})

test('two requests for a new session start one kernel', async () => {
  const before = launched.length
  const [a, b] = await Promise.all([open('sub/m.ipynb'), open('sub/m.ipynb')])
  assert.equal(a.json.kernel.id, b.json.kernel.id)
  assert.equal(launched.length, before + 1)
})

test('a kernel works in the folder of its notebook', async () => {
  const front = await openFrontEnd(lab, await kernelOf('sub/m.ipynb'))
  const reply = await front.run('console.log(process.cwd())')
  assert.equal(front.output(reply.parent_header.msg_id ?? '').trim(), join(lab.root, 'sub'))
})

for (const [name, protocols] of [
  ['version 1', undefined],
  ['JSON', []],
] as const) {
  test(`a cell runs over ${name}: its output, its result, its reply`, async () => {
    const front = await openFrontEnd(lab, await kernelOf('n.ipynb'), protocols && [...protocols])
    const reply = await front.run('console.log("over", 1 + 1); 6 * 7')
    const id = reply.parent_header.msg_id ?? ''
    assert.equal(reply.content['status'], 'ok')
    const result = await front.until(({ header, parent_header }) => header.msg_type === 'execute_result' && parent_header.msg_id === id)
    assert.deepEqual((result.content['data'] as Record<string, unknown>)['text/plain'], '42')
    await front.until((message) => isStatus('idle')(message) && message.parent_header.msg_id === id)
    assert.equal(front.output(id), 'over 2\n')
  })
}

test('what a cell shows goes to every front end, a reply only to the one that asked', async () => {
  const id = await kernelOf('n.ipynb')
  const [asking, watching] = [await openFrontEnd(lab, id), await openFrontEnd(lab, id)]
  const reply = await asking.run('console.log("hello")')
  const request = reply.parent_header.msg_id ?? ''
  await watching.until((message) => isStatus('idle')(message) && message.parent_header.msg_id === request)
  assert.equal(watching.output(request), 'hello\n')
  assert.ok(!watching.received.some(({ header }) => header.msg_type === 'execute_reply'))
})

test('a front end that connects is told what the kernel is doing; questions answered meanwhile do not make it idle', async () => {
  const id = await kernelOf('n.ipynb')
  const front = await openFrontEnd(lab, id)
  await front.until(isStatus('idle'))
  const busy = front.run('while (true) {}')
  await front.until((message) => isStatus('busy')(message) && message.parent_header.msg_type === 'execute_request')
  front.send('kernel_info_request', {})
  await front.until(({ header }) => header.msg_type === 'kernel_info_reply')
  assert.equal((await lab.get(`/api/kernels/${id}`)).json.execution_state, 'busy')
  const second = await openFrontEnd(lab, id)
  await second.until(isStatus('busy'))
  assert.equal((await lab.send('POST', `/api/kernels/${id}/interrupt`)).status, 204)
  assert.equal((await busy).content['status'], 'error')
  await front.until((message) => isStatus('idle')(message) && message.parent_header.msg_type === 'execute_request')
  assert.equal((await lab.get(`/api/kernels/${id}`)).json.execution_state, 'idle')
})

test('a kernel is busy from the request of a cell to its end, whatever else it answers in between', () => {
  const maker = new MessageMaker()
  const activity = new Activity()
  const states = [
    'execute_request busy',
    'complete_request busy',
    'complete_request idle',
    'kernel_info_request idle',
    'execute_request idle',
  ].map((step) => {
    const [type = '', execution_state = ''] = step.split(' ')
    activity.note(maker.make('iopub', 'status', { execution_state }, maker.make('shell', type, {}).header))
    return `${activity.state} ${activity.running?.msg_type ?? ''}`.trim()
  })
  assert.deepEqual(states, [...Array(4).fill('busy execute_request'), 'idle'])
})

test('restarted, a kernel has forgotten its variables and keeps its id; the old process is gone', async () => {
  const id = await kernelOf('n.ipynb')
  const front = await openFrontEnd(lab, id)
  await front.run('const kept = 1')
  const living = launched.filter((kernel) => kernel.pid !== undefined).map((kernel) => kernel.pid ?? 0)
  const restarted = await lab.send('POST', `/api/kernels/${id}/restart`)
  assert.deepEqual([restarted.status, restarted.json.id, restarted.json.execution_state], [200, id, 'idle'])
  while (living.every(isAlive)) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.equal((await front.run('typeof kept === "undefined" ? "gone" : kept')).content['status'], 'ok')
  const shown = front.received.filter(({ header }) => header.msg_type === 'execute_result').at(-1)
  assert.match(JSON.stringify(shown?.content['data']), /gone/)
})

test('ending a session ends its process and its sockets', async () => {
  const { json } = await open('ending.ipynb')
  const pid = launched.at(-1)?.pid ?? 0
  const front = await openFrontEnd(lab, json.kernel.id)
  assert.equal((await lab.send('DELETE', `/api/sessions/${json.id}`)).status, 204)
  assert.equal(await front.closed, 1000)
  assert.ok(!isAlive(pid))
  assert.equal((await lab.get(`/api/kernels/${json.kernel.id}`)).status, 404)
  assert.equal((await lab.send('DELETE', `/api/sessions/${json.id}`)).status, 404)
})

test('a session can be renamed, and given another kernel, which ends the one that it leaves', async () => {
  const { json } = await open('before.ipynb')
  const change = (body: unknown): ReturnType<typeof lab.send> => lab.send('PATCH', `/api/sessions/${json.id}`, { body })
  assert.equal((await change({ path: 'after.ipynb', name: 'after.ipynb' })).json.path, 'after.ipynb')
  assert.equal((await open('after.ipynb')).json.id, json.id)
  const changed = (await change({ kernel: { name: 'downhill' } })).json
  assert.notEqual(changed.kernel.id, json.kernel.id)
  assert.equal((await lab.get(`/api/kernels/${json.kernel.id}`)).status, 404)
  assert.equal((await lab.send('DELETE', `/api/kernels/${changed.kernel.id}`)).status, 204)
  assert.equal((await lab.get(`/api/sessions/${json.id}`)).status, 404, 'a session without its kernel is gone')
})

test('a kernel that this server does not have is refused by name', async () => {
  const answer = await lab.send('POST', '/api/sessions', { body: { path: 'p.ipynb', type: 'notebook', kernel: { name: 'python3' } } })
  assert.deepEqual(
    [answer.status, answer.json.message],
    [501, 'The kernel "python3" is not here. Choose "TypeScript (Downhill)" for this notebook.'],
  )
  assert.equal((await lab.send('POST', '/api/kernels/none/restart')).status, 404)
})

test('the server closed, no kernel is left, not even one that was just starting', async () => {
  const started: ReturnType<typeof launchKernel>[] = []
  const closing = await startLab({}, { launchKernel: (options) => (started.push(launchKernel(options)), started.at(-1)!) })
  const { json } = await closing.send('POST', '/api/sessions', { body: { path: 'a.ipynb', type: 'notebook' } })
  const front = await openFrontEnd(closing, json.kernel.id)
  void front.run('while (true) {}')
  await front.until((message) => isStatus('busy')(message) && message.parent_header.msg_type === 'execute_request')
  const late = closing.send('POST', '/api/sessions', { body: { path: 'b.ipynb', type: 'notebook' } }).catch(() => null)
  while (started.length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  const pids = started.map((kernel) => kernel.pid ?? 0)
  await closing.server.close()
  await late
  assert.deepEqual(pids.map(isAlive), [false, false])
  assert.ok([1000, 1001].includes(await front.closed))
})
