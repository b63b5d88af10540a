// Our renderer: figures are drawn whole, in the colours of the theme, in the room there is, with words for those who do not see them; what
// is not a figure says so and breaks nothing.
import assert from 'node:assert/strict'
import { contrast, parse } from './contrast.ts'
import { drawnFigures, painted, type DrawnFigure } from './drawn-figures.ts'
import type { NotebookPage } from './notebook-page.ts'
import { withNotebook, type InBrowser } from './setup.ts'

const NOTEBOOK = 'figures.ipynb'
/** What a surface covers of its place at least; the lines and numbers of its axes alone cover a twentieth. */
export const SURFACE_SHARE = 0.08
const KINDS = [
  { title: 'Two lines', traces: 2, axes: ['time (s)', 'distance (m)'] },
  { title: 'A map', traces: 2, axes: ['φ₀', 'φ₁'] },
  { title: 'A surface', traces: 1, axes: ['φ₀', 'φ₁', 'loss'] },
  { title: 'A race', traces: 1, axes: ['step', 'loss'] },
]

/** Waits until so many points of the race, the fourth figure, are shown. */
const untilPoints = (opened: NotebookPage, count: number): Promise<unknown> =>
  opened.page.waitForFunction((wanted) => document.querySelectorAll('.downhill-figure')[3]?.querySelectorAll('.points path').length === wanted, count)

/** What must hold of every figure that is shown, whatever it shows. */
export function assertWhole(figure: DrawnFigure): void {
  const name = figure.title || figure.alt || figure.caption
  assert.ok(figure.title !== '', `a figure has no title: ${name}`)
  assert.ok(figure.alt.length > 10, `${name}: no description in words`)
  assert.ok(figure.caption.length > 10, `${name}: no caption`)
  assert.ok(figure.axes.length >= 2 && figure.axes.every((axis) => axis !== ''), `${name}: an axis has no name: ${figure.axes.join(', ')}`)
  assert.ok(figure.traces > 0 && figure.drawn >= figure.traces, `${name}: ${figure.drawn} of ${figure.traces} traces were drawn`)
  assert.ok(figure.width > 300 && figure.height > 150, `${name}: ${figure.width} × ${figure.height} pixels`)
  assert.deepEqual(figure.clipped, [], `${name}: cut off`)
  assert.ok(figure.overflow <= 1, `${name}: ${figure.overflow} pixels stick out of the notebook`)
}

/** Runs the notebook of figures and waits until the last of them is drawn. */
async function runFigures(opened: NotebookPage): Promise<void> {
  await opened.runAll()
  await opened.untilDrawn(KINDS.length)
}

const drawn = async (opened: NotebookPage): Promise<DrawnFigure[]> => (await drawnFigures(opened.page)).filter(({ traces }) => traces > 0)

