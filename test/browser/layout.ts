// How the lab presents itself: under its own name, with the chapters at hand and nothing that leads away from them.
import assert from 'node:assert/strict'
import { NotebookPage } from './notebook-page.ts'
import { withNotebook, type InBrowser } from './setup.ts'

export function layoutTests(inBrowser: InBrowser): void {
  inBrowser('a notebook opens with our kernel, without asking which', async (setup) => {
    await withNotebook(setup, 'workshop.ipynb', async (opened) => {
      const { page } = opened
      await page.locator('.jp-KernelName', { hasText: 'TypeScript (Downhill)' }).waitFor()
      await opened.untilIdle()
      assert.match(await page.title(), /workshop\.ipynb/)
      assert.equal(await page.locator('.jp-Dialog').count(), 0)
      assert.equal(await page.locator('.jp-CodeCell .cm-content').first().getAttribute('data-language'), 'typescript')
      await opened.screenshot('lab')
    })
  })

  inBrowser('the file browser lists the folder, the table of contents the headings', async (setup) => {
    await withNotebook(setup, 'workshop.ipynb', async (opened) => {
      const { page } = opened
      const files = page.locator('#filebrowser .jp-DirListing-itemName')
      await files.filter({ hasText: 'figures.ipynb' }).waitFor()
      await page.locator('.jp-SideBar [data-id="table-of-contents"]').click()
      const headings = page.locator('.jp-tocItem-content')
      await headings.filter({ hasText: 'A table' }).waitFor()
      assert.deepEqual((await headings.allInnerTexts()).map((text) => text.trim()), ['Workshop', 'A table'])
      await opened.screenshot('table-of-contents')
    })
  })

  inBrowser('the launcher offers a notebook of our kernel and plain files', async ({ browser, lab }) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(lab.address(null, 'launcher'))
    const cards = page.locator('.jp-LauncherCard-label')
    await cards.filter({ hasText: 'TypeScript (Downhill)' }).waitFor()
    assert.match(await page.title(), /Downhill/)
    const names = (await cards.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
    assert.deepEqual(names, ['TypeScript (Downhill)', 'Text File', 'Markdown File', 'Show Contextual Help'])
    await page.context().close()
  })

  inBrowser('Help → About says what this is', async (setup) => {
    await withNotebook(setup, 'workshop.ipynb', async (opened: NotebookPage) => {
      await opened.menu('Help', 'About Downhill')
      const words = await opened.page.locator('.downhill-about').innerText()
      assert.match(words, /Version \d+\.\d+\.\d+\..*JupyterLab.*Plotly/s)
    })
  })
}
