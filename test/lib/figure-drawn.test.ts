// Figures as pictures: a real browser draws every kind with Plotly at three widths; Plotly knows every attribute, and no word is cut off or
// covers another.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findChromium } from '../browser/chromium.ts'
import { explored, gallery } from './figure-gallery.ts'

const found = findChromium()
const skip = 'missing' in found ? found.missing : false
const plotly = createRequire(import.meta.url).resolve('plotly.js-dist-min')

let browser: Browser
let page: Page
before(async () => {
  if ('missing' in found) return
  browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--enable-unsafe-swiftshader'] })
  page = await browser.newPage()
  await page.setContent('<body style="margin: 0"><div id="figure"></div></body>')
  await page.addScriptTag({ path: plotly })
})
after(() => browser?.close())

/** Draws a figure and gives back what Plotly says against it, and every word with its place on the page. */
interface Drawn {
  objections: string[]
  picture: Box
  words: (Box & { text: string })[]
}
interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

async function draw(name: string, width: number): Promise<Drawn> {
  await page.setViewportSize({ width, height: 1000 })
  const script = `(async (spec) => {
    const place = document.getElementById('figure')
    Plotly.purge(place)
    await Plotly.newPlot(place, spec)
    const box = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return { left, right, top, bottom }
    }
    const texts = [...place.querySelectorAll('svg text')]
    const words = texts.filter((text) => text.textContent.trim() && text.getBoundingClientRect().width > 0)
    return {
      objections: (Plotly.validate(spec.data, spec.layout) ?? []).map(({ msg }) => msg),
      picture: box(place.querySelector('.svg-container')),
      words: words.map((text) => ({ ...box(text), text: text.textContent })),
    }
  })(${JSON.stringify(gallery[name]?.spec)})`
  return (await page.evaluate(script)) as Drawn
}

const inside = (word: Box, picture: Box): boolean =>
  word.left >= picture.left - 1 && word.right <= picture.right + 1 && word.top >= picture.top - 1 && word.bottom <= picture.bottom + 1

/** Boxes of letters have air around them, so a little overlap of boxes is none of letters. */
const covers = (a: Box, b: Box): boolean => {
  const air = 3
  return a.left + air < b.right && b.left + air < a.right && a.top + air < b.bottom && b.top + air < a.bottom
}

for (const name of Object.keys(gallery)) {
  test(`${name}: drawn whole at 640, 860 and 1200 pixels`, { skip }, async () => {
    for (const width of [640, 860, 1200]) {
      const { objections, picture, words } = await draw(name, width)
      // Plotly compares the arguments of buttons by identity, and says of equal ones that they were reset.
      assert.deepEqual(objections.filter((objection) => !/\.args\[/.test(objection)), [])
      assert.equal(Math.round(picture.right - picture.left), width)
      for (const word of words) assert.ok(inside(word, picture), `“${word.text}” is cut off at ${width} pixels`)
      words.forEach((word, index) => {
        const hidden = words.slice(index + 1).find((other) => covers(word, other))
        assert.equal(hidden, undefined, `“${word.text}” and “${hidden?.text}” overlap at ${width} pixels`)
      })
    }
  })
}

test('a table is as high as its rows, however its cells are broken into lines', { skip }, async () => {
  for (const width of [640, 860, 1200]) {
    await draw('table with long words', width)
    const [rows, place] = (await page.evaluate(`(() => {
      const { height, margin } = document.getElementById('figure')._fullLayout
      const low = (cell) => cell.getBoundingClientRect().bottom
      return [Math.max(...[...document.querySelectorAll('.cell-rect')].map(low)), height - margin.b]
    })()`)) as [number, number]
    assert.ok(rows > 150 && rows <= place + 1, `at ${width} pixels the last row ends at ${rows}, and there is room to ${place}`)
  }
})

test('a race in the midst of its course keeps the map under it', { skip }, async () => {
  await draw('race on a map', 860)
  const [contours, points] = (await page.evaluate(`(async () => {
    const place = document.getElementById('figure')
    const slider = place.layout.sliders[0].steps[5]
    await Plotly.animate(place, ...slider.args)
    return [place.querySelectorAll('.scatterlayer path.js-fill').length, place.data.at(-1).x.length]
  })()`)) as [number, number]
  assert.ok(contours > 10, `${contours} bands of the map are left`)
  assert.equal(points, 6)
})

/** What Plotly draws after these frames, one after the other: its title, its places, its notes, and where the sliders stand. */
async function shownAfter(...names: string[]): Promise<unknown> {
  return page.evaluate(`(async (names) => {
    const place = document.getElementById('figure')
    for (const name of names) await Plotly.animate(place, [name], place.layout.sliders[0].steps[0].args[1])
    const { title, annotations, sliders } = place._fullLayout
    return {
      title: title.text,
      places: place._fullData.at(-1).x,
      notes: annotations.filter((note) => note.visible).map((note) => note.text),
      sliders: sliders.map(({ active }) => active),
    }
  })(${JSON.stringify(names)})`)
}

test('an explorable figure shows any frame whole, whatever was shown before it', { skip }, async () => {
  await draw('explorable', 860)
  const expected = (values: Parameters<typeof explored.at>[0], notes: string[], sliders: number[]) => {
    const { data, layout } = explored.at(values).spec
    return { title: (layout['title'] as { text: string }).text, places: data.at(-1)!['x'], notes, sliders }
  }
  const first = explored.controls.steps.value
  const start = explored.spec.frames!.findIndex(({ name }) => name === `steps = ${first}`)
  assert.deepEqual(await shownAfter('steps = 30'), expected({ steps: 30 }, [], [11, 0, 0]))
  assert.deepEqual(await shownAfter('steps = 1', 'marked = on'), expected({ marked: true }, ['minimum'], [start, 0, 1]))
  assert.deepEqual(await shownAfter('start = low'), expected({ start: 'low' }, [], [start, 1, 0]))
})
