// Notebooks through the contents API: what is no notebook is never opened nor overwritten, what is one keeps its layout, and trust is
// neither read from a file nor written to one.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { notebookText, startLab, writeFiles } from './lab.ts'

const broken: Record<string, [content: string | Uint8Array, message: RegExp]> = {
  'half.ipynb': ['{"cells": [', /^half\.ipynb: not a notebook: the file is not JSON \(.*\)\. It was left as it is\.$/],
  'empty.ipynb': ['', /^empty\.ipynb: not a notebook: the file is not JSON/],
  'merge.ipynb': ['<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n', /^merge\.ipynb: .* not JSON/],
  'list.ipynb': ['[]', /"nbformat" is missing/],
  'null.ipynb': ['null', /"nbformat" is missing/],
  'old.ipynb': ['{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}', /unknown notebook format 3\.0: only format 4 can be opened/],
  'future.ipynb': ['{"nbformat": 5, "nbformat_minor": 1, "cells": []}', /unknown notebook format 5\.1/],
  'cells.ipynb': ['{"nbformat": 4, "nbformat_minor": 5, "cells": {}}', /list "cells" is missing/],
  'latin.ipynb': [new Uint8Array([0x7b, 0xe9, 0x7d]), /not text in UTF-8/],
}
const good = { cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: 'x' }], metadata: {}, nbformat: 4, nbformat_minor: 5 }

const lab = await startLab(Object.fromEntries(Object.entries(broken).map(([name, [content]]) => [name, content])))
const bytes = (name: string): Buffer => readFileSync(join(lab.root, name))

for (const [name, [content, message]] of Object.entries(broken)) {
  test(`${name} is not opened, and not overwritten by a notebook`, async () => {
    for (const answer of [
      await lab.get(`/api/contents/${name}`),
      await lab.send('PUT', `/api/contents/${name}`, { body: { type: 'notebook', format: 'json', content: good } }),
    ]) {
      assert.equal(answer.status, 400)
      assert.match(answer.json.message, message)
      assert.ok(!answer.json.message.includes('\n'))
    }
    assert.equal((await lab.send('POST', `/api/contents/${name}/checkpoints`)).status, 400)
    assert.deepEqual(bytes(name), Buffer.from(content))
  })
}

test('its text can still be opened, and repaired, as a file', async () => {
  assert.equal((await lab.get('/api/contents/half.ipynb?type=file&format=text')).json.content, '{"cells": [')
  assert.equal(
    (await lab.send('PUT', '/api/contents/half.ipynb', { body: { type: 'file', format: 'text', content: notebookText() } })).status,
    200,
  )
  assert.equal((await lab.get('/api/contents/half.ipynb')).json.type, 'notebook')
})

test('what is sent as a notebook must be one', async () => {
  for (const content of ['{}', {}, [], { nbformat: 3, cells: [] }, { nbformat: 4 }, 7, null]) {
    const answer = await lab.send('PUT', '/api/contents/sent.ipynb', { body: { type: 'notebook', content } })
    assert.equal(answer.status, 400, JSON.stringify(content))
  }
  assert.equal((await lab.get('/api/contents/sent.ipynb')).status, 404)
})

test('another kind of file is not overwritten by a notebook either', async () => {
  writeFiles(lab.root, { 'data.csv': 'x,y\n' })
  assert.equal((await lab.send('PUT', '/api/contents/data.csv', { body: { type: 'notebook', content: good } })).status, 400)
  assert.equal(bytes('data.csv').toString(), 'x,y\n')
})

