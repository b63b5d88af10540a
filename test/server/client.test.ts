// JupyterLab's own client library against the server: what the front end does with files, settings, workspaces and kernels, with its own
// validation of every answer.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, test } from 'node:test'
import type * as Services from '@jupyterlab/services'
import { notebookText, schema, startLab } from './lab.ts'

const services = createRequire(import.meta.url)('@jupyterlab/services') as typeof Services
const lab = await startLab({ 'n.ipynb': notebookText('2 + 3'), 'broken.ipynb': '{' })
const serverSettings = services.ServerConnection.makeSettings({
  baseUrl: `${lab.server.url}/`,
  wsUrl: `${lab.server.url.replace('http', 'ws')}/`,
  appUrl: 'lab',
  token: lab.server.token,
})
const contents = new services.ContentsManager({ serverSettings })

test('files: read, saved, renamed, copied, kept and restored', async () => {
  const model = await contents.get('n.ipynb', { type: 'notebook', content: true, hash: true })
  assert.equal(model.content.cells[0].source, '2 + 3')
  model.content.cells[0].source = 'changed'
  await contents.createCheckpoint('n.ipynb')
  const saved = await contents.save('n.ipynb', { type: 'notebook', format: 'json', content: model.content })
  assert.notEqual((await contents.get('n.ipynb', { content: false, hash: true })).hash, model.hash)
  assert.equal(saved.path, 'n.ipynb')
  const [checkpoint] = await contents.listCheckpoints('n.ipynb')
  await contents.restoreCheckpoint('n.ipynb', checkpoint?.id ?? '')
  assert.equal((await contents.get('n.ipynb')).content.cells[0].source, '2 + 3')
  const made = await contents.newUntitled({ type: 'directory' })
  const copy = await contents.copy('n.ipynb', made.path)
  assert.equal((await contents.rename(copy.path, `${made.path}/m ü.ipynb`)).name, 'm ü.ipynb')
  assert.deepEqual(
    (await contents.get(made.path)).content.map((one: { name: string }) => one.name),
    ['m ü.ipynb'],
  )
  await contents.delete(`${made.path}/m ü.ipynb`)
  await contents.delete(made.path)
})

test('a notebook that cannot be read is an error with its one sentence', async () => {
  await assert.rejects(contents.get('broken.ipynb', { type: 'notebook', content: true }), {
    message: /^broken\.ipynb: not a notebook: the file is not JSON .* It was left as it is\.$/,
  })
})

test('settings and workspaces', async () => {
  const settings = new services.SettingManager({ serverSettings })
  await settings.save(schema.id, '{"fontSize": 20}')
  assert.equal((await settings.fetch(schema.id))?.raw, '{"fontSize": 20}')
  assert.deepEqual((await settings.list()).ids, [schema.id])
  const workspaces = new services.WorkspaceManager({ serverSettings })
  await workspaces.save('default', { data: { a: 1 }, metadata: { id: 'default' } })
  assert.deepEqual((await workspaces.fetch('default')).data, { a: 1 })
  assert.deepEqual((await workspaces.list()).ids, ['default'])
  await workspaces.remove('default')
})

test('a kernel: its spec, its info, a cell, a restart after which it answers, its end', async () => {
  const specs = await services.KernelSpecAPI.getSpecs(serverSettings)
  assert.deepEqual([specs.default, specs.kernelspecs['downhill']?.display_name], ['downhill', 'TypeScript (Downhill)'])
  const kernelManager = new services.KernelManager({ serverSettings, standby: 'never' })
  const sessions = new services.SessionManager({ serverSettings, kernelManager, standby: 'never' })
  after(() => [sessions, kernelManager].forEach((manager) => manager.dispose()))

  const session = await sessions.startNew({ path: 'n.ipynb', name: 'n.ipynb', type: 'notebook', kernel: { name: 'downhill' } })
  const kernel = session.kernel
  assert.ok(kernel)
  assert.equal((await kernel.info).language_info.name, 'typescript')

  const outputs: unknown[] = []
  const future = kernel.requestExecute({ code: 'const kept = 1; console.log("out"); kept + 1' })
  future.onIOPub = ({ header, content }) => void (['stream', 'execute_result'].includes(header.msg_type) && outputs.push(content))
  const reply = await future.done
  assert.equal(reply?.content.status, 'ok')
  assert.deepEqual((outputs[0] as { text: string }).text, 'out\n')
  assert.deepEqual((outputs[1] as { data: Record<string, string> }).data['text/plain'], '2')
  await idle(kernel)

  await kernel.restart()
  const again = await kernel.requestExecute({ code: 'typeof kept' }).done
  assert.equal(again?.content.status, 'ok')
  await idle(kernel)

  const killed = new Promise<void>((resolve) =>
    kernel.statusChanged.connect((_, status) => void (status === 'autorestarting' && resolve())),
  )
  kernel.requestExecute({ code: 'process.kill(process.pid, "SIGKILL"); while (true) {}' }).done.catch(() => {})
  await killed
  assert.equal(
    (await kernel.requestExecute({ code: '1' }).done)?.content.status,
    'ok',
    'after a crash the front end has found its way back',
  )

  await session.shutdown()
  assert.deepEqual(await services.SessionAPI.listRunning(serverSettings), [])
})

/** Resolves when the front end shows the kernel as idle. */
function idle(kernel: Services.Kernel.IKernelConnection): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => void (kernel.status === 'idle' && resolve())
    kernel.statusChanged.connect(look)
    look()
  })
}
