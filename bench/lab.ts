// How long a person waits for the notebook: from `npm start` to the first code cell of the first chapter on screen, for the first build after
// installing, and how much room the installation takes.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { buildStale } from '../app/build/index.ts'
import { ROOT } from '../app/paths.ts'
import { findChromium } from '../test/browser/chromium.ts'
import { FLAGS } from '../test/browser/flags.ts'
import { tableOf, type Report } from './table.ts'

const ROUNDS = 5
const BUILDS = 3

/** Measures all of it; needs a Chromium. @throws with the reason, if none can be had */
export async function lab(): Promise<Report> {
  const found = findChromium()
  if ('missing' in found) throw new Error(`the lab cannot be measured without a browser: ${found.missing}`)
  await buildStale({ log: console.log })
  const starts: Start[] = []
  for (let round = 0; round < ROUNDS; round++) starts.push(await start(found.path))
  const builds: number[] = []
  for (let round = 0; round < BUILDS; round++) builds.push(await firstBuild())
  const seconds = { unit: 's', digits: 2 }
  const figures = [
    { name: 'npm start → address printed', values: starts.map(({ address }) => address), ...seconds },
    { name: 'npm start → first code cell on screen', values: starts.map(({ cell }) => cell), ...seconds, atMost: 5 },
    { name: 'first build', values: builds, ...seconds, atMost: 20 },
    { name: 'installed size (du -sm node_modules)', values: [diskUsage(join(ROOT, 'node_modules'))], unit: 'MB', digits: 0, atMost: 300 },
  ]
  return { tables: [tableOf(figures)], notes: [] }
}

/** Seconds from `npm start` until the address was printed, and until a code cell could be seen. */
interface Start {
  address: number
  cell: number
}

/** Starts everything from nothing: npm, the server, then a browser process with an empty cache. */
async function start(executablePath: string): Promise<Start> {
  const state = mkdtempSync(join(tmpdir(), 'downhill-bench-'))
  const begin = performance.now()
  const since = (): number => (performance.now() - begin) / 1000
  // A process group of its own: npm does not hand every signal on to what it started.
  const npm = spawn('npm', ['start', '--silent', '--', '--no-open', '--port', '0'], { cwd: ROOT, env: { ...process.env, XDG_STATE_HOME: state }, detached: true })
  let browser: Browser | undefined
  try {
    const url = await addressOf(npm)
    const address = since()
    browser = await chromium.launch({ executablePath, args: FLAGS })
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(url, { waitUntil: 'commit' })
    await page.locator('.jp-CodeCell .cm-line').filter({ hasText: /\S/ }).first().waitFor()
    return { address, cell: since() }
  } finally {
    await browser?.close()
    const gone = once(npm, 'close')
    if (npm.pid) process.kill(-npm.pid, 'SIGINT')
    await gone
    rmSync(state, { recursive: true, force: true })
  }
}

function addressOf(npm: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const address = /http:\/\/\S+[?&]token=\S+/.exec(said)?.[0]
      if (address) found(address)
    }
    npm.stdout?.on('data', hear)
    npm.stderr?.on('data', hear)
    npm.once('close', (code) => failed(new Error(`npm start ended with code ${code}; it said:\n${said}`)))
  })
}

/** Seconds to build everything, with nothing built before. */
async function firstBuild(): Promise<number> {
  const dist = mkdtempSync(join(tmpdir(), 'downhill-build-'))
  const begin = performance.now()
  await buildStale({ dist })
  const taken = (performance.now() - begin) / 1000
  rmSync(dist, { recursive: true, force: true })
  return taken
}

/** What files take on disk, in units of 1,048,576 bytes as `du -sm` counts; where the system does not say, their lengths. */
function diskUsage(folder: string): number {
  const bytes = (path: string): number => {
    const { blocks, size } = lstatSync(path)
    return blocks === undefined ? size : blocks * 512
  }
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return entries.reduce((sum, entry) => sum + bytes(join(folder, entry)), bytes(folder)) / 2 ** 20
}
