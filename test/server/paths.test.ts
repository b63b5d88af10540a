// No path leads out of the served folder or to what is hidden in it: not by name, not by encoding, not by a link.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { notebookText, startLab, writeFiles } from './lab.ts'

const lab = await startLab({ 'a.txt': 'inside', 'sub/b.txt': 'below', '.hidden': 'secret', '.git/config': 'secret', 'sub/.env': 'secret' })
const { root, outside } = lab
writeFiles(outside, { 'outside.txt': 'secret', 'private/key.txt': 'secret' })
symlinkSync(join(outside, 'outside.txt'), join(root, 'link.txt'))
symlinkSync(join(outside, 'private'), join(root, 'linked'))
symlinkSync(join(root, '.git', 'config'), join(root, 'unhidden.txt'))
symlinkSync(join(outside, 'not-yet.txt'), join(root, 'dangling.txt'))
symlinkSync(join(root, 'a.txt'), join(root, 'inner-link.txt'))
symlinkSync('loop', join(root, 'loop'))

const climbing = [
  '../outside.txt',
  'sub/../../outside.txt',
  '..%2foutside.txt',
  '%2e%2e/outside.txt',
  '%2e%2e%2foutside.txt',
  '%252e%252e%252foutside.txt',
  '..%5coutside.txt',
  '..\\outside.txt',
  'sub/%2e%2e/%2e%2e/outside.txt',
  '/outside.txt',
  '%2foutside.txt',
  `${outside.slice(1)}/outside.txt`,
  'a.txt%00',
  '%00',
  './.hidden',
]
const hidden = ['.hidden', '.git', '.git/config', 'sub/.env', '%2ehidden', 'sub/%2eenv', '.ipynb_checkpoints/a-checkpoint.txt']
const linked = ['link.txt', 'linked', 'linked/key.txt', 'unhidden.txt', 'dangling.txt', 'loop', 'loop/x']

const refused = (status: number): boolean => status === 404 || status === 400

for (const path of [...climbing, ...hidden, ...linked]) {
  test(`${path} can be neither read nor written, renamed, copied or removed`, async () => {
    const before = snapshot()
    for (const address of [`/api/contents/${path}`, `/files/${path}`]) {
      const answer = await lab.get(address)
      assert.ok(refused(answer.status), `GET ${address}: ${answer.status}`)
      assert.ok(!answer.text.includes('secret'))
    }
    const attempts: [string, string, unknown][] = [
      ['PUT', `/api/contents/${path}/new.txt`, { type: 'file', content: 'x' }],
      ['POST', `/api/contents/${path}`, { type: 'file' }],
      ['POST', '/api/contents', { copy_from: decode(path) }],
      ['POST', `/api/contents/${path}/checkpoints`, undefined],
      ['POST', `/api/contents/${path}/checkpoints/checkpoint`, undefined],
      ['PATCH', `/api/contents/${path}`, { path: 'taken.txt' }],
      ['PATCH', '/api/contents/a.txt', { path: `${decode(path)}/a.txt` }],
      ['DELETE', `/api/contents/${path}`, undefined],
    ]
    if (path !== 'dangling.txt' && !isFree(path)) attempts.push(['PUT', `/api/contents/${path}`, { type: 'file', content: 'x' }])
    for (const [method, address, body] of attempts) {
      const answer = await lab.send(method, address, { body })
      assert.ok(refused(answer.status), `${method} ${address} ${JSON.stringify(body)}: ${answer.status} ${answer.text}`)
    }
    assert.deepEqual(snapshot(), before)
  })
}

test('a write to a link that leads nowhere makes a file inside and nothing outside', async () => {
  assert.equal((await lab.send('PUT', '/api/contents/dangling.txt', { body: { type: 'file', content: 'kept inside' } })).status, 201)
  assert.ok(!readdirSync(outside).includes('not-yet.txt'))
  assert.equal(readFileSync(join(root, 'dangling.txt'), 'utf8'), 'kept inside')
})

test('a link to a file inside is followed, and stays a link when it is written through', async () => {
  assert.equal((await lab.get('/api/contents/inner-link.txt')).json.content, 'inside')
  await lab.send('PUT', '/api/contents/inner-link.txt', { body: { type: 'file', content: 'through the link' } })
  assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'through the link')
  assert.equal((await lab.send('DELETE', '/api/contents/inner-link.txt')).status, 204)
  assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'through the link')
})

test('a listing shows neither hidden names nor links that lead out', async () => {
  const names = (await lab.get('/api/contents')).json.content.map((entry: { name: string }) => entry.name).sort()
  assert.deepEqual(names, ['a.txt', 'dangling.txt', 'sub'])
})

