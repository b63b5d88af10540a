// JupyterLab's own debugger on our kernel: it is turned on beside the notebook, a click in the margin sets a breakpoint, the cell stops there,
// its variables are looked at, and it runs on.
import assert from 'node:assert/strict'
import { withNotebook, type InBrowser } from './setup.ts'

const NOTEBOOK = 'workshop.ipynb'
const CELL = `import { tensor } from 'downhill'
let w = tensor([3, -1])
let loss: number = 0
for (let step = 0; step < 3; step++) {
  loss = w.square().sum().item()
  w = w.mul(0.5)
}
loss`

export function debuggerTests(inBrowser: InBrowser): void {
  inBrowser('a breakpoint stops a cell, its variables are shown, and it runs on', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.untilIdle()
      await opened.cells.last().click()
      await opened.write(CELL)
      const cell = opened.cells.nth((await opened.cells.count()) - 1)
      await page.locator('.jp-DebuggerBugButton').first().click()
      // The margin's first entry only keeps its width.
      await cell.locator('.cm-breakpoint-gutter .cm-gutterElement').nth(6).click({ force: true })
      await cell.locator('.cm-breakpoint-icon:visible').waitFor()
      // The kernel has heard of it when it stands in the list.
      await page.locator('.jp-DebuggerBreakpoint').waitFor()
      await cell.locator('.cm-content').click()
      await page.keyboard.press('Control+Enter')

      const variables = page.locator('.jp-DebuggerVariables-body')
      const shows = (name: string, value: string) =>
        page.waitForFunction(([wanted, text]) => [...document.querySelectorAll('.jp-DebuggerVariables-body .jp-TreeItem')].some((item) => {
          const said = (part: string) => item.querySelector(`:scope > .jp-DebuggerVariables-${part}`)?.textContent
          return said('name') === wanted && said('detail') === text
        }), [name, value] as const)
      await shows('step', '0')
      await shows('loss', '10')
      await shows('w', 'Tensor [3, -1]')
      assert.equal(await variables.getByText('__').count(), 0)
      assert.match(await page.locator('.jp-DebuggerCallstackFrame').first().innerText(), /Cell/)
      await opened.screenshot('debugger')

      await page.keyboard.press('F10')
      await shows('w', 'Tensor [1.5, -0.5]')
      for (const round of ['1', '2']) {
        await page.keyboard.press('F9')
        await shows('step', round)
      }
      await page.keyboard.press('F9')
      await opened.untilIdle()
      assert.equal(await cell.locator('.jp-OutputArea-output').innerText().then((text) => text.trim()), '0.625')
    })
  })
}
