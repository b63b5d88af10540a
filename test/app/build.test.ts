// `dist/` is built from what lies in the checkout: nothing is built twice, and a changed source is noticed.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { buildStale } from '../../app/build/index.ts'
import { DIST } from '../../app/paths.ts'

test('a second build finds everything up to date', async () => {
  await buildStale()
  assert.deepEqual(await buildStale(), [])
  for (const file of ['lib/index.js', 'kernels/main.js', 'kernels/worker.js', 'lab/schemas.json']) assert.ok(existsSync(join(DIST, file)), file)
})

test('a part whose stamp does not match is built again, and only that part', async () => {
  await buildStale()
  const stamp = await readFile(join(DIST, 'lib.stamp'), 'utf8')
  await writeFile(join(DIST, 'lib.stamp'), 'of other sources')
  const lines: string[] = []
  assert.deepEqual(await buildStale({ log: (line) => lines.push(line) }), ['lib'])
  assert.equal(await readFile(join(DIST, 'lib.stamp'), 'utf8'), stamp)
  assert.match(lines.join('\n'), /^Building lib …\nBuilt in [\d.]+ s\.$/)
})

test('the library notebooks load has no Node and no page in it', async () => {
  await buildStale()
  const { grad } = (await import(join(DIST, 'lib/index.js'))) as { grad: unknown }
  assert.equal(typeof grad, 'function')
  assert.doesNotMatch(await readFile(join(DIST, 'lib/index.js'), 'utf8'), /from ["'](node:|fs|path)/)
})