test('nothing hidden can be made, by any way to name a file', async () => {
  const attempts: [string, string, unknown][] = [
    ['PUT', '/api/contents/.bashrc', { type: 'file', content: 'x' }],
    ['PUT', '/api/contents/.folder', { type: 'directory' }],
    ['PATCH', '/api/contents/a.txt', { path: '.a.txt' }],
    ['PATCH', '/api/contents/a.txt', { path: 'sub/.a.txt' }],
    ['POST', '/api/contents', { type: 'file', ext: '/../../x' }],
    ['POST', '/api/contents', { type: 'file', ext: '.\\x' }],
  ]
  for (const [method, address, body] of attempts) {
    assert.ok(refused((await lab.send(method, address, { body })).status), `${address} ${JSON.stringify(body)}`)
  }
})

test('a file beside the folder whose name begins like the folder’s is outside', async () => {
  mkdirSync(`${root}-2`)
  writeFileSync(join(`${root}-2`, 'x.txt'), 'secret')
  symlinkSync(join(`${root}-2`, 'x.txt'), join(root, 'sibling.txt'))
  assert.equal((await lab.get('/api/contents/sibling.txt')).status, 404)
})

test(
  'a pipe is no file: it is neither listed nor waited for',
  { skip: process.platform === 'win32' && 'Windows has no named pipes in folders' },
  async () => {
    const { execFileSync } = await import('node:child_process')
    execFileSync('mkfifo', [join(root, 'pipe')])
    assert.equal((await lab.get('/api/contents/pipe')).status, 404)
    assert.equal((await lab.get('/files/pipe')).status, 404)
    assert.ok(!(await lab.get('/api/contents')).text.includes('"pipe"'))
  },
)

test('resolvePath finds what is served and says nothing else', async () => {
  const resolve = async (path: string): Promise<{ resolved: { path: string }[] }> =>
    (await lab.get(`/api/resolvePath?path=${encodeURIComponent(path)}`)).json
  for (const path of [join(root, 'sub/b.txt'), 'sub/b.txt', './sub/b.txt', 'sub/../sub/b.txt']) {
    assert.deepEqual(await resolve(path), { resolved: [{ scope: 'server', path: 'sub/b.txt' }], unresolved: [] }, path)
  }
  for (const path of [
    join(outside, 'outside.txt'),
    '/etc/passwd',
    '../outside.txt',
    join(root, '.hidden'),
    join(root, 'link.txt'),
    'none.txt',
    '~',
    'a\0b',
    '/a\0b',
  ]) {
    assert.deepEqual((await resolve(path)).resolved, [], path)
  }
})

test('whatever the path, the answer is a status and one sentence, and the server goes on', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '/',
      '//',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      '%',
      '%zz',
      '\\',
      'a.txt',
      'sub',
      '.git',
      '~',
      'checkpoints',
      '?',
      '#',
      '%ff',
      '%F0%9F',
    ),
    fc.string({ maxLength: 8 }).map(encodeURIComponent),
  )
  const area = fc.constantFrom(
    '/api/contents/',
    '/files/',
    '/static/',
    '/lab/tree/',
    '/lab/api/settings/',
    '/lab/api/workspaces/',
    '/lab/api/themes/',
    '/',
  )
  await fc.assert(
    fc.asyncProperty(
      area,
      fc.array(piece, { maxLength: 8 }),
      fc.constantFrom('GET', 'DELETE', 'POST', 'PUT', 'PATCH'),
      async (prefix, pieces, method) => {
        const address = prefix + pieces.join('').replace(/[\s#]/g, '')
        const answer = await lab.send(method, address, {
          body: method === 'GET' || method === 'DELETE' ? undefined : { path: '../x', type: 'file' },
        })
        assert.ok(answer.status < 500, `${method} ${address}: ${answer.status} ${answer.text}`)
        assert.ok(!answer.text.includes('secret'), `${method} ${address}`)
        assert.doesNotMatch(answer.text, /\bat .*\.ts:\d+/)
      },
    ),
    { numRuns: 400 },
  )
  assert.deepEqual(lab.log, [])
  assert.equal(readFileSync(join(outside, 'outside.txt'), 'utf8'), 'secret')
  assert.equal(readFileSync(join(root, '.git', 'config'), 'utf8'), 'secret')
})

test('a notebook in a folder called checkpoints is a notebook', async () => {
  writeFiles(root, { 'checkpoints/n.ipynb': notebookText() })
  assert.equal((await lab.get('/api/contents/checkpoints')).json.type, 'directory')
  assert.equal((await lab.get('/api/contents/checkpoints/n.ipynb')).json.type, 'notebook')
})

/** All files in and around the served folder with what they hold, links by their names. */
function snapshot(): string[] {
  const files = readdirSync(outside, { recursive: true, withFileTypes: true, encoding: 'utf8' }).filter((entry) => entry.isFile())
  return files.map((entry) => `${join(entry.parentPath, entry.name)}: ${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`).sort()
}

const decode = (path: string): string => path.replace(/%2e/g, '.').replace(/%2f/g, '/').replace(/%5c/g, '\\').replace(/%00/g, '\0')

/** Whether a PUT to this path would rightly make a new file inside: it only looks like climbing. */
function isFree(path: string): boolean {
  return ['%252e%252e%252foutside.txt', '/outside.txt', '%2foutside.txt'].includes(path)
}
