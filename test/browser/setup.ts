// What every browser test starts from: one lab and one browser for all of them, a fresh window for each. A test that fails leaves a picture
// of what it saw.
import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { Lab } from './lab.ts'
import { NotebookPage } from './notebook-page.ts'

export interface Setup {
  browser: Browser
  lab: Lab
}

/** Declares a test that needs the browser; it is marked as skipped, with the reason, where there is none. */
export type InBrowser = (name: string, run: (setup: Setup) => Promise<void>) => void

/** Opens a notebook, does something with it, and asserts that nothing went wrong unseen. */
export async function withNotebook(
  { browser, lab }: Setup,
  notebook: string,
  use: (opened: NotebookPage) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const opened = await NotebookPage.open(browser, lab, notebook, options)
  try {
    await use(opened)
  } catch (error) {
    await opened.screenshot(`failed-${notebook.replace(/\W+/g, '-')}-${Date.now()}`)
    throw error
  } finally {
    await opened.close()
  }
  assert.deepEqual(opened.problems, [])
}
