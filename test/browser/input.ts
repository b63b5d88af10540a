// A cell that asks: the field below it takes the answer, and the cell goes on with it.
import assert from 'node:assert/strict'
import { withNotebook, type InBrowser } from './setup.ts'

export function inputTests(inBrowser: InBrowser): void {
  inBrowser('a cell asks its reader, openly and for a password, and goes on with the answers', async (setup) => {
    await withNotebook(setup, 'workshop.ipynb', async (opened) => {
      const { page } = opened
      await opened.untilIdle()
      await opened.cells.last().click()
      await opened.write("const name = prompt('Your name:')\nconst key = await input('A key:', { password: true })\nname + ' has ' + key.length + ' letters'")
      const cell = page.locator('.jp-Notebook .jp-CodeCell').last()
      await page.keyboard.press('Control+Enter')
      const field = cell.locator('input.jp-Stdin-input')
      await field.waitFor()
      assert.match(await cell.locator('.jp-Stdin').innerText(), /Your name:/)
      assert.notEqual(await field.getAttribute('type'), 'password')
      await opened.screenshot('input')
      await field.fill('Ada')
      await field.press('Enter')
      const hidden = cell.locator('input.jp-Stdin-input[type="password"]')
      await hidden.fill('secret')
      await hidden.press('Enter')
      await opened.untilIdle()
      const said = await cell.locator('.jp-Cell-outputArea').innerText()
      assert.match(said, /Your name: Ada/)
      assert.match(said, /'Ada has 6 letters'/)
      assert.doesNotMatch(said, /secret/)
      await opened.screenshot('input-answered')
    })
  })

  inBrowser('a cell that waits for its reader is interrupted', async (setup) => {
    await withNotebook(setup, 'workshop.ipynb', async (opened) => {
      const { page } = opened
      await opened.untilIdle()
      await opened.cells.last().click()
      await opened.write("prompt('Nobody answers:')")
      const cell = page.locator('.jp-Notebook .jp-CodeCell').last()
      await page.keyboard.press('Control+Enter')
      await cell.locator('input.jp-Stdin-input').waitFor()
      await opened.menu('Kernel', 'Interrupt Kernel')
      await opened.untilIdle()
      assert.match(await cell.locator('.jp-Cell-outputArea').innerText(), /KeyboardInterrupt/)
    })
  })
}
