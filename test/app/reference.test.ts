// The library's reference: it is made without a warning, and has a place for every public name.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeReference } from '../../app/reference/make.ts'
import { publicNames } from '../lib/examples.ts'

const folder = mkdtempSync(join(tmpdir(), 'downhill-reference-'))
after(() => rmSync(folder, { recursive: true, force: true }))

// A warning of TypeDoc's would fail this.
before(() => makeReference(folder), { timeout: 300_000 })

const names = publicNames(['lib'])
const page = (path: string): string => readFileSync(join(folder, path), 'utf8')

test('every public name has a page, and every method of Tensor a place on its page', () => {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  const named = new Set(pages.map((file) => basename(file, '.html')))
  const tensor = page('classes/Tensor.html')
  const missing = names.filter(({ name }) => {
    const [owner, method] = name.split('.') as [string, string?]
    if (owner === 'Tensor' && method !== undefined) return !tensor.includes(`id="${method.toLowerCase()}"`)
    // What has two names, such as `Figure` and `figure.Figure`, has one page.
    return !named.has(name) && !names.some((other) => other.name === method && named.has(other.name))
  })
  assert.deepEqual(missing.map(({ name }) => name), [])
  assert.ok(names.length > 250, `only ${names.length} names`)
})

test('a page holds the sentence, the example and the errors of its docstring, in the look of the course', () => {
  const momentum = page('functions/momentum.html')
  for (const part of ['On a steady slope the steps grow', 'RangeError', 'Polyak 1964', 'custom.css']) assert.ok(momentum.includes(part), part)
  assert.match(page('assets/custom.css'), /--dark-color-background/)
  assert.match(page('index.html'), /Every example has been run/)
})
