// The server core without Node: bundled for a browser, run where there is nothing but web standards, with its files in a Map.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'

const ROOT = new URL('../..', import.meta.url).pathname

/** A page's worth of globals: what browsers have too, and nothing of Node. */
const WEB = { URLSearchParams, TextEncoder, TextDecoder, crypto, atob, btoa, setTimeout, clearTimeout, structuredClone, console }

/** A host as a page would hand in: files in memory, a kernel that is told of but never started here. */
const PAGE = `
  import { createCore, HttpError } from './app/server/core/index.ts'
  const files = new Map()
  const now = () => new Date().toISOString()
  const describe = (type, path, size) =>
    ({ type, name: path.split('/').pop(), path, size, writable: true, modified: now(), created: now() })
  const entry = (path) => describe(path.endsWith('.ipynb') ? 'notebook' : 'file', path, files.get(path).length)
  const folder = (path) => describe('directory', path, null)
  const storage = {
    stat: async (path) => (path === '' || path === '.ipynb_checkpoints' ? folder(path) : files.has(path) ? entry(path) : null),
    list: async () => [...files.keys()].map(entry),
    read: async (path) => files.get(path),
    write: async (path, bytes) => void files.set(path, bytes),
    makeFolder: async () => {},
    rename: async (from, to) => void (files.set(to, files.get(from)), files.delete(from)),
    remove: async (path) => void files.delete(path),
    locate: async () => null,
  }
  const store = () => {
    const texts = new Map()
    return {
      get: async (name) => (texts.has(name) ? { text: texts.get(name), modified: now() } : null),
      set: async (name, text) => void texts.set(name, text),
      remove: async (name) => void texts.delete(name),
      names: async () => [...texts.keys()],
    }
  }
  const core = createCore({
    storage, settings: store(), workspaces: store(), config: store(), overrides: {}, log: console.log,
    launchKernel() { throw new Error('The page has no kernel.') },
    schemas: async () => [{ id: 'p:q', version: '1', schema: {} }],
  })
  globalThis.ask = async (method, path, body) => {
    const [address, query] = path.split('?')
    const request = { method, segments: address.split('/').filter(Boolean), query: new URLSearchParams(query), body }
    const statusOf = (error) => (error instanceof HttpError ? error.status : String(error))
    return core.handle(request).catch((error) => ({ status: statusOf(error), body: error.message }))
  }
`

test('in a place without Node it keeps notebooks, settings and checkpoints, and refuses what it must', async () => {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: ROOT },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  })
  const place = createContext({ ...WEB })
  assert.equal(runInContext('typeof process + typeof Buffer + typeof require', place), 'undefined'.repeat(3))
  runInContext(outputFiles[0]?.text ?? '', place)
  // any: the bodies have every shape
  const ask = place['ask'] as (method: string, path: string, body?: unknown) => Promise<{ status: number; body: any }>

  const made = await ask('POST', '/api/contents', { type: 'notebook' })
  assert.deepEqual([made.status, made.body.path], [201, 'Untitled.ipynb'])
  const content = (await ask('GET', '/api/contents/Untitled.ipynb?hash=1')).body
  assert.match(content.hash, /^[0-9a-f]{64}$/)
  await ask('POST', '/api/contents/Untitled.ipynb/checkpoints')
  const changed = { ...content.content, cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: 'x' }] }
  assert.equal((await ask('PUT', '/api/contents/Untitled.ipynb', { type: 'notebook', content: changed })).status, 200)
  assert.equal((await ask('GET', '/api/contents/Untitled.ipynb')).body.content.cells.length, 1)
  assert.equal((await ask('POST', '/api/contents/Untitled.ipynb/checkpoints/checkpoint')).status, 204)
  assert.equal((await ask('GET', '/api/contents/Untitled.ipynb')).body.content.cells.length, 0)
  assert.equal((await ask('PUT', '/lab/api/settings/p:q', { raw: '{"a":1}' })).status, 204)
  assert.equal((await ask('GET', '/lab/api/settings/p:q')).body.raw, '{"a":1}')
  assert.equal((await ask('GET', '/api/contents/../x')).status, 404)
  const { status, body } = await ask('POST', '/api/kernels', {})
  assert.deepEqual([status, body], [500, 'The page has no kernel.'])
})
