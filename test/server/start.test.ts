// How the server starts, what it says when it cannot, and that it leaves nothing behind.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { startServer } from '../../app/server/index.ts'
import { launchKernel } from '../../kernels/node/launch.ts'
import { startLab, writeFiles } from './lab.ts'

const lab = await startLab()
const dist = join(lab.outside, 'dist')

test('without a port it takes a free one of the loopback address', async () => {
  assert.match(lab.server.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.equal(lab.server.url, `http://127.0.0.1:${lab.server.port}`)
  assert.equal((await lab.get('/api')).json.version, '2.14.0')
})

test('every start has a token of its own, of at least 128 bits', async () => {
  const other = await startLab()
  assert.notEqual(lab.server.token, other.server.token)
  assert.match(lab.server.token, /^[0-9a-f]{32,}$/)
})

const refusals: [string, () => Promise<object>, string, RegExp][] = [
  [
    'a port that is taken',
    async () => ({ port: await takenPort() }),
    'EADDRINUSE',
    /^Port \d+ is taken on 127\.0\.0\.1\. Choose another, or none to get a free one\.$/,
  ],
  ['a port that is none', async () => ({ port: 70000 }), 'ERR_SOCKET_BAD_PORT', /^70000 is no port: /],
  ['an address that is not this machine’s', async () => ({ host: '192.0.2.1' }), 'EADDRNOTAVAIL', /^192\.0\.2\.1 is no address/],
  ['a folder that does not exist', async () => ({ root: join(lab.outside, 'nowhere') }), 'ENOENT', /^There is no such folder: .*nowhere$/],
  ['a file instead of a folder', async () => ({ root: join(dist, 'schemas.json') }), 'ENOTDIR', /schemas\.json is a file, not a folder/],
  ['a front end that is not built', async () => ({ dist: lab.root }), 'ERR_NOT_BUILT', /not built .* Run `npm run build` first\.$/],
  ['an empty token', async () => ({ token: '' }), 'ERR_TOKEN', /^The token must not be empty/],
]

for (const [what, options, code, message] of refusals) {
  test(`${what} is refused with one clear line`, async () => {
    const chosen = { root: lab.root, dist, state: lab.state, launchKernel, ...(await options()) }
    await assert.rejects(startServer(chosen), (error: Error & { code?: string }) => {
      assert.equal(error.code, code)
      assert.match(error.message, message)
      assert.ok(!error.message.includes('\n'))
      return true
    })
  })
}

test('closed, it frees its port and leaves no file that is not asked for', async () => {
  const root = join(lab.outside, 'left')
  writeFiles(root, { 'a.txt': 'a' })
  const server = await startServer({ root, dist, state: join(lab.outside, 'left-state'), launchKernel })
  await fetch(`${server.url}/api/contents?token=${server.token}`)
  await Promise.all([server.close(), server.close()])
  await assert.rejects(fetch(`${server.url}/api`))
  assert.deepEqual(readdirSync(root), ['a.txt'])
  const again = await startServer({ root, dist, port: server.port, launchKernel })
  await again.close()
})

test('closing does not wait for a browser that keeps its connection', async () => {
  const server = await startServer({ root: lab.root, dist, state: lab.state, launchKernel })
  const idle = connect(server.port, '127.0.0.1')
  const closed = new Promise((resolve) => idle.once('close', resolve).on('error', () => {}))
  await new Promise((resolve) => idle.once('connect', resolve))
  idle.write('GET /api HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  await server.close()
  await closed
})

/** A port that some other program listens on, which is this one for as long as the test runs. */
async function takenPort(): Promise<number> {
  const other = createServer().listen(0, '127.0.0.1').unref()
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
