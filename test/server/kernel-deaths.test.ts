// Kernels that die: what the person hears, in one line, and when the server starts another. The kernel is the real one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launchKernel } from '../../kernels/node/launch.ts'
import { isStatus, openFrontEnd } from './front-end.ts'
import { notebookText, startLab, type Answer } from './lab.ts'

const lab = await startLab({ 'n.ipynb': notebookText(), 'sub/m.ipynb': notebookText() })
const open = (path: string): Promise<Answer> => lab.send('POST', '/api/sessions', { body: { path, type: 'notebook' } })
const kernelOf = async (path: string): Promise<string> => (await open(path)).json.kernel.id

const DEADLY = { code: 'process.kill(process.pid, "SIGKILL"); while (true) {}', silent: false }

test('a kernel that is killed while a cell runs says so below the cell and is there again', async () => {
  const front = await openFrontEnd(lab, await kernelOf('n.ipynb'))
  const request = front.send('execute_request', DEADLY)
  const restarting = await front.until(isStatus('restarting'))
  await front.next(isStatus('idle'))
  assert.match(front.output(request, 'stderr'), /SIGKILL[\s\S]*The kernel was started again; its variables are gone/)
  const input = front.received.find(({ header, parent_header }) => header.msg_type === 'execute_input' && parent_header.msg_id === request)
  assert.equal(
    restarting.header.session,
    input?.header.session,
    'said in the kernel’s own session, or the front end would drop what came before',
  )
  assert.equal((await front.run('1 + 1')).content['status'], 'ok')
})

test('one that ends with a trace is one line below the cell, and the trace is in the log', async () => {
  const front = await openFrontEnd(lab, await kernelOf('n.ipynb'))
  const code = `import { writeSync } from 'node:fs'\nwriteSync(2, 'FATAL: no more\\n    at somewhere.ts:1\\n'); ${DEADLY.code}`
  const request = front.send('execute_request', { code, silent: false })
  await front.until(isStatus('restarting'))
  await front.next(isStatus('idle'))
  assert.deepEqual(front.output(request, 'stderr').trim().split('\n'), [
    'The kernel stopped unexpectedly. The window in which Downhill was started says more.',
    'The kernel was started again; its variables are gone, so run the cells above first.',
  ])
  assert.match(lab.log.join('\n'), /A kernel ended: FATAL: no more\n    at somewhere\.ts:1/)
})

test('one that dies again and again is given up, with its reason, and starts once more when the notebook is opened anew', async () => {
  const path = 'sub/m.ipynb'
  const id = await kernelOf(path)
  const front = await openFrontEnd(lab, id)
  let deaths = 0
  for (let state: unknown; state !== 'dead' && deaths < 10; deaths++) {
    front.send('execute_request', DEADLY)
    const after = await front.next((message) => isStatus('dead')(message) || isStatus('restarting')(message))
    state = after.content['execution_state']
    if (state === 'restarting') await front.next(isStatus('idle'))
  }
  assert.equal(deaths, 6, 'five starts, and then no more')
  const model = (await lab.get(`/api/kernels/${id}`)).json
  assert.equal(model.execution_state, 'dead')
  assert.match(model.reason, /SIGKILL/)
  const reopened = (await open(path)).json
  assert.notEqual(reopened.kernel.id, id)
  assert.equal(reopened.kernel.execution_state, 'idle')
})

test('a kernel that dies at start is a sentence for the person, and leaves no session', async () => {
  const dying = await startLab(
    {},
    { launchKernel: ({ cwd }) => launchKernel({ cwd, env: { NODE_OPTIONS: '--require=./does-not-exist.cjs' } }) },
  )
  const answer = await dying.send('POST', '/api/sessions', { body: { path: 'n.ipynb', type: 'notebook', kernel: { name: 'downhill' } } })
  assert.equal(answer.status, 500)
  const sentence = 'The kernel ended before it could answer (exit code 1). The window in which Downhill was started says more.'
  assert.equal(answer.json.message, sentence)
  assert.match(dying.log.join('\n'), /Cannot find module '.\/does-not-exist\.cjs'/)
  assert.deepEqual([(await dying.get('/api/sessions')).json, (await dying.get('/api/kernels')).json], [[], []])
})

test('a kernel that cannot even be launched is a sentence too', async () => {
  const dying = await startLab({}, { launchKernel: () => launchKernel({ cwd: '/does/not/exist' }) })
  const answer = await dying.send('POST', '/api/kernels', { body: {} })
  assert.equal(answer.status, 500)
  assert.match(answer.json.message, /^The kernel could not be started: /)
})
