// What the browser really drew for each figure of a page: not whether an output exists, but whether there are traces with an extent, words
// in their places, and pixels that differ. Measured in the page, judged in the tests.
import type { Locator, Page } from 'playwright-core'

export interface DrawnFigure {
  /** What a screen reader says. */
  alt: string
  caption: string
  title: string
  /** The names of all axes, in the order of their planes and spaces. */
  axes: string[]
  /** Traces that the figure has, and those of them that can be seen (all, where WebGL draws them: `painted` tells). */
  traces: number
  drawn: number
  width: number
  height: number
  /** Words, legends and scales that stick out of the figure, by name. */
  clipped: string[]
  /** How far the figure sticks out of the notebook, in pixels. */
  overflow: number
}

/** Plotly's own record of what it drew, as far as it is read here. */
interface Drawing extends HTMLElement {
  _fullLayout: Record<string, unknown> & { title?: { text?: string } }
  _fullData: { visible: unknown; opacity?: number; type: string }[]
}

/** Measures every figure of the page, in the order of the page. */
export const drawnFigures = (page: Page): Promise<DrawnFigure[]> => page.locator('.downhill-figure').evaluateAll(measure)

/** Runs in the page. It may use nothing from outside of itself. */
function measure(figures: Element[]): DrawnFigure[] {
  const EDGE = 1
  const extent = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect()
    return width > 0 || height > 0
  }
  const isSeen = (trace: Element): boolean =>
    [...trace.querySelectorAll('path, image, text')].some((part) => {
      const { stroke, fill, opacity, visibility } = getComputedStyle(part)
      const hasColour = part.tagName === 'image' || stroke !== 'none' || fill !== 'none'
      return extent(part) && hasColour && Number(opacity) > 0 && visibility === 'visible'
    })
  const nameOf = (element: Element): string => element.textContent?.trim() || element.getAttribute('class') || element.tagName

  const sticksOut = (element: Element, frame: DOMRect): boolean => {
    const box = element.getBoundingClientRect()
    return box.left < frame.left - EDGE || box.right > frame.right + EDGE || box.top < frame.top - EDGE || box.bottom > frame.bottom + EDGE
  }
  const axisNames = (layout: Record<string, unknown>): string[] => {
    const titles = (part: Record<string, unknown>, pattern: RegExp): string[] =>
      Object.keys(part).filter((key) => pattern.test(key)).map((key) => (part[key] as { title?: { text?: string } }).title?.text ?? '')
    const scenes = Object.keys(layout).filter((key) => /^scene\d*$/.test(key))
    const planes = Object.keys(layout['_plots'] as object).length > 0 ? titles(layout, /^[xy]axis\d*$/) : []
    return [...planes, ...scenes.flatMap((key) => titles(layout[key] as Record<string, unknown>, /^[xyz]axis$/))]
  }

  return figures.map((figure) => {
    const plot = figure.querySelector('.downhill-figure-plot') as Drawing | null
    const svg = figure.querySelector('.main-svg')
    const caption = figure.querySelector('figcaption')?.textContent ?? ''
    if (!plot || !svg || !plot._fullData) {
      const words = figure.textContent ?? ''
      return { alt: '', caption: words, title: '', axes: [], traces: 0, drawn: 0, width: 0, height: 0, clipped: [], overflow: 0 }
    }
    const frame = svg.getBoundingClientRect()
    // A trace of no opacity is there for its colour scale alone.
    const visible = plot._fullData.filter((trace) => trace.visible === true && trace.opacity !== 0)
    const inWebGl = visible.filter(({ type }) => /3d$|^surface$|gl$/.test(type))
    const groups = [...plot.querySelectorAll('.scatterlayer > .trace, .contourlayer > .contour, .heatmaplayer > .hm, .barlayer > .trace, .imagelayer > .im')]
    const words = [...plot.querySelectorAll('.main-svg text, .legend, .infolayer [class^="cb"]')].filter(extent)
    const room = (figure.closest('.jp-OutputArea') ?? figure).getBoundingClientRect()
    return {
      alt: plot.getAttribute('aria-label') ?? '',
      caption,
      title: plot._fullLayout.title?.text ?? '',
      axes: axisNames(plot._fullLayout),
      traces: visible.length,
      drawn: groups.filter(isSeen).length + inWebGl.length,
      width: frame.width,
      height: frame.height,
      clipped: words.filter((word) => sticksOut(word, frame)).map(nameOf),
      overflow: Math.max(0, frame.right - room.right),
    }
  })
}

/**
 * The share of a picture of the element that is painted, from 0 to 1: whatever is not the commonest colour, which is the ground. It sees what
 * WebGL drew, of which the page itself knows nothing.
 */
export async function painted(element: Locator): Promise<number> {
  await element.scrollIntoViewIfNeeded()
  const picture = (await element.screenshot()).toString('base64')
  return element.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    if (!canvas) throw new Error('the page has no canvas')
    canvas.drawImage(bitmap, 0, 0)
    const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height)
    const counts = new Map<number, number>()
    for (let at = 0; at < data.length; at += 4) {
      const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
    return 1 - Math.max(...counts.values()) / (bitmap.width * bitmap.height)
  }, picture)
}
