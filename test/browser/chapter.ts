// A chapter from its first cell to its last: every figure that a run without a browser makes is really drawn in it, every claim shows its
// verdict, and nothing goes wrong, seen or unseen.
import assert from 'node:assert/strict'
import { figuresIn, runHeadless } from '../chapters.ts'
import { drawnFigures, painted } from './drawn-figures.ts'
import { assertWhole, SURFACE_SHARE } from './figures.ts'
import type { NotebookPage } from './notebook-page.ts'
import { withNotebook, type InBrowser } from './setup.ts'

const CHAPTER = '02-gradient-descent.ipynb'
const CLAIMS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8']

export function chapterTests(inBrowser: InBrowser): void {
  inBrowser('chapter 2 runs: every figure drawn, every claim settled, nothing left the machine', async (setup) => {
    const headless = figuresIn(await runHeadless(CHAPTER)).map(({ layout }) => layout.meta.alt)
    assert.ok(headless.length > 0)
    const expected = headless.map(whenLive)
    await withNotebook(setup, CHAPTER, async (opened) => {
      await opened.runAll()
      assert.deepEqual(await errors(opened), [])
      await opened.untilDrawn(expected.length)

      const drawn = await drawnFigures(opened.page)
      drawn.forEach(assertWhole)
      assert.deepEqual(drawn.map(({ alt }) => alt), expected)
      const explorables = headless.filter((alt) => alt !== whenLive(alt)).length
      assert.equal(await opened.page.locator('.jp-OutputArea-output .widget-vbox:has(.downhill-figure)').count(), explorables)
      for (let index = 0; index < expected.length; index++) {
        const figure = opened.figures.nth(index)
        await figure.scrollIntoViewIfNeeded()
        for (const space of await figure.locator('.gl-container canvas').all()) {
          const share = await painted(space)
          assert.ok(share > SURFACE_SHARE, `a surface covers ${share} of its place: ${expected[index]}`)
        }
        await opened.screenshot(`chapter-2-figure-${index + 1}`)
      }
      await opened.page.setViewportSize({ width: 1280, height: 1040 })
      await opened.figures.filter({ has: opened.page.locator('.gl-container canvas') }).first().scrollIntoViewIfNeeded()
      await opened.page.waitForTimeout(500)
      await opened.screenshot('chapter-2-panels')
      const verdicts = await opened.page.locator('.downhill-claim').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''))
      assert.deepEqual([...new Set(verdicts.map((label) => /Claim (\w+):/.exec(label)?.[1]))].sort(), CLAIMS)
    })
  })

  inBrowser('chapter 2 looks right from its first line', async (setup) => {
    await withNotebook(setup, CHAPTER, async (opened) => {
      await opened.untilIdle()
      await opened.page.locator('.jp-MarkdownOutput h1').waitFor()
      await opened.screenshot('chapter-2')
      // A line of about 75 letters is read with ease; nothing makes the page scroll sideways.
      const widths = await opened.page.locator('.jp-MarkdownOutput p').evaluateAll((all) => all.map((p) => p.getBoundingClientRect().width))
      assert.ok(Math.max(...widths) <= 46 * 16 + 1, `a line is ${Math.max(...widths)} pixels long`)
      const sideways = await opened.page.locator('.jp-WindowedPanel-outer').first().evaluate((panel) => panel.scrollWidth - panel.clientWidth)
      assert.ok(sideways <= 0, `the notebook scrolls ${sideways} pixels sideways`)
    })
  })
}

/** The description of a figure that has live controls beside it, and so does not tell of those that it has without a kernel. */
const whenLive = (alt: string): string => alt.replace(/ Explorable by .*$/s, '')

/** What cells printed as errors, or to stderr. */
const errors = (opened: NotebookPage): Promise<string[]> =>
  opened.page.locator('.jp-OutputArea-output[data-mime-type$="stderr"], .jp-OutputArea-output[data-mime-type*="error"]').allInnerTexts()
