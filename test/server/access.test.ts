// Who may speak to the server: the conventions of Jupyter Server, each tried from the outside.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startLab, type Answer } from './lab.ts'

const lab = await startLab({ 'a.txt': 'secret' })
const { token, port } = lab.server
const stranger = { token: false }

/** Opens the page with the token, as a browser does, and returns the cookies that it then has. */
async function login(): Promise<{ cookies: Record<string, string>; answer: Answer }> {
  const answer = await lab.get(`/lab/tree/a%20b.ipynb?reset&token=${token}`, stranger)
  const cookies = Object.fromEntries((answer.headers['set-cookie'] ?? []).map((cookie) => (cookie.split(';')[0] ?? '').split('=')))
  return { cookies, answer }
}
const cookieHeader = (cookies: Record<string, string>): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

test('it listens on the loopback address only', async () => {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address?.internal === false && address.family === 'IPv4')
  for (const address of addresses) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(port, address?.address ?? '')
        .once('connect', () => resolve(true))
        .once('error', () => resolve(false))
      socket.setTimeout(1000, () => resolve(false))
      socket.once('close', () => socket.destroy())
    })
    assert.equal(reached, false, address?.address)
  }
  assert.equal((await lab.get('/api')).status, 200)
})

for (const path of [
  '/api',
  '/api/contents/a.txt',
  '/files/a.txt',
  '/api/kernels',
  '/lab/api/settings',
  '/lab/api/workspaces/default',
  '/lsp/status',
  '/anything',
]) {
  test(`without token or cookie ${path} is refused`, async () => {
    const answer = await lab.get(path, stranger)
    assert.equal(answer.status, 403)
    assert.ok(!answer.text.includes('secret'))
  })
}

test('without token or cookie the page says what to do', async () => {
  for (const path of ['/', '/lab', '/lab/tree/a.txt', '/doc/tree/a.txt']) {
    const answer = await lab.get(path, stranger)
    assert.equal(answer.status, 403)
    assert.match(answer.headers['content-type'] ?? '', /^text\/html/)
    assert.match(answer.text, /printed when Downhill was started/)
  }
})

test('the token is accepted in a header, as `token` and as `Bearer`, and in the address', async () => {
  assert.equal((await lab.get('/api', { token: false, headers: { Authorization: `token ${token}` } })).status, 200)
  assert.equal((await lab.get('/api', { token: false, headers: { Authorization: `Bearer ${token}` } })).status, 200)
  assert.equal((await lab.get(`/api?token=${token}`, stranger)).status, 200)
})

test('a wrong token is refused, whatever its length, and a wrong header even with the right cookie', async () => {
  const { cookies } = await login()
  for (const wrong of ['', 'x', token.slice(1), `${token}0`, token.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]) {
    assert.equal((await lab.get(`/api?token=${wrong}`, stranger)).status, 403, wrong)
    const headers = { Authorization: `token ${wrong || 'y'}`, Cookie: cookieHeader(cookies) }
    assert.equal((await lab.get('/api', { token: false, headers })).status, 403, wrong)
  }
})

