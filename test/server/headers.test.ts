// What answers tell a browser: what it may do with them, keep of them and say about them.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { notebookText, startLab } from './lab.ts'

const lab = await startLab(
  { 'page.html': '<script>alert(1)</script>', 'note.ipynb': notebookText(), 'picture.svg': '<svg/>', 'raw.xyz': 'x' },
  { bodyLimit: 2000 },
)

const kinds = ['/lab', '/api', '/api/contents/none', '/files/page.html', '/static/main.js', '/static/none.js', '/nowhere']

for (const path of kinds) {
  test(`${path}: no guessing of types, no address passed on, no use by other sites`, async () => {
    const { headers } = await lab.get(path)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
    assert.equal(headers['access-control-allow-origin'], undefined)
  })
}

test('the page runs only the front end’s own scripts and speaks only to its own server', async () => {
  const { headers, text } = await lab.get('/lab')
  const policy = Object.fromEntries(
    String(headers['content-security-policy'])
      .split('; ')
      .map((part) => [part.split(' ')[0], part.split(' ').slice(1)]),
  )
  assert.deepEqual(policy['script-src'], ["'self'", "'unsafe-eval'"])
  assert.deepEqual(policy['connect-src'], ["'self'"])
  assert.deepEqual(policy['frame-ancestors'], ["'self'"])
  assert.deepEqual(policy['object-src'], ["'none'"])
  assert.deepEqual(policy['default-src'], ["'self'"])
  assert.deepEqual(policy['style-src'], ["'self'", "'unsafe-inline'"])
  const scripts = [...text.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
  assert.equal(scripts.length, 2)
  for (const [, attributes, body] of scripts)
    assert.ok(attributes?.includes('type="application/json"') || body === '', 'a script in the page')
})

test('a page among the person’s files runs as a stranger', async () => {
  for (const path of ['/files/page.html', '/files/picture.svg', '/files/raw.xyz', '/files/note.ipynb']) {
    const { status, headers } = await lab.get(path)
    assert.equal(status, 200)
    assert.match(String(headers['content-security-policy']), /^sandbox allow-scripts;.*frame-ancestors 'self'/)
  }
  assert.equal((await lab.get('/files/raw.xyz')).headers['content-type'], 'application/octet-stream')
})

test('answers of the API can neither be framed by others nor kept', async () => {
  const { headers } = await lab.get('/api/contents')
  assert.match(String(headers['content-security-policy']), /frame-ancestors 'self'/)
  assert.equal(headers['cache-control'], 'no-store')
})

test('a file with a hash in its name is kept for good, another is asked for again and not sent twice', async () => {
  assert.match(String((await lab.get('/static/chunks/part-AB12CD34.js')).headers['cache-control']), /immutable/)
  const first = await lab.get('/static/main.js')
  assert.equal(first.headers['cache-control'], 'no-cache')
  const second = await lab.get('/static/main.js', { headers: { 'If-None-Match': String(first.headers.etag) } })
  assert.deepEqual([second.status, second.text], [304, ''])
})

test('a file is sent as a download where that is asked for, its name kept whatever it is', async () => {
  await lab.send('PUT', `/api/contents/${encodeURIComponent('fünf "o\'clock".txt')}`, { body: { type: 'file', content: 'x' } })
  const { headers } = await lab.get(`/files/${encodeURIComponent('fünf "o\'clock".txt')}?download=1`)
  assert.equal(headers['content-disposition'], `attachment; filename*=UTF-8''f%C3%BCnf%20%22o'clock%22.txt`)
})

test('HEAD gets the headers alone', async () => {
  for (const path of ['/lab', '/api', '/files/page.html', '/static/main.js']) {
    const [get, head] = await Promise.all([lab.get(path), lab.send('HEAD', path)])
    assert.deepEqual([head.status, head.text, head.headers['content-length']], [get.status, '', get.headers['content-length']], path)
  }
})

test('a body beyond the limit is refused, announced or not, and the server goes on', async () => {
  const body = JSON.stringify({ type: 'file', content: 'x'.repeat(5000) })
  const announced = await lab.send('PUT', '/api/contents/big.txt', { body, headers: { 'Content-Length': String(body.length) } })
  assert.equal(announced.status, 413)
  const chunked = await lab.send('PUT', '/api/contents/big.txt', { body, headers: { 'Transfer-Encoding': 'chunked' } })
  assert.equal(chunked.status, 413)
  assert.match(chunked.json.message, /^The request is larger than/)
  assert.equal((await lab.get('/api/contents/big.txt')).status, 404)
})

test('a body beyond the limit is refused before it has ended', async () => {
  const socket = connect(lab.server.port, '127.0.0.1')
  const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
  socket.write(`PUT /api/contents/endless.txt?token=${lab.server.token} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n`)
  socket.write(`bb8\r\n${'x'.repeat(0xbb8)}\r\n`)
  assert.match(await answer, /^HTTP\/1\.1 413 /)
  socket.destroy()
})

test('the page names its folder, its file and its workspace, and no path can break out of it', async () => {
  const config = async (path: string): Promise<Record<string, unknown>> => {
    const { text } = await lab.get(path)
    return JSON.parse(/type="application\/json">([^<]*)</.exec(text)?.[1] ?? '')
  }
  assert.equal((await config('/lab/tree/a%20b/c.ipynb'))['treePath'], 'a b/c.ipynb')
  assert.equal((await config('/lab'))['mode'], 'multiple-document')
  assert.equal((await config('/doc/tree/c.ipynb'))['mode'], 'single-document')
  const { workspace, treePath } = await config('/lab/workspaces/auto-1/tree/c.ipynb')
  assert.deepEqual([workspace, treePath], ['auto-1', 'c.ipynb'])
  assert.equal((await config('/lab/tree/%3C%2Fscript%3E%3Cscript%3Ealert(1)'))['treePath'], '</script><script>alert(1)')
  assert.equal((await lab.get('/lab/nothing')).status, 404)
  assert.deepEqual([(await lab.get('/')).status, (await lab.get('/')).headers.location], [302, '/lab'])
})
