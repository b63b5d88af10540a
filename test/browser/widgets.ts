// Controls in the page: moving one with the keyboard redraws what depends on it, every kind speaks with the kernel, and where the kernel is
// gone the figure beside the control is shown.
import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import { contrast, parse } from './contrast.ts'
import type { NotebookPage } from './notebook-page.ts'
import { withNotebook, type InBrowser } from './setup.ts'

const NOTEBOOK = 'controls.ipynb'

/** What the cell with this place among the code cells has put out. */
const outputOf = (opened: NotebookPage, index: number): Locator => opened.codeCells.nth(index).locator('.jp-Cell-outputArea')

const figureTitled = (opened: NotebookPage, title: string): Promise<unknown> =>
  opened.page.waitForFunction((text) => document.querySelector('.downhill-figure .gtitle')?.textContent === text, title)

/** The slider that Plotly draws below a figure with frames, where there is no live one. */
const framesOf = (opened: NotebookPage): Locator => outputOf(opened, 2).locator('.downhill-figure .slider-container')

const slider = (opened: NotebookPage): Locator => opened.page.getByRole('slider', { name: 'learning rate α' })

/** The live slider of an explorable figure of the library. */
const exploring = (opened: NotebookPage): Locator => outputOf(opened, 2).getByRole('slider', { name: 'rate of the bowl' })

