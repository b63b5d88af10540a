// A notebook open in the lab, used as a person uses it: by keys, menus and clicks. Whatever a person would not see but should know of is
// collected beside it: errors in the console, answers that failed, and requests that left the machine.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { ROOT } from '../../app/paths.ts'
import type { Lab } from './lab.ts'

const OUTPUT = join(ROOT, 'test/output')
const VIEWPORT = { width: 1280, height: 800 }
/** A machine with other work to do may take this long for anything. */
const PATIENCE = 60_000
/** A cell of a chapter may compute for a while, on a slow machine longer. */
const RUN_LIMIT = 120_000

export class NotebookPage {
  /** Each window has a workspace of its own, or it would bring back the notebooks of the one before. */
  static #opened = 0
  readonly page: Page
  /** What went wrong without showing: it must stay empty. */
  readonly problems: string[] = []

  private constructor(page: Page, origin: string) {
    this.page = page
    const isLocal = (url: string): boolean => url.startsWith(origin) || url.startsWith(origin.replace('http', 'ws')) || /^(data|blob|about):/.test(url)
    page.on('request', (request) => isLocal(request.url()) || this.problems.push(`left the machine: ${request.url()}`))
    page.on('websocket', (socket) => isLocal(socket.url()) || this.problems.push(`left the machine: ${socket.url()}`))
    page.on('response', (response) => response.status() < 400 || this.problems.push(`${response.status()} from ${response.url()}`))
    page.on('console', (message) => message.type() !== 'error' || this.problems.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => this.problems.push(`uncaught: ${error.stack ?? error.message}`))
  }

  /** Opens a notebook and waits until its cells are there. */
  static async open(browser: Browser, lab: Lab, notebook: string, options: BrowserContextOptions = {}): Promise<NotebookPage> {
    const context = await browser.newContext({ viewport: VIEWPORT, ...options })
    const opened = new NotebookPage(await context.newPage(), lab.origin)
    opened.page.setDefaultTimeout(PATIENCE)
    await opened.page.goto(lab.address(notebook, `test-${++NotebookPage.#opened}`))
    await opened.cells.first().waitFor()
    return opened
  }

  get cells(): Locator {
    return this.page.locator('.jp-Notebook .jp-Cell')
  }

  get codeCells(): Locator {
    return this.page.locator('.jp-Notebook .jp-CodeCell')
  }

  get figures(): Locator {
    return this.page.locator('.downhill-figure')
  }

  /** The cell with the focus. */
  get active(): Locator {
    return this.page.locator('.jp-Notebook .jp-Cell.jp-mod-active')
  }

  /** Chooses an item of the menu bar, e.g. `menu('Run', 'Run All Cells')`; more names go into submenus. */
  async menu(name: string, ...items: string[]): Promise<void> {
    await this.page.locator('.lm-MenuBar-item', { hasText: name }).click()
    for (const item of items) await this.page.locator('.lm-Menu-item', { has: this.page.getByText(item, { exact: true }) }).last().click()
  }

  /** Waits until no cell runs or waits to run. */
  async untilIdle(): Promise<void> {
    const running = this.page.locator('.jp-InputPrompt', { hasText: '*' })
    await this.page.waitForTimeout(100)
    await running.first().waitFor({ state: 'detached', timeout: RUN_LIMIT })
    await this.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor({ timeout: RUN_LIMIT })
  }

  async runAll(): Promise<void> {
    await this.menu('Run', 'Run All Cells')
    await this.untilIdle()
  }

  /** Waits until this many figures are drawn; one that cannot be drawn is none. */
  async untilDrawn(count: number): Promise<void> {
    const drawn = (wanted: number): boolean =>
      [...document.querySelectorAll('.downhill-figure-plot')].filter((plot) => plot.querySelector('.main-svg')).length >= wanted
    await this.page.waitForFunction(drawn, count)
  }

  /** Puts a new cell below the active one, writes into it by keyboard alone, and leaves the cursor there. */
  async write(source: string): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('b')
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.insertText(source)
  }

  /** Writes a cell, runs it with Shift+Enter, and gives its output as text. */
  async run(source: string): Promise<string> {
    await this.write(source)
    const cell = await this.keep(this.active)
    await this.page.keyboard.press('Shift+Enter')
    await this.untilIdle()
    return (await cell.locator('.jp-OutputArea-output').allInnerTexts()).join('\n').trim()
  }

  /** Saves with the keyboard and waits until the lab says that nothing is unsaved. */
  async save(): Promise<void> {
    const saved = this.page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().includes('/api/contents/'))
    await this.page.keyboard.press('Control+s')
    await saved
    await this.page.locator('.jp-mod-dirty').first().waitFor({ state: 'detached' })
  }

  /** Keeps a picture in test/output. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(OUTPUT, { recursive: true })
    // What lies under the pointer looks different, and where it was left means nothing.
    await this.page.mouse.move(0, 0)
    await this.page.screenshot({ path: join(OUTPUT, `${name}.png`) })
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }

  /** A locator that stays with the cell it finds now, whichever cell is active later. */
  private async keep(cell: Locator): Promise<Locator> {
    const index = await cell.evaluate((node) => [...node.ownerDocument.querySelectorAll('.jp-Notebook .jp-Cell')].indexOf(node))
    return this.cells.nth(index)
  }
}
