// The classic Notebook 6.4, Debian's, in a browser: it runs a chapter on our kernel, and draws every figure with the extension that
// `downhill kernel install` brought.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { ROOT } from '../../app/paths.ts'
import { findJupyter, type Jupyter } from '../jupyter/jupyter.ts'
import { figuresIn, runHeadless } from '../chapters.ts'
import { findChromium } from './chromium.ts'
import { startClassicNotebook, type ClassicNotebook } from './classic-notebook.ts'
import { drawnFigures, painted } from './drawn-figures.ts'
import { assertWhole, SURFACE_SHARE } from './figures.ts'
import { FLAGS } from './flags.ts'

const CHAPTER = '02-gradient-descent.ipynb'
const RUN_LIMIT = 120_000

const found = findChromium()
const jupyter = 'missing' in found ? found : await findJupyter()
const missing = 'missing' in jupyter ? jupyter.missing : undefined
if (missing) console.log(`The classic Notebook was not tested: ${missing}.`)

describe('in the classic Notebook', { skip: missing ?? false }, () => {
  let server: ClassicNotebook
  let browser: Browser
  let page: Page
  const problems: string[] = []
  before(async () => {
    if ('missing' in found) return
    ;[server, browser] = await Promise.all([startClassicNotebook(jupyter as Jupyter), chromium.launch({ executablePath: found.path, args: FLAGS })])
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`))
    // The Notebook asks for the extension of ipywidgets whether or not it is installed.
    const isAsked = (url: string): boolean => url.includes('/nbextensions/widgets/')
    page.on('response', (response) => response.status() < 400 || isAsked(response.url()) || problems.push(`${response.status()} from ${response.url()}`))
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    await (jupyter as Jupyter).remove()
  })

  test('a chapter runs, and every figure is drawn', async () => {
    const expected = figuresIn(await runHeadless(CHAPTER))
    await page.goto(server.address(CHAPTER))
    await page.locator('#kernel_indicator_icon.kernel_idle_icon').waitFor()
    assert.match(await page.locator('#kernel_indicator').innerText(), /TypeScript \(Downhill\)/)
    await page.locator('#celllink').click()
    await page.locator('#run_all_cells').click()
    await page.locator('.input_prompt', { hasText: 'In [*]' }).first().waitFor({ state: 'detached', timeout: RUN_LIMIT })
    assert.deepEqual(await page.locator('.output_error').allInnerTexts(), [])

    await page.waitForFunction((count) => document.querySelectorAll('.downhill-figure .main-svg:first-child').length >= count, expected.length)
    const figures = await drawnFigures(page)
    assert.deepEqual(figures.map(({ alt }) => alt), expected.map(({ layout }) => layout.meta.alt))
    figures.forEach(assertWhole)
    mkdirSync(join(ROOT, 'test/output'), { recursive: true })
    for (const [index, { alt }] of figures.entries()) {
      const figure = page.locator('.downhill-figure').nth(index)
      await figure.scrollIntoViewIfNeeded()
      for (const space of await figure.locator('.gl-container canvas').all()) assert.ok((await painted(space)) > SURFACE_SHARE, alt)
      if (index < 3) await page.screenshot({ path: join(ROOT, `test/output/classic-notebook-${index + 1}.png`) })
    }
    assert.deepEqual(problems, [])
  })
})
