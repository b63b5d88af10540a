// The whole of it, in a real browser: the lab is started as a person starts it, and used by keys, menus and clicks. All browser tests share
// one lab and one browser, for starting them costs more than most of the tests.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'
import { chapterTests } from './chapter.ts'
import { findChromium } from './chromium.ts'
import { debuggerTests } from './debugger.ts'
import { editingTests } from './editing.ts'
import { figureTests } from './figures.ts'
import { FLAGS } from './flags.ts'
import { inputTests } from './input.ts'
import { kernelTests } from './kernel.ts'
import { startLab } from './lab.ts'
import { layoutTests } from './layout.ts'
import { paperTests } from './paper.ts'
import type { InBrowser, Setup } from './setup.ts'
import { widgetTests } from './widgets.ts'

const found = findChromium()
const skip = 'missing' in found ? `no browser: ${found.missing}` : false
if ('missing' in found) console.log(`The browser tests did not run: ${found.missing}.`)

let setup: Setup | undefined
before(async () => {
  if ('missing' in found) return
  const [lab, browser] = await Promise.all([startLab(), chromium.launch({ executablePath: found.path, args: FLAGS })])
  setup = { lab, browser }
})
after(async () => {
  if (!setup) return
  await setup.browser.close()
  assert.equal(await setup.lab.stop(), 0, 'Ctrl-C must end the lab in good order')
})

const inBrowser: InBrowser = (name, run) =>
  test(name, { skip }, async () => {
    if (!setup) throw new Error('the lab or the browser did not start')
    await run(setup)
  })

layoutTests(inBrowser)
chapterTests(inBrowser)
figureTests(inBrowser)
editingTests(inBrowser)
kernelTests(inBrowser)
debuggerTests(inBrowser)
inputTests(inBrowser)
paperTests(inBrowser)
widgetTests(inBrowser)
