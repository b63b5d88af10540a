// One figure in a notebook: the drawing, described in words for those who cannot see it, with its caption below. It is drawn as soon as it
// has a width, and again when its width or the lab's theme changes; whatever is wrong with it is said in its place.
import type { IThemeManager } from '@jupyterlab/apputils'
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces'
import { Widget } from '@lumino/widgets'
import { draw, erase, fit, heightOf, isDrawn } from './draw.ts'
import { KEYS_IN_WORDS } from './keys.ts'
import { FigureProblem, readFigure, wordsOfFrame, type FigureSpec } from './read.ts'

/** Width of the text on A4 or letter paper with common margins, in CSS pixels. */
const PAPER_WIDTH = 672

const ADVICE = 'Look at what the cell shows last: it should come from one of the functions of figure, or be an object { data, layout }.'

export class RenderedFigure extends Widget implements IRenderMime.IRenderer {
  readonly #mimeType: string
  readonly #themes: IThemeManager | null
  readonly #plot = document.createElement('div')
  readonly #caption = document.createElement('figcaption')
  readonly #sizes = new ResizeObserver(() => this.#onResize())
  readonly #beforePrint = (): void => this.#toPaper()
  readonly #afterPrint = (): void => this.#fromPaper()
  #figure: FigureSpec | undefined
  /** The width that is drawn for, and whether anything else has changed since. */
  #width = 0
  #isStale = false
  /** Drawings of one figure wait for each other. */
  #drawing: Promise<void> = Promise.resolve()

  constructor(mimeType: string, themes: IThemeManager | null) {
    super({ node: document.createElement('figure') })
    this.#mimeType = mimeType
    this.#themes = themes
    this.addClass('downhill-figure')
    this.#plot.className = 'downhill-figure-plot'
    // Only the drawing is an image; the caption beside it stays text to a screen reader.
    this.#plot.setAttribute('role', 'img')
    this.#plot.tabIndex = 0
    this.node.append(this.#plot, this.#caption)
    this.#sizes.observe(this.#plot)
    themes?.themeChanged.connect(this.#onTheme, this)
    addEventListener('beforeprint', this.#beforePrint)
    addEventListener('afterprint', this.#afterPrint)
  }

  /** Shows what the output holds now; called again when the kernel updates it. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    try {
      const figure = readFigure(model.data[this.#mimeType])
      this.#figure = figure
      if (this.#plot.parentNode !== this.node) this.node.replaceChildren(this.#plot, this.#caption)
      this.#plot.style.height = `${heightOf(figure)}px`
      this.#describe(figure)
      if (figure.frames.length > 0) this.#describeKeys()
      this.#redraw()
      await this.#drawing
    } catch (error) {
      this.#showProblem(error)
    }
  }

  #describe({ caption, alt }: { caption: string; alt: string }): void {
    this.#plot.setAttribute('aria-label', alt)
    this.#caption.textContent = caption
    this.#caption.hidden = caption === ''
  }

  #describeKeys(): void {
    this.#plot.setAttribute('aria-description', KEYS_IN_WORDS)
    this.#plot.setAttribute('aria-keyshortcuts', 'Space ArrowLeft ArrowRight')
    this.#caption.dataset['keys'] = KEYS_IN_WORDS
  }

  override dispose(): void {
    if (this.isDisposed) return
    this.#sizes.disconnect()
    this.#themes?.themeChanged.disconnect(this.#onTheme, this)
    removeEventListener('beforeprint', this.#beforePrint)
    removeEventListener('afterprint', this.#afterPrint)
    this.#clear()
    super.dispose()
  }

  #clear(): void {
    this.#figure = undefined
    if (isDrawn(this.#plot)) void erase(this.#plot)
  }

  /** Draws the figure as it is now. Without a width (a hidden tab, a folded output, a theme that is being loaded) it waits for one. */
  #redraw(): void {
    this.#isStale = true
    this.#enqueue(async () => {
      if (!this.#figure || !this.#isStale || this.#plot.clientWidth === 0) return
      this.#isStale = false
      this.#width = this.#plot.clientWidth
      const figure = this.#figure
      await draw(this.#plot, figure, (frame) => this.#describe(wordsOfFrame(figure, frame)))
    })
  }

  /** JupyterLab hides the page when the theme has changed and shows it again in the next frame; in the one after that it can be measured. */
  #onTheme(): void {
    requestAnimationFrame(() => requestAnimationFrame(() => this.#redraw()))
  }

  #onResize(): void {
    const width = this.#plot.clientWidth
    if (!this.#figure || width === 0) return
    if (this.#isStale) return this.#redraw()
    if (width === this.#width) return
    this.#width = width
    this.#enqueue(() => fit(this.#plot))
  }

  /** Printing waits for nobody, so this does its work at once instead of waiting for its turn. */
  #toPaper(): void {
    if (this.#figure && isDrawn(this.#plot) && this.#plot.clientWidth > PAPER_WIDTH) void fit(this.#plot, PAPER_WIDTH)
  }

  #fromPaper(): void {
    if (this.#figure && isDrawn(this.#plot)) this.#enqueue(() => fit(this.#plot))
  }

  #enqueue(work: () => Promise<void>): void {
    this.#drawing = this.#drawing
      .then(() => (this.isDisposed ? undefined : work()))
      .catch((error: unknown) => this.#showProblem(error))
  }

  #showProblem(error: unknown): void {
    if (this.isDisposed) return
    if (!(error instanceof FigureProblem)) console.error(error)
    const reason = error instanceof Error ? error.message : String(error)
    const message = document.createElement('div')
    message.className = 'downhill-figure-problem'
    message.setAttribute('role', 'alert')
    message.textContent = `This figure cannot be drawn: ${reason} ${ADVICE}`
    this.#clear()
    this.node.replaceChildren(message)
  }
}
