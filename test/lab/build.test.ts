// The front end as it is built: everything that the server hands out is there, and none of it asks for anything from elsewhere.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { labPackages } from '../../app/lab/build/packages.ts'
import { buildLab } from '../../app/lab/build.ts'
import { ROOT } from '../../app/paths.ts'

const place = mkdtempSync(join(tmpdir(), 'downhill-lab-'))
const outdir = join(place, 'lab')
before(() => buildLab(outdir))
after(() => rmSync(place, { recursive: true, force: true }))

const built = (): string[] => readdirSync(outdir, { recursive: true, encoding: 'utf8' })
/** The scripts that the page loads before anything is done. */
function atStart(found = new Set<string>(), name = 'main.js'): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  const text = read(name === 'main.js' ? `static/${name}` : `static/chunks/${name}`)
  for (const [, imported] of text.matchAll(/(?:from|import)\s*"([^"\s]+\.js)"/g)) atStart(found, basename(imported!))
  return found
}
const read = (path: string): string => readFileSync(join(outdir, path), 'utf8')

test('the application, both themes and the settings of every package are built', () => {
  const files = built()
  for (const theme of ['light', 'dark']) assert.ok(files.includes(`themes/@jupyterlab/theme-${theme}-extension/index.css`), theme)
  assert.ok(files.includes('static/main.js') && files.includes('static/main.css'))
  const schemas = JSON.parse(read('schemas.json')) as { id: string; schema: { type: string } }[]
  for (const { name, schemas: folder } of labPackages(ROOT)) {
    if (folder) assert.ok(schemas.some(({ id }) => id.startsWith(`${name}:`)), `no settings of ${name}`)
  }
  assert.equal(new Set(schemas.map(({ id }) => id)).size, schemas.length)
})

test('every default that the course changes is the default of a setting that exists', () => {
  const schemas = JSON.parse(read('schemas.json')) as { id: string; schema: { properties?: object } }[]
  const overrides = JSON.parse(readFileSync(join(ROOT, 'app/lab/overrides.json'), 'utf8')) as Record<string, object>
  for (const [id, defaults] of Object.entries(overrides)) {
    const properties = Object.keys(schemas.find((schema) => schema.id === id)?.schema.properties ?? {})
    for (const name of Object.keys(defaults)) assert.ok(properties.includes(name), `${id} has no setting ${name}`)
  }
})

test('no style sheet and no script loads anything from another server', () => {
  for (const file of built().filter((name) => /\.(css|js)$/.test(name))) {
    const text = read(file)
    const outside = text.match(/url\(["']?(?:https?:)?\/\/[^)]*\)|@import\s+["'](?:https?:)?\/\/[^"']*|import\(?\s*["']https?:[^"']*/g)
    assert.equal(outside, null, `${file}: ${outside?.join(', ')}`)
  }
})

test('figures are in a part of their own, which a page without figures does not load', () => {
  const parts = built().filter((name) => name.endsWith('.js') && read(name).includes('plotlyServerURL'))
  assert.equal(parts.length, 1, parts.join(', '))
  const name = basename(parts[0] ?? '')
  assert.match(read('static/main.js'), new RegExp(`import\\("[^"]*${name}"\\)`))
  assert.doesNotMatch(read('static/main.js'), new RegExp(`(from|import)\\s*"[^"]*${name}"`))
})

test('the debugger is in a part of its own, which the page loads when the chapter is on screen', () => {
  const parts = built().filter((name) => name.endsWith('.js') && read(name).includes('jp-DebuggerSidebar-body'))
  assert.equal(parts.length, 1, parts.join(', '))
  assert.equal(atStart().has(basename(parts[0] ?? '')), false, 'it is loaded at the start')
})

test('a package that is not installed is named, with the way out', () => {
  writeFileSync(join(place, 'package.json'), JSON.stringify({ devDependencies: { '@jupyterlab/nowhere-extension': '1.0.0' } }))
  assert.throws(() => labPackages(place), /@jupyterlab\/nowhere-extension is not installed: run "npm ci"/)
})
