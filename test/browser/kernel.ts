// Running cells from the page: a runaway cell can be stopped without losing anything, an error shows where it was, a restart forgets all.
import assert from 'node:assert/strict'
import { withNotebook, type InBrowser } from './setup.ts'

const NOTEBOOK = 'workshop.ipynb'

export function kernelTests(inBrowser: InBrowser): void {
  inBrowser('a runaway cell is interrupted, and what was computed is kept', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.cells.last().click()
      await opened.run('const kept = 41')
      await opened.write('while (true) {}')
      await page.keyboard.press('Control+Enter')
      await page.locator('.jp-InputPrompt', { hasText: '*' }).waitFor()
      await page.locator('.jp-Notebook-ExecutionIndicator[data-status="busy"]').waitFor()
      await page.keyboard.press('i')
      await page.keyboard.press('i')
      await opened.untilIdle()
      assert.match(await opened.active.locator('.jp-OutputArea-output').innerText(), /interrupt/i)
      assert.equal(await opened.run('kept + 1'), '42')
      await opened.screenshot('interrupted')
    })
  })

  inBrowser('an error names its cell and line, and the next cell runs', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await opened.cells.last().click()
      const said = await opened.run("const fine = 1\nthrow new RangeError('a step of length 0')")
      assert.match(said, /RangeError: a step of length 0/)
      assert.match(said, /line 2/i)
      assert.equal(await opened.run('fine + 1'), '2')
    })
  })

  inBrowser('a restart forgets every variable', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.cells.last().click()
      assert.equal(await opened.run('const forgotten = 7\nforgotten'), '7')
      await opened.menu('Kernel', 'Restart Kernel…')
      await page.locator('.jp-Dialog button', { hasText: 'Restart' }).click()
      await opened.untilIdle()
      assert.match(await opened.run('typeof forgotten'), /^'undefined'$/m)
    })
  })
}
