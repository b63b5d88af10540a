// The library by itself in a browser: two threads where the page is isolated from other origins, one and a warning where it is not, and
// fused instructions, which the browser has.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { buildLib } from '../../app/build/lib.ts'
import type * as Library from '../../lib/index.ts'
import { findChromium } from './chromium.ts'
import { FLAGS } from './flags.ts'

const found = findChromium()
const skip = 'missing' in found ? `no browser: ${found.missing}` : false
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

const folder = mkdtempSync(join(tmpdir(), 'downhill-library-'))
/** The library, and pages with nothing in them; those at `/isolated` with the headers. */
const server = createServer(({ url }, response) => {
  const headers = url === '/isolated' ? isolation : {}
  if (url === '/library.js') response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(readFileSync(join(folder, 'index.js')))
  else response.writeHead(200, { 'Content-Type': 'text/html', ...headers }).end('<!doctype html><title>Library</title>')
})
let browser: Browser | undefined

before(async () => {
  if ('missing' in found) return
  await buildLib(folder)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch({ executablePath: found.path, args: FLAGS })
})
after(async () => {
  await browser?.close()
  server.close()
  rmSync(folder, { recursive: true })
})

/** Products on a page: with two threads, if they can be had, and with one. */
async function onPage(path: string) {
  const page = await browser!.newPage()
  const warnings: string[] = []
  page.on('console', (message) => { warnings.push(message.text()) })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  const outcome = await page.evaluate(async (library) => {
    const { arithmetic, matmul, rng, threads } = (await import(library)) as typeof Library
    const count = await threads(2)
    const [a, b] = [rng(1).normal([301, 280]), rng(2).normal([280, 299])]
    const products = Array.from({ length: 20 }, () => matmul(a, b).values().flat())
    await threads(1)
    const alone = matmul(a, b).values().flat()
    const same = products.every((product) => product.every((x, i) => x === alone[i]))
    return { count, same, size: alone.length, fast: arithmetic('fast') }
  }, '/library.js')
  await page.close()
  return { ...outcome, warnings }
}

test('two threads on an isolated page, with the bits of one', { skip }, async () => {
  assert.deepEqual(await onPage('/isolated'), { count: 2, same: true, size: 301 * 299, fast: 'fast', warnings: [] })
})

test('one thread and a warning on an ordinary page', { skip }, async () => {
  const { warnings, ...outcome } = await onPage('/')
  assert.deepEqual(outcome, { count: 1, same: true, size: 301 * 299, fast: 'fast' })
  assert.match(warnings.join(), /^threads\(2\): there is no memory here that threads can share; /)
})