test('secrets are compared in constant time', () => {
  // Time cannot be measured reliably here; what can be seen is that no secret is compared in any other way.
  const source = readFileSync(new URL('../../app/server/node/guard.ts', import.meta.url), 'utf8')
  const isSame = /function isSame[\s\S]*?\n}/.exec(source)?.[0] ?? ''
  assert.match(isSame, /return timingSafeEqual\(/)
  assert.doesNotMatch(source.replace(isSame, ''), /(?:===|!==)\s*(?:this\.#token|this\.#cookieValue|expected)\b/)
})

test('the token in the address is exchanged for a cookie that no script and no other site can use', async () => {
  const { cookies, answer } = await login()
  assert.equal(answer.status, 302)
  assert.equal(answer.headers.location, '/lab/tree/a%20b.ipynb?reset=')
  const session = answer.headers['set-cookie']?.find((cookie) => cookie.startsWith(`downhill-${port}=`)) ?? ''
  assert.match(session, /; HttpOnly/)
  assert.match(session, /; SameSite=Strict/)
  assert.ok(!session.includes(token), 'the cookie is not the token itself')
  const page = await lab.get('/lab', { token: false, headers: { Cookie: cookieHeader(cookies) } })
  assert.equal(page.status, 200)
  assert.match(page.text, /id="jupyter-config-data"/)
})

test('a cookie of another start is refused', async () => {
  const { cookies } = await login()
  const other = await startLab()
  const renamed = `downhill-${other.server.port}=${cookies[`downhill-${port}`]}`
  assert.equal((await other.get('/api', { token: false, headers: { Cookie: renamed } })).status, 403)
})

test('a write by cookie must repeat _xsrf in a header; one by token need not', async () => {
  const { cookies } = await login()
  const Cookie = cookieHeader(cookies)
  const write = (headers: Record<string, string>): Promise<Answer> =>
    lab.send('PUT', '/api/contents/b.txt', { token: false, headers, body: { type: 'file', format: 'text', content: 'x' } })
  assert.ok(cookies['_xsrf'])
  assert.equal((await write({ Cookie })).status, 403)
  assert.equal((await write({ Cookie, 'X-XSRFToken': 'guess' })).status, 403)
  assert.equal((await write({ Cookie: `downhill-${port}=${cookies[`downhill-${port}`]}`, 'X-XSRFToken': '' })).status, 403)
  assert.equal((await write({ Cookie: `downhill-${port}=${cookies[`downhill-${port}`]}; _xsrf=`, 'X-XSRFToken': '' })).status, 403)
  assert.equal((await write({ Cookie, 'X-XSRFToken': cookies['_xsrf'] ?? '' })).status, 201)
  assert.equal((await write({ Authorization: `token ${token}` })).status, 200)
  assert.equal((await lab.get('/api/contents', { token: false, headers: { Cookie } })).status, 200, 'reading needs the cookie only')
})

test('of two _xsrf cookies the last counts, as it does for the front end', async () => {
  const { cookies } = await login()
  const headers = { Cookie: `_xsrf=other; ${cookieHeader(cookies)}`, 'X-XSRFToken': cookies['_xsrf'] ?? '' }
  assert.equal((await lab.send('POST', '/api/contents', { token: false, headers, body: { type: 'file' } })).status, 201)
})

test('a request of another page is refused, with the token too', async () => {
  for (const Origin of [
    'http://evil.example',
    'null',
    `http://localhost:${port}`,
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${port + 1}`,
    `http://127.0.0.1:${port}.evil.example`,
  ]) {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const answer = await lab.send(method, '/api/contents', { headers: { Origin } })
      assert.equal(answer.status, 403, `${method} from ${Origin}`)
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    }
  }
  assert.equal((await lab.get('/api/contents', { headers: { Origin: `http://127.0.0.1:${port}` } })).status, 200)
})

test('it answers to names of this machine only, so that no other name can be bound to it', async () => {
  for (const Host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '0.0.0.0',
    '[::2]',
    '127.0.0.1:80:80',
  ]) {
    for (const path of ['/api', '/static/main.js', `/lab?token=${token}`]) {
      const answer = await lab.get(path, { headers: { Host } })
      assert.ok([400, 403].includes(answer.status), `${path} as "${Host}": ${answer.status}`)
      assert.equal(answer.headers['set-cookie'], undefined)
    }
  }
  for (const Host of [`localhost:${port}`, 'LOCALHOST', '127.0.0.1', '[::1]:1']) {
    assert.equal((await lab.get('/api', { headers: { Host } })).status, 200, Host)
  }
})

test('the front end’s own files need no token, and nothing beside them can be had that way', async () => {
  assert.equal((await lab.get('/static/main.js', stranger)).status, 200)
  assert.equal((await lab.get('/lab/api/themes/@jupyterlab/theme-light-extension/index.css', stranger)).status, 200)
  for (const path of [
    '/static/../secret.txt',
    '/static/%2e%2e/secret.txt',
    '/static/..%2fsecret.txt',
    '/static/%2e%2e%2fsecret.txt',
    '/static/..\\secret.txt',
    '/lab/api/themes/../../secret.txt',
    '/lab/api/themes/..%2f..%2fsecret.txt',
    '/static',
    '/static/chunks',
    '/static/.hidden',
    '/static/none.js',
    '/static/main.js%00',
  ]) {
    assert.ok([404, 400].includes((await lab.get(path, stranger)).status), path)
  }
  assert.equal((await lab.send('POST', '/static/main.js', stranger)).status, 405)
})

test('the token is in no answer but the redirect’s cause, and in no log line', async () => {
  await lab.get(`/api/contents/none.txt?token=${token}`, stranger)
  await lab.get(`/api/config/none?token=${token}`, stranger)
  const { cookies } = await login()
  for (const path of ['/lab', '/api', '/api/status', '/lab/api/settings', '/static/main.js']) {
    const { text, headers } = await lab.get(path, { token: false, headers: { Cookie: cookieHeader(cookies) } })
    assert.ok(!text.includes(token) && !JSON.stringify(headers).includes(token), path)
  }
  assert.ok(lab.log.every((line) => !line.includes(token)))
})

test('a fault of the server is logged without the query and told without its trace', async () => {
  const broken = await startLab()
  const { rmSync } = await import('node:fs')
  rmSync(join(broken.outside, 'dist', 'schemas.json'))
  const answer = await broken.get(`/lab/api/settings?token=${broken.server.token}`, stranger)
  assert.equal(answer.status, 500)
  assert.equal(answer.json.message, 'Something went wrong in the server; its window says what.')
  assert.doesNotMatch(answer.text, /schemas\.json|\.ts|at /)
  assert.match(broken.log.join('\n'), /^GET \/lab\/api\/settings: Error: ENOENT/)
  assert.ok(!broken.log.join('\n').includes(broken.server.token))
})
