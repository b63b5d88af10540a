// An animation by the keyboard, for Plotly's own buttons and sliders answer the mouse alone: the space bar plays it from its start or stops it,
// the arrows go one frame back or on. Sliders follow by themselves.
import type * as Plotly from 'plotly.js'
import { frameDuration } from './motion.ts'

/** What the reader is told of the keys. */
export const KEYS_IN_WORDS = 'Space plays or stops the animation, the arrow keys go one step back or on.'

/** Milliseconds that a whole animation takes, and the shortest time that one of its frames is shown. */
const WHOLE = 4000
const SHORTEST = 60

/** The frame that the first slider stands at, from which the arrows go on. */
function shownFirst(element: Plotly.PlotlyHTMLElement, names: string[]): number {
  const [slider] = element.layout.sliders ?? []
  const shown = slider?.steps?.[slider.active ?? 0]?.args?.[0] as string[] | undefined
  const index = names.indexOf(shown?.[0] ?? '')
  return index < 0 ? names.length - 1 : index
}

/**
 * Lets keys animate what is drawn in the element.
 *
 * @param names of the frames, in their order
 * @returns what takes the keys away again
 */
export function animateByKeys(element: Plotly.PlotlyHTMLElement, plotly: typeof Plotly, names: string[]): () => void {
  let current = shownFirst(element, names)
  let playing = false

  const show = async (wanted: string[] | [null], duration: number): Promise<void> => {
    const options = { mode: 'immediate', transition: { duration: 0 }, frame: { duration, redraw: false } } as const
    // What interrupts an animation makes its promise fail; that is no fault.
    await plotly.animate(element, wanted as string[], options).catch(() => undefined)
  }
  const play = async (): Promise<void> => {
    playing = true
    await show(names, frameDuration(Math.max(SHORTEST, WHOLE / names.length)))
    playing = false
  }
  const step = (by: number): void => {
    const name = names[Math.min(Math.max(current + by, 0), names.length - 1)]
    if (name !== undefined) void show([name], 0)
  }
  const actions: Record<string, () => void> = {
    ' ': () => void (playing ? show([null], 0) : play()),
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
  }

  const onKey = (event: KeyboardEvent): void => {
    const action = actions[event.key]
    if (!action || event.ctrlKey || event.altKey || event.metaKey) return
    // The notebook around it would scroll, or take the arrows for its own.
    event.preventDefault()
    event.stopPropagation()
    action()
  }
  const onFrame = (event: unknown): void => {
    current = names.indexOf((event as { name: string }).name)
  }
  element.on('plotly_animatingframe', onFrame)
  element.addEventListener('keydown', onKey)
  return () => {
    element.removeAllListeners('plotly_animatingframe')
    element.removeEventListener('keydown', onKey)
  }
}
