// Writing in a notebook: what is changed is saved, and only that; what is undone is as before; names are completed; a mouse is not needed.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseNotebook, sourceOf, type Notebook } from '../../app/notebook/format.ts'
import { withNotebook, type InBrowser, type Setup } from './setup.ts'

const NOTEBOOK = 'workshop.ipynb'
const onDisk = ({ lab }: Setup): Notebook => parseNotebook(readFileSync(join(lab.folder, NOTEBOOK), 'utf8'), NOTEBOOK)

export function editingTests(inBrowser: InBrowser): void {
  inBrowser('an edited cell is saved to disk, and nothing else changes there', async (setup) => {
    const before = onDisk(setup)
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await opened.untilIdle()
      await opened.cells.last().click()
      await opened.write('const added = 1 // by the test')
      await opened.save()
    })
    const { cells, metadata, nbformat, nbformat_minor } = onDisk(setup)
    const added = cells.at(-1)
    assert.ok(added?.id)
    assert.deepEqual(added, {
      cell_type: 'code',
      execution_count: null,
      id: added.id,
      metadata: {},
      outputs: [],
      source: added.source,
    })
    assert.equal(sourceOf(added), 'const added = 1 // by the test')
    assert.deepEqual(cells.slice(0, -1), before.cells)
    assert.deepEqual([nbformat, nbformat_minor], [4, 5])
    assert.deepEqual(Object.keys(metadata).sort(), ['kernelspec', 'language_info'])
    assert.deepEqual(metadata['kernelspec'], before.metadata['kernelspec'])
  })

  inBrowser('what is typed and what is deleted can be undone', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      const text = (): Promise<string> => opened.codeCells.first().locator('.cm-content', { hasText: 'answer' }).innerText()
      const [before, count] = [await text(), await opened.cells.count()]
      await opened.codeCells.first().locator('.cm-content').click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type(' // more')
      assert.notEqual(await text(), before)
      for (let pressed = 0; pressed < 8 && (await text()) !== before; pressed++) await page.keyboard.press('Control+z')
      assert.equal(await text(), before)

      await page.keyboard.press('Escape')
      await page.keyboard.press('d')
      await page.keyboard.press('d')
      await page.waitForFunction((left) => document.querySelectorAll('.jp-Notebook .jp-Cell').length === left, count - 1)
      await page.keyboard.press('z')
      await page.waitForFunction((left) => document.querySelectorAll('.jp-Notebook .jp-Cell').length === left, count)
      assert.equal(await text(), before)
    })
  })

  inBrowser('Tab completes a name of an earlier cell', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.cells.last().click()
      await opened.run('const quantityOfSteps: number = 12')
      await opened.write('quantityOf')
      await page.keyboard.press('Tab')
      await page.locator('.jp-Completer-item', { hasText: 'quantityOfSteps' }).first().waitFor()
      await opened.screenshot('completion')
      await page.keyboard.press('Enter')
      await page.locator('.jp-Completer-item').first().waitFor({ state: 'hidden' })
      assert.equal((await opened.active.locator('.cm-content').innerText()).trim(), 'quantityOfSteps')
    })
  })

  inBrowser('a cell is reached, run and followed by the next with the keyboard alone', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      const { page } = opened
      await opened.untilIdle()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Shift+Enter')
      await opened.untilIdle()
      assert.equal((await opened.codeCells.first().locator('.jp-OutputArea-output').innerText()).trim(), '42')
      assert.equal(await opened.codeCells.nth(1).evaluate((cell) => cell.classList.contains('jp-mod-active')), true)
    })
  })
}