export function figureTests(inBrowser: InBrowser): void {
  inBrowser('every kind of figure is drawn whole, with its words', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await runFigures(opened)
      const figures = await drawn(opened)
      figures.forEach(assertWhole)
      assert.deepEqual(figures.map(({ title, traces, axes }) => ({ title, traces, axes })), KINDS)
      const share = await painted(opened.figures.nth(2).locator('.gl-container canvas'))
      assert.ok(share > SURFACE_SHARE, `the surface covers ${share} of its place`)
    })
  })

  inBrowser('what is no figure says so in its place, and the notebook goes on', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await runFigures(opened)
      const problems = opened.page.locator('.downhill-figure-problem')
      await problems.nth(1).waitFor()
      const [malformed, impossible] = await problems.allInnerTexts()
      assert.match(malformed ?? '', /cannot be drawn: its "data" is the number 3 instead of a list of traces/)
      assert.match(impossible ?? '', /cannot be drawn: Plotly says/)
      assert.equal((await opened.codeCells.last().locator('.jp-OutputArea-output').innerText()).trim(), "'the notebook goes on'")
    })
  })

  inBrowser('a figure can be reached by its description and by the keyboard', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await runFigures(opened)
      const image = opened.page.getByRole('img', { name: 'Two lines that cross' })
      await image.focus()
      assert.equal(await image.evaluate((node) => node === document.activeElement && node.closest('figure') !== null), true)
      assert.equal(await opened.figures.first().locator('figcaption').innerText(), 'The lines cross before the second second.')
    })
  })

  inBrowser('figures follow the theme while they are shown', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await runFigures(opened)
      const colours = (): Promise<{ paper: string; title: string; line: string }> =>
        opened.figures.first().evaluate((figure) => ({
          paper: (figure.querySelector('.main-svg') as SVGElement).style.background,
          title: getComputedStyle(figure.querySelector('.gtitle') as Element).fill,
          line: getComputedStyle(figure.querySelectorAll('.scatterlayer .js-line')[1] as Element).stroke,
        }))
      const light = await colours()
      await opened.menu('Settings', 'Theme', 'JupyterLab Dark')
      await opened.page.waitForFunction((was) => (document.querySelector('.downhill-figure .main-svg') as SVGElement).style.background !== was, light.paper)
      const dark = await colours()
      assert.ok(contrast(parse(dark.paper), parse('rgb(255, 255, 255)')) > 15, `the paper is ${dark.paper}`)
      for (const [what, colour] of Object.entries({ title: dark.title, 'black line': dark.line })) {
        assert.ok(contrast(parse(colour), parse(dark.paper)) >= 4.5, `the ${what} is ${colour} on ${dark.paper}`)
      }
      await opened.figures.nth(1).scrollIntoViewIfNeeded()
      await opened.screenshot('dark')
      ;(await drawn(opened)).forEach(assertWhole)

      await opened.menu('Settings', 'Theme', 'JupyterLab Light')
      await opened.page.waitForFunction((was) => (document.querySelector('.downhill-figure .main-svg') as SVGElement).style.background !== was, dark.paper)
      assert.deepEqual(await colours(), light)
    })
  })

  inBrowser('the words above pictures are read on dark paper too', async (setup) => {
    await withNotebook(setup, 'workshop.ipynb', async (opened) => {
      await opened.untilIdle()
      await opened.cells.last().click()
      await opened.run(`import { figure, ones } from 'downhill'
figure.images(ones([2, 3, 3]), { labels: ['first', 'second'], title: 'Two pictures' })`)
      const label = opened.figures.last().locator('text.annotation-text').first()
      await label.waitFor()
      await opened.menu('Settings', 'Theme', 'JupyterLab Dark')
      await opened.page.waitForFunction(() => document.body.dataset['jpThemeLight'] === 'false')
      const look = (): Promise<{ words: string; paper: string }> => label.evaluate((text) => ({
        words: getComputedStyle(text).fill,
        paper: getComputedStyle(text.ownerDocument.querySelector('.jp-Notebook') as Element).backgroundColor,
      }))
      const deadline = Date.now() + 20_000
      const legible = async (): Promise<boolean> => {
        const { words, paper } = await look()
        // While a figure is drawn anew its words have no colour for a moment.
        return words !== '' && contrast(parse(words), parse(paper)) >= 4.5
      }
      while (!(await legible()) && Date.now() < deadline) await opened.page.waitForTimeout(200)
      assert.ok(await legible(), `the words are ${JSON.stringify(await look())}`)
      await opened.screenshot('pictures-dark')
      await opened.menu('Settings', 'Theme', 'JupyterLab Light')
      await opened.page.waitForFunction(() => document.body.dataset['jpThemeLight'] === 'true')
    })
  })

  inBrowser('a figure keeps to the room there is', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await runFigures(opened)
      const wide = (await drawn(opened))[0]?.width ?? 0
      await opened.page.setViewportSize({ width: 900, height: 800 })
      await opened.page.waitForFunction((was) => (document.querySelector('.main-svg')?.getBoundingClientRect().width ?? was) < was - 100, wide)
      await opened.page.waitForTimeout(500)
      ;(await drawn(opened)).forEach(assertWhole)
    })
  })

  inBrowser('an animation is played and stepped through with the keyboard', async (setup) => {
    await withNotebook(setup, NOTEBOOK, async (opened) => {
      await runFigures(opened)
      const { keyboard } = opened.page
      const active = await opened.active.getAttribute('id')
      await opened.page.getByRole('img', { name: 'A descent in three steps' }).focus()
      for (const [key, points] of [['ArrowLeft', 2], ['ArrowLeft', 1], ['ArrowRight', 2], ['Space', 1]] as const) {
        await keyboard.press(key)
        await untilPoints(opened, points)
      }
      await untilPoints(opened, 3)
      assert.equal(await opened.active.getAttribute('id'), active)
    })
  })

  inBrowser('an animation plays, and jumps instead of gliding for those who want less motion', async (setup) => {
    const durations = async (opened: NotebookPage): Promise<unknown> => {
      await runFigures(opened)
      const race = opened.figures.nth(3)
      await race.locator('.updatemenu-button').click()
      await untilPoints(opened, 1)
      await untilPoints(opened, 3)
      return race.locator('.downhill-figure-plot').evaluate((plot) => {
        const { layout } = plot as unknown as { layout: { updatemenus: { buttons: { args: [null, Record<string, { duration: number }>] }[] }[] } }
        const options = layout.updatemenus[0]?.buttons[0]?.args[1]
        return [options?.['frame']?.duration, options?.['transition']?.duration]
      })
    }
    await withNotebook(setup, NOTEBOOK, async (opened) => assert.deepEqual(await durations(opened), [300, 100]))
    await withNotebook(setup, NOTEBOOK, async (opened) => assert.deepEqual(await durations(opened), [500, 0]), { reducedMotion: 'reduce' })
  })
}
