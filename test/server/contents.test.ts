// Files and folders through the contents API: what is on the disk afterwards is what was asked for.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { notebookText, startLab } from './lab.ts'

const lab = await startLab({
  'notes.txt': 'two\nlines\n',
  'data/points.csv': 'x,y\n1,2\n',
  'data/archive.tar.gz': 'z',
  'binary.bin': new Uint8Array([0, 255, 128]),
  'first.ipynb': notebookText(),
  'with.dots.ipynb': notebookText(),
})
const { root } = lab
const onDisk = (path: string): string => readFileSync(join(root, path), 'utf8')
const path = (answer: { json: { path: string } }): string => answer.json.path

test('a folder lists what is in it, with every field that the front end’s validator wants', async () => {
  const { json } = await lab.get('/api/contents/data')
  assert.deepEqual([json.type, json.format, json.path, json.name], ['directory', 'json', 'data', 'data'])
  assert.deepEqual(json.content.map((entry: { path: string }) => entry.path).sort(), ['data/archive.tar.gz', 'data/points.csv'])
  for (const entry of json.content) {
    assert.equal(entry.content, null)
    for (const field of ['name', 'type', 'created', 'last_modified', 'mimetype', 'format', 'size', 'writable', 'hash'])
      assert.ok(field in entry, field)
  }
  assert.equal((await lab.get('/api/contents/data?content=0')).json.content, null)
})

test('text comes as text, other bytes as base64', async () => {
  const text = (await lab.get('/api/contents/notes.txt')).json
  assert.deepEqual([text.type, text.format, text.mimetype, text.content, text.size], ['file', 'text', 'text/plain', 'two\nlines\n', 10])
  const binary = (await lab.get('/api/contents/binary.bin')).json
  assert.deepEqual([binary.format, binary.mimetype, binary.content], ['base64', 'application/octet-stream', 'AP+A'])
  assert.equal((await lab.get('/api/contents/data/points.csv')).json.mimetype, 'text/csv')
  assert.equal((await lab.get('/api/contents/notes.txt?format=base64')).json.content, Buffer.from('two\nlines\n').toString('base64'))
})

test('what is not of the type or format that was asked for is refused', async () => {
  const refusals = {
    'binary.bin?format=text': 'binary.bin is not text in UTF-8.',
    'notes.txt?type=directory': 'notes.txt is a file, not a folder.',
    'data?type=file': 'data is a folder, not a file.',
  }
  for (const [address, message] of Object.entries(refusals)) {
    const answer = await lab.get(`/api/contents/${address}`)
    assert.deepEqual([answer.status, answer.json.message], [400, message])
  }
  assert.deepEqual((await lab.get('/api/contents/none.txt')).json, { message: 'There is no such file or folder: none.txt', reason: null })
})

test('the hash is the SHA-256 of the file, so that a change by others is seen', async () => {
  const expected = createHash('sha256').update(onDisk('first.ipynb')).digest('hex')
  const { json } = await lab.get('/api/contents/first.ipynb?content=0&hash=1')
  assert.deepEqual([json.hash, json.hash_algorithm, json.content], [expected, 'sha256', null])
  assert.equal((await lab.get('/api/contents/first.ipynb?content=0')).json.hash, null)
})

test('a file that no browser could hold is named as such instead of read', async () => {
  writeFileSync(join(root, 'huge.csv'), '')
  truncateSync(join(root, 'huge.csv'), 300 * 2 ** 20)
  const answer = await lab.get('/api/contents/huge.csv')
  assert.deepEqual([answer.status, answer.json.message], [400, 'huge.csv: 300 MB are too many to open here (at most 256 MB).'])
  assert.equal((await lab.send('HEAD', '/files/huge.csv')).headers['content-length'], String(300 * 2 ** 20))
})

test('a file is saved as it was sent: 201 for a new one, 200 for an old one, and no draft is left', async () => {
  assert.equal((await lab.send('PUT', '/api/contents/new.txt', { body: { type: 'file', format: 'text', content: 'µ' } })).status, 201)
  assert.equal((await lab.send('PUT', '/api/contents/new.txt', { body: { type: 'file', format: 'text', content: 'ν' } })).status, 200)
  assert.equal(onDisk('new.txt'), 'ν')
  await lab.send('PUT', '/api/contents/new.bin', { body: { type: 'file', format: 'base64', content: 'AP+A' } })
  assert.deepEqual([...readFileSync(join(root, 'new.bin'))], [0, 255, 128])
  assert.deepEqual(
    readdirSync(root).filter((name) => name.startsWith('.')),
    [],
  )
})

test('what cannot be saved is refused with a sentence', async () => {
  const refusals: [string, unknown, number, RegExp][] = [
    ['x.txt', { content: 'x' }, 400, /"type" is missing/],
    ['x.txt', { type: 'file' }, 400, /nothing was sent/],
    ['x.txt', { type: 'file', content: { a: 1 } }, 400, /must be a text/],
    ['x.txt', { type: 'file', format: 'base64', content: '***' }, 400, /not base64/],
    ['x.txt', { type: 'socket', content: '' }, 400, /unknown type "socket"/],
    ['x.txt', [1], 400, /must be a JSON object/],
    ['x.txt', '{"type": "file", ', 400, /^The request body is not JSON/],
    ['x.txt', new Uint8Array([0xff, 0xfe]), 400, /^The request body is not JSON/],
    ['data', { type: 'file', content: 'x' }, 400, /data is a folder/],
    ['notes.txt', { type: 'directory' }, 400, /notes\.txt is a file/],
    ['nowhere/x.txt', { type: 'file', content: 'x' }, 404, /no such folder: nowhere/],
    ['notes.txt/x.txt', { type: 'file', content: 'x' }, 404, /no such folder: notes\.txt/],
    ['', { type: 'directory' }, 400, /cannot be changed itself/],
  ]
  for (const [file, body, status, message] of refusals) {
    const answer = await lab.send('PUT', `/api/contents/${file}`, { body })
    assert.equal(answer.status, status, JSON.stringify(body))
    assert.match(answer.json.message, message)
  }
  assert.ok(!existsSync(join(root, 'x.txt')))
})

