// WebSockets: who may open one, and frames that are broken, huge or none at all. The server outlives all of them.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import fc from 'fast-check'
import WebSocket from 'ws'
import { V1_PROTOCOL } from '../../app/server/core/kernels/wire.ts'
import { openFrontEnd } from './front-end.ts'
import { notebookText, startLab } from './lab.ts'

const lab = await startLab({ 'n.ipynb': notebookText() }, { bodyLimit: 100_000 })
const { port, token } = lab.server
const kernelId = (await lab.send('POST', '/api/sessions', { body: { path: 'n.ipynb', type: 'notebook' } })).json.kernel.id as string
const channels = `/api/kernels/${kernelId}/channels`

/** Tries to open a socket; resolves with the status of the refusal, or 101. */
function tryOpen(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    socket.once('open', () => {
      resolve(101)
      socket.terminate()
    })
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.once('error', reject)
  })
}

const authorized = { Authorization: `token ${token}` }
const cases: [string, string, Record<string, string>, number][] = [
  ['with the token in a header', channels, authorized, 101],
  ['with the token in the address', `${channels}?token=${token}`, {}, 101],
  ['of its own page', channels, { ...authorized, Origin: `http://127.0.0.1:${port}` }, 101],
  ['for events', '/api/events/subscribe', authorized, 101],
  ['without a token', channels, {}, 403],
  ['with a wrong token', `${channels}?token=${token}0`, {}, 403],
  ['without a token for events', '/api/events/subscribe', {}, 403],
  ['of another page', channels, { ...authorized, Origin: 'http://evil.example' }, 403],
  ['of another port', channels, { ...authorized, Origin: `http://127.0.0.1:${port + 1}` }, 403],
  ['of a page in a sandbox', channels, { ...authorized, Origin: 'null' }, 403],
  ['by another name', channels, { ...authorized, Host: `evil.example:${port}` }, 403],
  ['for a kernel that is not there', '/api/kernels/none/channels', authorized, 404],
  ['for something else', '/api/contents', authorized, 404],
  ['at an address that is none', '/%zz', authorized, 400],
]
for (const [name, path, headers, status] of cases) {
  test(`a socket ${name} gets ${status}`, async () => assert.equal(await tryOpen(path, headers), status))
}

test('a socket with the cookie is opened for the page that has it', async () => {
  const login = await lab.get(`/lab?token=${token}`, { token: false })
  const Cookie = (login.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
  assert.equal(await tryOpen(channels, { Cookie, Origin: `http://127.0.0.1:${port}` }), 101)
  assert.equal(await tryOpen(channels, { Cookie, Origin: 'http://evil.example' }), 403)
})

const open: WebSocket[] = []
after(() => open.forEach((socket) => socket.terminate()))

/** Sends one frame over a socket of its own and resolves with the code that the server closes it with. */
function sendFrame(frame: string | Uint8Array, protocols: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${channels}?token=${token}`, protocols)
    open.push(socket)
    socket.once('open', () => socket.send(frame))
    socket.once('close', resolve)
    socket.once('error', reject)
  })
}

test('a frame that is no message closes its socket with 1007', async () => {
  const frame = fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.string(), fc.json())
  await fc.assert(
    fc.asyncProperty(frame, fc.constantFrom<string[]>([], [V1_PROTOCOL]), async (bytes, protocols) =>
      assert.equal(await sendFrame(bytes, protocols), 1007),
    ),
    { numRuns: 60 },
  )
})

test('a frame beyond the limit closes its socket with 1009', async () => {
  assert.equal(await sendFrame('x'.repeat(100_001), []), 1009)
})

test('bytes that break the WebSocket protocol end the connection', async () => {
  const socket = connect(port, '127.0.0.1')
  const ended = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => {})
  socket.write(
    `GET ${channels}?token=${token} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await new Promise((resolve) => socket.once('data', resolve))
  socket.write(new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))
  await ended
})

test('a request that is no HTTP gets 400 and nothing else happens', async () => {
  for (const words of [
    'nonsense\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
  ]) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.end(words)
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
    assert.match(answer, /^HTTP\/1\.1 4\d\d /)
    assert.doesNotMatch(answer, /\bat .*\.ts/)
  }
})

test('after all that the kernel is the same and works', async () => {
  assert.deepEqual(lab.log, [])
  const front = await openFrontEnd(lab, kernelId)
  assert.equal((await front.run('1 + 1')).content['status'], 'ok')
})
