// Our figures in an installed JupyterLab: Debian's jupyterlab_server finds the extension where `downhill kernel install` put it, and a page of
// JupyterLab's own packages takes it in as JupyterLab does and shows a figure with it. (Debian has no JupyterLab to test with as a whole.)
import assert from 'node:assert/strict'
import * as esbuild from 'esbuild'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { labBundle } from '../../app/lab/build.ts'
import { ROOT } from '../../app/paths.ts'
import { findJupyter, type Jupyter } from '../jupyter/jupyter.ts'
import { findChromium } from './chromium.ts'
import { drawnFigures } from './drawn-figures.ts'
import { assertWhole } from './figures.ts'
import { FLAGS } from './flags.ts'

const found = findChromium()
const jupyter = 'missing' in found ? found : await findJupyter()
const missing = 'missing' in jupyter ? jupyter.missing : undefined
if (missing) console.log(`The extension of JupyterLab was not tested: ${missing}.`)

const FIGURE = {
  data: [{ type: 'scatter', mode: 'lines+markers', x: [0, 1, 2], y: [4, 1, 0], name: 'descent' }],
  layout: {
    title: { text: 'A descent' },
    height: 360,
    xaxis: { title: { text: 'step' } },
    yaxis: { title: { text: 'loss' } },
    meta: { alt: 'The loss falls in two steps to zero.', caption: 'Two steps are enough here.' },
  },
}

describe('in an installed JupyterLab', { skip: missing ?? false }, () => {
  let server: Server
  let browser: Browser
  let page: Page
  before(async () => {
    if ('missing' in found) return
    server = await serve(join((jupyter as Jupyter).prefix, 'share/jupyter/labextensions'), await bundledPage())
    browser = await chromium.launch({ executablePath: found.path, args: FLAGS })
    page = await browser.newPage({ viewport: { width: 900, height: 500 } })
    page.setDefaultTimeout(60_000)
  })
  after(async () => {
    await browser?.close()
    server?.close()
    await (jupyter as Jupyter).remove()
  })

  test('a figure is drawn by the extension that Jupyter finds', async () => {
    const extensions = federatedExtensions()
    assert.deepEqual(extensions.find(({ name }) => name === 'downhill-figures'), { name: 'downhill-figures', load: 'static/remoteEntry.js', extension: './extension' })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const output = { output_type: 'execute_result', execution_count: 1, metadata: {}, data: { 'application/vnd.plotly.v1+json': FIGURE, 'text/plain': 'not this' } }
    const ours = extensions.filter(({ name }) => name === 'downhill-figures')
    await page.evaluate(([extensions, output]) => (globalThis as unknown as { show(...of: unknown[]): Promise<void> }).show(extensions, [output]), [ours, output] as const)
    await page.locator('.downhill-figure .main-svg').first().waitFor()
    const figures = await drawnFigures(page)
    assert.equal(figures.length, 1)
    figures.forEach(assertWhole)
    assert.equal(figures[0]?.alt, FIGURE.layout.meta.alt)
    // The style came with it: the caption is as wide as text, and the figure has its margin.
    assert.equal(await page.locator('.downhill-figure figcaption').evaluate((caption) => getComputedStyle(caption).maxWidth), '736px')
    mkdirSync(join(ROOT, 'test/output'), { recursive: true })
    await page.screenshot({ path: join(ROOT, 'test/output/installed-lab.png') })
  })

  /** What Jupyter's server tells JupyterLab's page of the extensions that are installed. */
  function federatedExtensions(): { name: string }[] {
    const ask = `
import json
from jupyter_core.paths import jupyter_path
from jupyterlab_server.config import get_page_config
print(json.dumps(get_page_config(jupyter_path('labextensions'))['federated_extensions']))`
    const { stdout, stderr } = (jupyter as Jupyter).run(['-c', ask])
    assert.notEqual(stdout, '', stderr)
    return JSON.parse(stdout) as { name: string }[]
  }
})

async function bundledPage(): Promise<string> {
  const entryPoints = [join(ROOT, 'test/browser/installed-lab-page.ts')]
  const { outputFiles } = await esbuild.build({ ...labBundle(false), splitting: false, format: 'iife', write: false, outdir: '/', entryPoints })
  const script = outputFiles.find(({ path }) => path.endsWith('.js'))
  if (!script) throw new Error('esbuild wrote no script')
  return script.text
}

/** The page at `/`, its script, and the installed extensions where JupyterLab's server has them. */
function serve(extensions: string, script: string): Promise<Server> {
  const answer = (path: string): { type: string; body: string | Buffer } => {
    if (path === '/page.js') return { type: 'text/javascript', body: script }
    if (path.startsWith('/lab/extensions/')) return { type: 'text/javascript', body: readFileSync(join(extensions, path.slice('/lab/extensions/'.length))) }
    return { type: 'text/html', body: '<!doctype html><meta charset="utf-8"><title>An installed JupyterLab</title><script src="/page.js"></script><body>' }
  }
  const server = createServer((request, response) => {
    try {
      const { type, body } = answer(new URL(request.url ?? '/', 'http://here').pathname)
      response.setHeader('content-type', type).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)))
}