test('new files get the first free name, also when they are asked for at once', async () => {
  const make = (body: unknown): Promise<string> => lab.send('POST', '/api/contents/data', { body }).then(path)
  const made = await Promise.all([make({ type: 'notebook' }), make({ type: 'notebook' }), make({ type: 'notebook' })])
  assert.deepEqual(made.sort(), ['data/Untitled.ipynb', 'data/Untitled1.ipynb', 'data/Untitled2.ipynb'])
  assert.deepEqual(await Promise.all([make({ type: 'directory' }), make({ type: 'directory' })]), [
    'data/Untitled Folder',
    'data/Untitled Folder 1',
  ])
  assert.deepEqual(
    [await make({ type: 'file', ext: '.ts' }), await make({ type: 'file', ext: 'ts' }), await make({})],
    ['data/untitled.ts', 'data/untitled1.ts', 'data/untitled'],
  )
})

test('a new notebook is of format 4.5 and names our kernel', async () => {
  const made = path(await lab.send('POST', '/api/contents', { body: { type: 'notebook' } }))
  const { nbformat, nbformat_minor, metadata, cells } = JSON.parse(onDisk(made))
  assert.deepEqual([nbformat, nbformat_minor, cells], [4, 5, []])
  assert.deepEqual(metadata.kernelspec, { name: 'downhill', display_name: 'TypeScript (Downhill)', language: 'typescript' })
})

test('a copy is named after the original and has its bytes', async () => {
  const copy = (copy_from: string, folder = ''): Promise<string> =>
    lab.send('POST', `/api/contents/${folder}`, { body: { copy_from } }).then(path)
  assert.equal(await copy('first.ipynb'), 'first-Copy1.ipynb')
  assert.equal(await copy('first-Copy1.ipynb'), 'first-Copy2.ipynb')
  assert.equal(await copy('first.ipynb', 'data'), 'data/first.ipynb')
  assert.equal(await copy('with.dots.ipynb'), 'with.dots-Copy1.ipynb')
  assert.equal(await copy('data/archive.tar.gz', 'data'), 'data/archive-Copy1.tar.gz')
  assert.equal(onDisk('first-Copy2.ipynb'), onDisk('first.ipynb'))
  assert.equal((await lab.send('POST', '/api/contents', { body: { copy_from: 'data' } })).status, 400)
})

test('a file is renamed and moved, never onto another', async () => {
  await lab.send('PUT', '/api/contents/old.txt', { body: { type: 'file', content: 'old' } })
  const rename = (from: string, to: string): ReturnType<typeof lab.send> =>
    lab.send('PATCH', `/api/contents/${from}`, { body: { path: to } })
  assert.equal(path(await rename('old.txt', 'data/moved.txt')), 'data/moved.txt')
  assert.deepEqual([existsSync(join(root, 'old.txt')), onDisk('data/moved.txt')], [false, 'old'])
  assert.equal((await rename('data/moved.txt', 'notes.txt')).status, 409)
  assert.equal(onDisk('notes.txt'), 'two\nlines\n')
  assert.equal((await rename('data', 'data/inner')).status, 400)
  assert.equal((await rename('data', 'data')).status, 200)
  assert.equal((await rename('none.txt', 'some.txt')).status, 404)
  assert.equal((await rename('', 'some')).status, 400)
})

test('a file is deleted; a folder only when nothing but checkpoints is in it', async () => {
  const remove = (file: string): ReturnType<typeof lab.send> => lab.send('DELETE', `/api/contents/${file}`)
  await lab.send('PUT', '/api/contents/full', { body: { type: 'directory' } })
  await lab.send('PUT', '/api/contents/full/x.txt', { body: { type: 'file', content: 'x' } })
  writeFileSync(join(root, 'full', '.keep'), '')
  assert.match((await remove('full')).json.message, /not empty \(2 inside\)/)
  assert.equal((await remove('full/x.txt')).status, 204)
  assert.equal((await remove('full')).status, 400, 'a hidden file is no less somebody’s')
  assert.equal((await remove('full/x.txt')).status, 404)
  assert.equal((await remove('')).status, 400)
  assert.ok(statSync(root).isDirectory())
})

test('a large file comes in pieces and is there when the last has come', async () => {
  const send = (chunk: number, text: string): ReturnType<typeof lab.send> =>
    lab.send('PUT', '/api/contents/upload.bin', {
      body: { type: 'file', format: 'base64', chunk, content: Buffer.from(text).toString('base64') },
    })
  assert.equal((await send(1, 'one ')).json.path, 'upload.bin')
  assert.ok(!existsSync(join(root, 'upload.bin')))
  await send(2, 'two ')
  assert.equal((await send(-1, 'three')).json.size, 13)
  assert.equal(onDisk('upload.bin'), 'one two three')
  await send(1, 'again')
  assert.match((await send(3, 'a gap')).json.message, /came out of turn/)
  assert.equal((await send(-1, 'an end without a beginning')).status, 400)
  assert.equal(onDisk('upload.bin'), 'one two three')
})

test('unknown methods and addresses are refused as such', async () => {
  assert.equal((await lab.send('PATCH', '/api/kernelspecs')).status, 405)
  assert.equal((await lab.send('BREW', '/api/contents/notes.txt').catch(() => ({ status: 400 }))).status, 400)
  assert.equal((await lab.get('/api/none')).status, 404)
})