test('trust is not believed from a file and not written to one', async () => {
  const output = { output_type: 'display_data', data: { 'text/html': '<script>1</script>' }, metadata: { trusted: true } }
  const cell = {
    cell_type: 'code',
    id: 'a',
    metadata: { trusted: true, tags: ['t'] },
    source: '',
    execution_count: null,
    outputs: [output],
  }
  const notebook = { cells: [cell], metadata: { signature: 'sha256:0', kernelspec: { name: 'downhill' } }, nbformat: 4, nbformat_minor: 5 }
  writeFiles(lab.root, { 'trusting.ipynb': JSON.stringify(notebook) })
  const loaded = (await lab.get('/api/contents/trusting.ipynb')).json.content
  assert.deepEqual(loaded.cells[0].metadata, { tags: ['t'] })
  assert.deepEqual(loaded.metadata, { kernelspec: { name: 'downhill' } })
  await lab.send('PUT', '/api/contents/trusting.ipynb', { body: { type: 'notebook', content: notebook } })
  const saved = JSON.parse(bytes('trusting.ipynb').toString())
  assert.deepEqual(saved.cells[0].metadata, { tags: ['t'] })
  assert.equal('signature' in saved.metadata, false)
  assert.deepEqual(saved.cells[0].outputs, [{ ...output, data: { 'text/html': ['<script>1</script>'] } }], 'outputs are kept')
})

/** As nbformat writes it: sorted keys, one space of indentation, texts as lists of lines, JSON types as they are. */
const LAID_OUT = `{
 "cells": [
  {
   "attachments": {
    "dot.png": {
     "image/png": "iVBORw0KGgo="
    }
   },
   "cell_type": "markdown",
   "id": "intro",
   "metadata": {},
   "source": [
    "# Title\\n",
    "\\n",
    "text ü"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "work",
   "metadata": {
    "tags": []
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "1\\n",
      "2\\n"
     ]
    },
    {
     "data": {
      "application/json": {
       "a": [
        "1\\n",
        "2"
       ]
      },
      "text/plain": [
       "x\\n",
       "y"
      ]
     },
     "execution_count": 1,
     "metadata": {},
     "output_type": "execute_result"
    },
    {
     "ename": "Error",
     "evalue": "two\\nlines",
     "output_type": "error",
     "traceback": [
      "a\\nb"
     ]
    }
   ],
   "source": []
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`

test('the front end gets whole texts; saved again, the file is the same to the byte', async () => {
  writeFiles(lab.root, { 'layout.ipynb': LAID_OUT })
  const { content } = (await lab.get('/api/contents/layout.ipynb')).json
  assert.equal(content.cells[0].source, '# Title\n\ntext ü')
  assert.equal(content.cells[0].attachments['dot.png']['image/png'], 'iVBORw0KGgo=')
  assert.equal(content.cells[1].source, '')
  assert.equal(content.cells[1].outputs[0].text, '1\n2\n')
  assert.equal(content.cells[1].outputs[1].data['text/plain'], 'x\ny')
  assert.deepEqual(content.cells[1].outputs[1].data['application/json'], { a: ['1\n', '2'] })
  assert.deepEqual(content.cells[1].outputs[2].traceback, ['a\nb'])
  await lab.send('PUT', '/api/contents/layout.ipynb', { body: { type: 'notebook', format: 'json', content } })
  assert.equal(bytes('layout.ipynb').toString(), LAID_OUT)
})

test('keys that JavaScript treats specially stay what they are', async () => {
  const text = notebookText().replace('"metadata":{}', '"metadata":{"__proto__":{"x":1},"constructor":"c"}')
  await lab.send('PUT', '/api/contents/special.ipynb', { body: `{"type":"notebook","content":${text}}` })
  assert.match(bytes('special.ipynb').toString(), /"__proto__": \{\s*"x": 1\s*\}/)
  assert.match(JSON.stringify((await lab.get('/api/contents/special.ipynb')).json), /"__proto__":\{"x":1\}/)
})

test('a notebook that is nested without end is refused, and the server goes on', async () => {
  const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
  const answer = await lab.send('PUT', '/api/contents/deep.ipynb', {
    body: `{"type":"notebook","content":{"nbformat":4,"cells":[],"metadata":${deep}}}`,
  })
  assert.ok(answer.status >= 400)
  assert.doesNotMatch(answer.text, /\bat .*\.ts/)
  assert.equal((await lab.get('/api')).status, 200)
})
