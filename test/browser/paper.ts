// The notebook on paper: all of it, over several pages, with figures as wide as the paper; and back on the screen as it was.
import assert from 'node:assert/strict'
import { withNotebook, type InBrowser } from './setup.ts'

/** Width of the text on A4 paper with common margins, in CSS pixels. */
const PAPER = 672

export function paperTests(inBrowser: InBrowser): void {
  inBrowser('a notebook is printed to its end, with figures that fit the paper', async (setup) => {
    await withNotebook(setup, 'figures.ipynb', async (opened) => {
      const { page } = opened
      await opened.runAll()
      await opened.untilDrawn(4)
      const width = (): Promise<number> => page.locator('.main-svg').first().evaluate((svg) => svg.getBoundingClientRect().width)
      const onScreen = await width()
      assert.ok(onScreen > PAPER)
      await page.evaluate(() => {
        const record = (): unknown => Object.assign(window, { printed: document.querySelector('.main-svg')?.getBoundingClientRect().width })
        addEventListener('beforeprint', record)
      })
      const pdf = await page.pdf({ format: 'A4', margin: { left: '16mm', right: '16mm', top: '16mm', bottom: '16mm' } })
      const pages = Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1])
      assert.ok(pages >= 3, `${pages} pages`)
      assert.equal(await page.evaluate(() => (window as unknown as { printed: number }).printed), PAPER)
      await page.waitForFunction((was) => document.querySelector('.main-svg')?.getBoundingClientRect().width === was, onScreen)
    })
  })
}
