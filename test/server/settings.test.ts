// Settings, workspaces and configuration: defaults from the front end's build and from the course, a person's changes kept in their state
// folder from one start to the next.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startServer } from '../../app/server/index.ts'
import { stateFolder } from '../../app/server/node/text-store.ts'
import { launchKernel } from '../../kernels/node/launch.ts'
import { schema, startLab } from './lab.ts'

const overrides = { [schema.id]: { fontSize: 15, editor: { wrap: true }, newOne: 'x' }, 'no-such-plugin': { a: 1 } }
const lab = await startLab({}, { overrides })
const address = `/lab/api/settings/${schema.id}`

test('a plugin’s settings are its schema, the course’s defaults and the person’s own text', async () => {
  const { json } = await lab.get(address)
  assert.deepEqual([json.id, json.version, json.raw], [schema.id, '4.6.4', '{}'])
  assert.deepEqual(json.schema.properties.fontSize, { type: 'number', default: 15 })
  assert.deepEqual(json.schema.properties.editor, { default: { wrap: true, size: 1 } })
  assert.deepEqual(json.schema.properties.newOne, { default: 'x' })
  assert.deepEqual((await lab.get('/lab/api/settings?ids_only=true')).json, { settings: [{ id: schema.id }] })
  assert.equal((await lab.get('/lab/api/settings/none:x')).status, 404)
})

test('what a person changes is kept as they wrote it, outside of the course folder, and is there after the next start', async () => {
  const raw = '{\n  // larger\n  "fontSize": 18\n}'
  assert.equal((await lab.send('PUT', address, { body: { raw } })).status, 204)
  assert.equal((await lab.send('PUT', address, { body: {} })).status, 400)
  assert.equal((await lab.send('PUT', '/lab/api/settings/none:x', { body: { raw } })).status, 404)
  assert.equal((await lab.get('/lab/api/settings')).json.settings[0].raw, raw)
  assert.deepEqual(readdirSync(lab.root), [])

  const next = await startServer({ root: lab.root, dist: join(lab.outside, 'dist'), state: lab.state, launchKernel })
  const kept = (await (await fetch(`${next.url}${address}?token=${next.token}`)).json()) as { raw: string }
  await next.close()
  assert.equal(kept.raw, raw)
})

test('a workspace is kept for the folder it belongs to', async () => {
  const workspace = { data: { 'layout-restorer:data': { main: {} } }, metadata: { id: 'default' } }
  assert.equal((await lab.send('PUT', '/lab/api/workspaces/default', { body: workspace })).status, 204)
  assert.deepEqual((await lab.get('/lab/api/workspaces/default')).json.data, workspace.data)
  assert.deepEqual((await lab.get('/lab/api/workspaces')).json.workspaces.ids, ['default'])
  const other = await startLab({}, { state: lab.state })
  assert.deepEqual((await other.get('/lab/api/workspaces/default')).json.data, {})
  assert.equal((await lab.send('DELETE', '/lab/api/workspaces/default')).status, 204)
  assert.deepEqual((await lab.get('/lab/api/workspaces')).json.workspaces, { ids: [], values: [] })
})

test('whatever a workspace is called, it is one file in its own folder', async () => {
  for (const name of ['..', '../../x', 'a/b', 'auto-é', 'CON', 'a*b', '.hidden']) {
    const path = `/lab/api/workspaces/${encodeURIComponent(name)}`
    assert.equal((await lab.send('PUT', path, { body: { data: { name }, metadata: {} } })).status, 204, name)
    assert.deepEqual((await lab.get(path)).json.data, { name })
  }
  const [folder = ''] = readdirSync(join(lab.state, 'workspaces'))
  assert.equal(readdirSync(join(lab.state, 'workspaces', folder)).length, 7)
  assert.ok(!existsSync(join(lab.outside, 'x.json')))
  assert.equal((await lab.send('PUT', `/lab/api/workspaces/${'x'.repeat(500)}`, { body: {} })).status, 400)
})

test('a workspace whose file was damaged is empty, not an error', async () => {
  await lab.send('PUT', '/lab/api/workspaces/damaged', { body: { data: { a: 1 }, metadata: {} } })
  const [folder = ''] = readdirSync(join(lab.state, 'workspaces'))
  const { writeFileSync } = await import('node:fs')
  writeFileSync(join(lab.state, 'workspaces', folder, 'damaged.json'), '{"da')
  assert.deepEqual((await lab.get('/lab/api/workspaces/damaged')).json.data, {})
})

test('a configuration is merged, and null removes', async () => {
  const patch = async (body: unknown): Promise<unknown> => (await lab.send('PATCH', '/api/config/notebook', { body })).json
  assert.deepEqual((await lab.get('/api/config/notebook')).json, {})
  assert.deepEqual(await patch({ Cell: { indent: 2, wrap: true } }), { Cell: { indent: 2, wrap: true } })
  assert.deepEqual(await patch({ Cell: { wrap: null, tab: 4 } }), { Cell: { indent: 2, tab: 4 } })
  assert.deepEqual((await lab.get('/api/config/notebook')).json, { Cell: { indent: 2, tab: 4 } })
  assert.equal((await lab.get('/api/config/..%2fx')).status, 404)
})

test('the state folder is the XDG one and closed to others', async () => {
  const before = process.env['XDG_STATE_HOME']
  process.env['XDG_STATE_HOME'] = '/somewhere'
  assert.equal(stateFolder(), join('/somewhere', 'downhill'))
  delete process.env['XDG_STATE_HOME']
  assert.match(stateFolder(), /[\\/]\.local[\\/]state[\\/]downhill$/)
  if (before !== undefined) process.env['XDG_STATE_HOME'] = before
  if (process.platform !== 'win32') assert.equal(statSync(join(lab.state, 'settings')).mode & 0o077, 0)
})

test('what this server does not offer it says it has none of', async () => {
  assert.deepEqual((await lab.get('/api/terminals')).json, [])
  assert.deepEqual((await lab.get('/api/nbconvert')).json, {})
  assert.deepEqual((await lab.get('/lsp/status')).json, { version: 2, sessions: {}, specs: {} })
  assert.deepEqual(Object.keys((await lab.get('/lab/api/translations')).json.data), ['en'])
  assert.deepEqual((await lab.get('/lab/api/translations/de_DE')).json, { data: {}, message: '' })
  assert.equal((await lab.get('/nbconvert/html/x.ipynb')).status, 404)
  assert.equal(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8').includes(
      `"version": "${/"appVersion":"([^"]*)"/.exec((await lab.get('/lab')).text)?.[1]}"`,
    ),
    true,
  )
})
