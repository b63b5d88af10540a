// What is built follows what lies in the checkout: nothing is built twice, and a part that does not match its stamp is built again.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { buildStale } from '../../app/build/index.ts'

let dist = ''
before(async () => {
  dist = await mkdtemp(join(tmpdir(), 'downhill-build-'))
  await writeFile(join(dist, 'package.json'), '{ "type": "module" }')
})
after(() => rm(dist, { recursive: true }))

test('the library is built once, into one module that needs neither Node nor a page', async () => {
  const lines: string[] = []
  assert.deepEqual(await buildStale({ dist, only: ['lib'], log: (line) => lines.push(line) }), ['lib'])
  assert.match(lines.join('\n'), /^Building lib …\nBuilt in [\d.]+ s\.$/)
  assert.deepEqual((await readdir(dist)).sort(), ['lib', 'lib.stamp', 'package.json'])

  const { grad } = (await import(join(dist, 'lib/index.js'))) as { grad: unknown }
  assert.equal(typeof grad, 'function')
  assert.doesNotMatch(await readFile(join(dist, 'lib/index.js'), 'utf8'), /^import .* from ["']/m)
  assert.deepEqual(await buildStale({ dist, only: ['lib'] }), [])
})

test('a part whose sources have changed is built again', async () => {
  await buildStale({ dist, only: ['lib'] })
  const stamp = await readFile(join(dist, 'lib.stamp'), 'utf8')
  await writeFile(join(dist, 'lib.stamp'), 'of other sources')
  assert.deepEqual(await buildStale({ dist, only: ['lib'] }), ['lib'])
  assert.equal(await readFile(join(dist, 'lib.stamp'), 'utf8'), stamp)
})