export function widgetTests(inBrowser: InBrowser): void {
  inBrowser('a slider moved by the keyboard redraws the figure beside it, in its place', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.runAll()
      await figureTitled(opened, 'Gradient descent, α = 0.3')
      // The element that is drawn into must stay: a figure that is put away and drawn anew blinks.
      await page.evaluate(() => document.querySelector('.downhill-figure-plot')?.setAttribute('data-kept', 'yes'))
      await slider(opened).focus()
      for (let pressed = 0; pressed < 3; pressed++) await page.keyboard.press('ArrowRight')
      await figureTitled(opened, 'Gradient descent, α = 0.45')
      assert.equal(await opened.figures.first().locator('.downhill-figure-plot').getAttribute('data-kept'), 'yes')
      assert.equal(await slider(opened).getAttribute('aria-valuetext'), '0.45')
      assert.equal(await slider(opened).evaluate((handle) => handle === document.activeElement), true)
      await opened.screenshot('controls')

      await opened.menu('Settings', 'Theme', 'JupyterLab Dark')
      await page.waitForFunction(() => document.body.dataset['jpThemeLight'] === 'false')
      await slider(opened).waitFor()
      await page.waitForTimeout(500)
      await opened.screenshot('controls-dark')
      const colours = await outputOf(opened, 0).locator('.widget-label').first().evaluate((label) => ({
        text: getComputedStyle(label).color,
        paper: getComputedStyle(document.querySelector('.jp-Notebook') as Element).backgroundColor,
      }))
      assert.ok(contrast(parse(colours.text), parse(colours.paper)) >= 4.5, `the label is ${colours.text} on ${colours.paper}`)
      await opened.menu('Settings', 'Theme', 'JupyterLab Light')
      await page.waitForFunction(() => document.body.dataset['jpThemeLight'] === 'true')
    })
  })

  inBrowser('an explorable figure of the library is live where there is a kernel', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await opened.runAll()
      await exploring(opened).focus()
      assert.equal(await framesOf(opened).count(), 0)
      const title = (): Promise<string | null> => outputOf(opened, 2).locator('.gtitle').textContent()
      assert.match((await title()) ?? '', /at 0\.3$/)
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await opened.page.keyboard.press(key)
      await outputOf(opened, 2).locator('.gtitle', { hasText: 'at 0.9' }).waitFor()
      await opened.screenshot('explorable')
    })
  })

  inBrowser('a label has the room that its words need, and labels below each other end at one place', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await opened.untilIdle()
      await opened.cells.last().click()
      await opened.run(`widgets.box([
        widgets.slider({ label: 'α', min: 0, max: 1, step: 0.1, value: 0.3 }),
        widgets.slider({ label: 'WAVES PER METRE, MEASURED BY MANY A WIDE EYE', min: 0, max: 1, step: 0.1, value: 0.3 }),
        widgets.dropdown({ label: 'how the next place is found', options: ['downhill', 'by signs'], value: 'downhill' }),
        widgets.checkbox({ label: 'carry the speed of the last step into this one', value: false }),
      ])`)
      const labels = opened.page.locator('.jp-Notebook .widget-label, .jp-Notebook .widget-label-basic')
      await labels.nth(3).waitFor()
      const words = await labels.evaluateAll((all) => all.filter(({ textContent }) => /\p{L}/u.test(textContent)).map((label) => ({
        words: label.textContent,
        cut: label.scrollWidth - label.clientWidth,
        end: Math.round(label.getBoundingClientRect().right),
      })))
      assert.equal(words.length, 4)
      assert.deepEqual(words.filter(({ cut }) => cut > 0), [])
      assert.equal(new Set(words.slice(0, 3).map(({ end }) => end)).size, 1, JSON.stringify(words))
      await opened.screenshot('labels')
    })
  })

  inBrowser('every kind of control tells the kernel, and what its listener prints or throws stands below the cell', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.runAll()
      const output = outputOf(opened, 1)
      const prints = (text: string): Promise<void> => output.getByText(text).first().waitFor()
      await output.getByRole('combobox').selectOption('momentum')
      await prints('method momentum')
      await output.getByRole('checkbox').check()
      await prints('nesterov true')
      await output.getByRole('slider', { name: 'weight decay' }).focus()
      await page.keyboard.press('ArrowRight')
      await prints('decay 0.0316227766017')
      await output.getByRole('button', { name: 'Run again' }).click()
      await prints('again 1')
      await output.getByRole('button', { name: 'Run again' }).click()
      await prints('RangeError: twice is too often')
      await output.locator('.widget-play button').first().click()
      await prints('film over')
      await output.scrollIntoViewIfNeeded()
      await opened.screenshot('controls-all')
    })
  })

  inBrowser('without the kernel that made it a control gives way to the figure beside it, or to words', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.runAll()
      await figureTitled(opened, 'Gradient descent, α = 0.3')
      await exploring(opened).waitFor()
      await opened.menu('Kernel', 'Restart Kernel…')
      await page.locator('.jp-Dialog button', { hasText: 'Restart' }).click()
      await framesOf(opened).waitFor()
      assert.match(await outputOf(opened, 0).innerText(), /a column of 2 widgets — Run the cell to have its controls back\./)
      await outputOf(opened, 2).scrollIntoViewIfNeeded()
      await outputOf(opened, 2).locator('.downhill-figure-plot').focus()
      await page.keyboard.press('ArrowRight')
      await outputOf(opened, 2).locator('figcaption', { hasText: 'The rate is 0.5.' }).waitFor()
      await opened.screenshot('controls-gone')
      await opened.runAll()
      await exploring(opened).waitFor()
      await figureTitled(opened, 'Gradient descent, α = 0.3')

      await opened.save()
      await opened.menu('Kernel', 'Shut Down Kernel')
      await framesOf(opened).waitFor()
      await page.reload()
      await opened.cells.first().waitFor()
      await framesOf(opened).waitFor()
      assert.match(await outputOf(opened, 1).innerText(), /Run the cell to have its controls back\./)
      await opened.runAll()
      await exploring(opened).waitFor()
    })
  })

  inBrowser('a page that is loaded anew finds the controls of its kernel, and they still work', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.runAll()
      await slider(opened).focus()
      await page.keyboard.press('ArrowRight')
      await figureTitled(opened, 'Gradient descent, α = 0.35')
      await opened.save()
      await page.reload()
      await slider(opened).waitFor()
      assert.equal(await slider(opened).getAttribute('aria-valuetext'), '0.35')
      await figureTitled(opened, 'Gradient descent, α = 0.35')
      await slider(opened).focus()
      await page.keyboard.press('ArrowRight')
      await figureTitled(opened, 'Gradient descent, α = 0.4')
    })
  })

  inBrowser('when everything is gone because a cell ended its own thread, so are its controls', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await opened.runAll()
      await exploring(opened).waitFor()
      await opened.cells.last().click()
      await opened.run('process.exit(0)')
      await framesOf(opened).waitFor()
      await outputOf(opened, 1).getByText('Run the cell to have its controls back').waitFor()
    })
  })

  inBrowser('what draws controls is loaded when the first one is made, not before', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const loaded = (): Promise<boolean> =>
        opened.page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /chunks\/manager-\w+\.js/.test(name)))
      await opened.untilIdle()
      assert.equal(await loaded(), false)
      await opened.runAll()
      assert.equal(await loaded(), true)
    })
  })
}
