// The rules of the house: who may know whom, one idea a file, and notebooks committed clean.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { readNotebook } from '../../app/notebook/files.ts'
import { NOTEBOOKS, ROOT } from '../../app/paths.ts'

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)

/** What a source file imports: packages as they are written, our own files as paths from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map((match) => match[1] ?? '')
  return specifiers.map((specifier) => (specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), specifier)) : specifier))
}

/** Asserts that no file of a folder imports what the pattern matches. */
function knowsNothingOf(folder: string, forbidden: RegExp): void {
  const files = sources(folder)
  assert.ok(files.length > 0, `${folder} holds no source`)
  for (const file of files) {
    const found = importsOf(file).filter((specifier) => forbidden.test(specifier))
    assert.deepEqual(found, [], `${file} imports ${found.join(', ')}`)
  }
}

test('the library knows no Node, no kernel and no app', () => knowsNothingOf('lib', /^(node:|fs$|path$|kernels\/|app\/)/))
test('the kernels know neither the app nor the library', () => knowsNothingOf('kernels', /^(app\/|lib\/|downhill$)/))
test('a session runs in a browser too: it imports nothing of Node', () => knowsNothingOf('kernels/session', /^(node:|kernels\/node\/)/))
test('the server core runs in a browser too: it imports nothing of Node', () => knowsNothingOf('app/server/core', /^(node:|ws$|app\/server\/node\/)/))

test('no source file is too long to be one idea', () => {
  for (const folder of ['lib', 'kernels', 'app', 'data', 'test', 'bench']) {
    for (const file of sources(folder)) {
      const lines = readFileSync(join(ROOT, file), 'utf8').split('\n').length
      assert.ok(lines <= 250, `${file}: ${lines} lines`)
    }
  }
})

test('notebooks are committed without outputs, with stable ids of their own', async () => {
  const names = readdirSync(NOTEBOOKS).filter((name) => name.endsWith('.ipynb'))
  assert.ok(names.length > 0)
  for (const name of names) {
    const { cells, nbformat, nbformat_minor } = await readNotebook(join(NOTEBOOKS, name))
    assert.equal(`${nbformat}.${nbformat_minor}`, '4.5', name)
    const ids = cells.map(({ id }) => id)
    assert.ok(ids.every((id) => id !== undefined && /^[\w-]{1,64}$/.test(id)), `${name}: a cell has no id`)
    assert.equal(new Set(ids).size, ids.length, `${name}: two cells share an id`)
    for (const cell of cells) {
      if (cell.cell_type === 'code') assert.deepEqual([cell.outputs, cell.execution_count], [[], null], `${name}: cell ${cell.id} was committed with its output`)
    }
  }
})
