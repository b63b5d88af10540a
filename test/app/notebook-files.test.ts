// A notebook file is opened only if it is understood, and replaced only as a whole.
import assert from 'node:assert/strict'
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readNotebook, writeFileAtomic, writeNotebook } from '../../app/notebook/files.ts'
import { findNotebooks } from '../../app/notebook/find.ts'
import { formatNotebook, NotebookError, parseNotebook } from '../../app/notebook/format.ts'

let folder = ''
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'downhill-files-'))))
after(() => rm(folder, { recursive: true }))

const message = (text: string): string => {
  try {
    parseNotebook(text, 'a.ipynb')
  } catch (error) {
    assert.ok(error instanceof NotebookError)
    return error.message
  }
  return 'accepted'
}

test('what is not a notebook of format 4 is refused with one line that names the file', () => {
  assert.match(message('{ half'), /^a\.ipynb: not a notebook: the file is not JSON/)
  assert.match(message('null'), /"nbformat" is missing/)
  assert.match(message('{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}'), /unknown notebook format 3\.0/)
  assert.match(message('{"nbformat": 5, "cells": []}'), /unknown notebook format 5\.\?/)
  assert.match(message('{"nbformat": 4, "nbformat_minor": 5}'), /the list "cells" is missing/)
  for (const text of ['{ half', 'null', '{"nbformat": 5}']) assert.equal(message(text).includes('\n'), false)
})

test('a notebook comes back from the disk as it was written', async () => {
  const notebook = { cells: [], metadata: { title: 'Größe' }, nbformat: 4, nbformat_minor: 5 }
  const path = join(folder, 'round.ipynb')
  await writeNotebook(path, notebook)
  assert.deepEqual(await readNotebook(path), notebook)
  assert.equal(await readFile(path, 'utf8'), formatNotebook(notebook))
})

test('a missing file and a folder are named', async () => {
  await assert.rejects(readNotebook(join(folder, 'none.ipynb')), /none\.ipynb: there is no such file\.$/)
  await assert.rejects(readNotebook(folder), /is a folder, not a notebook\.$/)
})

test('a write that fails leaves the old file whole and nothing beside it', async () => {
  const path = join(folder, 'kept.ipynb')
  await writeFile(path, 'old')
  const unwritable = { toString: () => 'x' } as unknown as string
  await assert.rejects(writeFileAtomic(path, unwritable))
  assert.equal(await readFile(path, 'utf8'), 'old')
  assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('.~')), [])
})

test('a replaced file keeps its permissions', async () => {
  const path = join(folder, 'mode.ipynb')
  await writeFile(path, 'old')
  await chmod(path, 0o600)
  await writeFileAtomic(path, 'new')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('behind a symbolic link the file it names is replaced, and the link stays', async () => {
  const [path, link] = [join(folder, 'behind.ipynb'), join(folder, 'link.ipynb')]
  await writeFile(path, 'old')
  await symlink('behind.ipynb', link)
  await writeFileAtomic(link, 'new')
  assert.equal(await readFile(path, 'utf8'), 'new')
  assert.ok((await lstat(link)).isSymbolicLink())
})

test('a folder stands for its notebooks in the order of names; none is an error', async () => {
  const shelf = await mkdtemp(join(folder, 'shelf-'))
  await assert.rejects(findNotebooks([shelf]), /there is no notebook/)
  for (const name of ['b.ipynb', 'a.ipynb', '.hidden.ipynb', 'notes.txt']) await writeFile(join(shelf, name), '{}')
  assert.deepEqual(await findNotebooks([shelf]), [join(shelf, 'a.ipynb'), join(shelf, 'b.ipynb')])
  await assert.rejects(findNotebooks([join(shelf, 'z')]), /there is no such file or folder/)
})
