// Checkpoints keep what a file held, give it back, and follow the file.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { notebookText, startLab, type Answer } from './lab.ts'

const lab = await startLab({ 'n.ipynb': notebookText('first'), 'sub/t.txt': 'one', plain: 'no extension', 'checkpoints/x.txt': 'x' })
const checkpoints = (path: string, method = 'GET', id = ''): Promise<Answer> =>
  lab.send(method, `/api/contents/${path}/checkpoints${id && `/${id}`}`)
const onDisk = (path: string): string => readFileSync(join(lab.root, path), 'utf8')

test('a file has no checkpoint until one is made', async () => {
  assert.deepEqual((await checkpoints('n.ipynb')).json, [])
  const made = await checkpoints('n.ipynb', 'POST')
  assert.deepEqual([made.status, made.json.id], [201, 'checkpoint'])
  assert.deepEqual((await checkpoints('n.ipynb')).json, [made.json])
  assert.ok(!Number.isNaN(Date.parse(made.json.last_modified)))
})

test('restored, the file is to the byte what it was', async () => {
  const before = onDisk('n.ipynb')
  writeFileSync(join(lab.root, 'n.ipynb'), notebookText('second'))
  assert.equal((await checkpoints('n.ipynb', 'POST', 'checkpoint')).status, 204)
  assert.equal(onDisk('n.ipynb'), before)
})

test('they lie where Jupyter keeps them and are listed nowhere', async () => {
  await checkpoints('sub/t.txt', 'POST')
  await checkpoints('plain', 'POST')
  assert.equal(onDisk('.ipynb_checkpoints/n-checkpoint.ipynb'), onDisk('n.ipynb'))
  assert.equal(onDisk('sub/.ipynb_checkpoints/t-checkpoint.txt'), 'one')
  assert.equal(onDisk('.ipynb_checkpoints/plain-checkpoint'), 'no extension')
  assert.ok(!(await lab.get('/api/contents')).text.includes('ipynb_checkpoints'))
})

test('a notebook that has become unreadable does not take the place of its checkpoint', async () => {
  const good = onDisk('.ipynb_checkpoints/n-checkpoint.ipynb')
  writeFileSync(join(lab.root, 'n.ipynb'), '{"cells": [')
  assert.equal((await checkpoints('n.ipynb', 'POST')).status, 400)
  assert.equal((await checkpoints('n.ipynb', 'POST', 'checkpoint')).status, 204)
  assert.equal(onDisk('n.ipynb'), good)
})

test('a checkpoint follows its file to another name, and folders carry theirs', async () => {
  await lab.send('PATCH', '/api/contents/sub/t.txt', { body: { path: 'sub/u.txt' } })
  await lab.send('PATCH', '/api/contents/sub', { body: { path: 'other' } })
  writeFileSync(join(lab.root, 'other/u.txt'), 'two')
  assert.equal((await checkpoints('other/u.txt', 'POST', 'checkpoint')).status, 204)
  assert.equal(onDisk('other/u.txt'), 'one')
})

test('a checkpoint can be removed, and goes with its file', async () => {
  assert.equal((await checkpoints('plain', 'DELETE', 'checkpoint')).status, 204)
  assert.deepEqual((await checkpoints('plain')).json, [])
  await lab.send('DELETE', '/api/contents/n.ipynb')
  assert.ok(!existsSync(join(lab.root, '.ipynb_checkpoints/n-checkpoint.ipynb')))
  assert.equal((await lab.send('DELETE', '/api/contents/other/u.txt')).status, 204)
  assert.equal((await lab.send('DELETE', '/api/contents/other')).status, 204, 'an emptied folder goes with what is left of its checkpoints')
})

test('one that was never made is not restored', async () => {
  const answer = await checkpoints('checkpoints/x.txt', 'POST', 'checkpoint')
  assert.deepEqual([answer.status, answer.json.message], [404, 'checkpoints/x.txt has no checkpoint "checkpoint".'])
  assert.equal((await checkpoints('none.txt', 'POST')).status, 404)
  assert.equal((await checkpoints('checkpoints/x.txt', 'POST', '..')).status, 404)
})
