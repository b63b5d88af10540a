// Draws a figure into an element with Plotly, which is loaded when the first figure needs it (4.7 MB, from our own server).
import type * as Plotly from 'plotly.js'
import type { PlotlyHTMLElement } from 'plotly.js'
import { animateByKeys } from './keys.ts'
import { withWantedMotion } from './motion.ts'
import { FigureProblem, type FigureSpec } from './read.ts'
import { currentPalette, inTheme } from './theme.ts'

const DEFAULT_HEIGHT = 420

let loading: Promise<typeof Plotly> | undefined
const loadPlotly = (): Promise<typeof Plotly> => (loading ??= import('plotly.js-dist-min').then((module) => module.default))

/** What takes the keys of an animated figure away again. */
const keys = new WeakMap<HTMLElement, () => void>()

/** Buttons of Plotly's bar that mean nothing in a figure to read, e.g. selecting points. */
const UNUSED_BUTTONS: Plotly.ModeBarDefaultButtons[] = ['select2d', 'lasso2d', 'autoScale2d', 'toggleSpikelines', 'sendDataToCloud']

/** The height in pixels that the figure will take, known before it is drawn, so that the page does not jump. */
export const heightOf = ({ layout }: FigureSpec): number => layout.height ?? DEFAULT_HEIGHT

/**
 * Draws the figure, or brings what is drawn up to date. Zoom and viewpoint stay as the reader has set them, an animation starts over.
 *
 * @param onFrame hears the name of each frame of an animation that comes to be shown
 * @throws FigureProblem if Plotly cannot draw it
 */
export async function draw(element: HTMLElement, figure: FigureSpec, onFrame: (name: string) => void): Promise<void> {
  const plotly = await loadPlotly()
  const { data, layout, config, frames, alt } = withWantedMotion(inTheme(figure, currentPalette()))
  const settings: Partial<Plotly.Config> = {
    displaylogo: false,
    modeBarButtonsToRemove: UNUSED_BUTTONS,
    toImageButtonOptions: { format: 'png', scale: 2, filename: fileName(alt) },
    ...config,
    // The widget watches its own size, which changes more often than the window's.
    responsive: false,
  }
  try {
    // Plotly writes what the reader does (zoom, the step of an animation) into what it is given; the figure stays as it came.
    const ownLayout = { uirevision: frames.length === 0, ...structuredClone(layout), autosize: true, height: heightOf(figure) }
    const whole = { data: data.map((trace) => ({ ...trace })), layout: ownLayout, config: settings, frames }
    // Given as one object, react() takes frames as well; its types know only the form with a list.
    const drawn = await plotly.react(element, whole as unknown as Plotly.Data[])
    keys.get(element)?.()
    keys.delete(element)
    if (frames.length === 0) return
    keys.set(element, animateByKeys(drawn, plotly, frames.map(({ name }) => name ?? '')))
    drawn.on('plotly_animatingframe', ({ name }) => onFrame(name))
  } catch (error) {
    throw new FigureProblem(`Plotly says “${(error as Error).message}”.`)
  }
}

/** Fits what is drawn to its element, or to a width in pixels (on paper, where the element cannot be asked). */
export async function fit(element: HTMLElement, width?: number): Promise<void> {
  const plotly = await loadPlotly()
  await plotly.relayout(element, width === undefined ? { autosize: true, width: undefined } : { width })
}

/** Takes a drawing away and frees what Plotly holds for it. */
export async function erase(element: HTMLElement): Promise<void> {
  const plotly = await loadPlotly()
  if (isDrawn(element)) plotly.purge(element)
}

export const isDrawn = (element: HTMLElement): element is PlotlyHTMLElement => '_fullLayout' in element

/** A name for the saved picture: the first words of the description. */
const fileName = (alt: string): string => alt.toLowerCase().replace(/[^a-z0-9]+/g, '-').split('-').filter(Boolean).slice(0, 6).join('-') || 'figure'
