// A figure that answers questions of the kind "and what if": the reader drags a slider, and the figure is drawn for its value. With a
// kernel behind the page every value of every control is to be had. Without one (a report, a notebook that somebody reads) one control at
// a time runs through pictures that were drawn ahead.
import { oneLine } from '../../format.ts'
import { FigureError } from '../error.ts'
import { bundleOf, Figure, type Drawing } from '../figure.ts'
import { inWords, type Control } from './control.ts'
import { liveBundle } from './live.ts'
import { frameName, heightOfSliders, sliderPositions, slidersOf, type Track } from './sliders.ts'
import { stopsOf } from './stops.ts'
import { variantsOf } from './variants.ts'

/** The controls of an explorable figure, by the names of their values. */
export type Controls = Readonly<Record<string, Control>>

/** What controls are set to: a number, one of the options, or yes or no. */
export type ValuesOf<C extends Controls> = { readonly [K in keyof C]: C[K]['value'] }

/**
 * A figure with controls; it is a figure for the values that they have at first.
 *
 * @example
 * ```ts
 * const axes = { x: 'time (s)', y: 'distance (m)' }
 * const speed = slider({ label: 'speed (m/s)', min: 1, max: 3, step: 1, value: 2 })
 * const walk = explorable({ speed }, ({ speed }) => figure.line([0, 1], [0, speed], { axes }))
 * walk.at({ speed: 3 }).caption // → '2 points, time (s) 0 to 1, distance (m) 0 to 3.'
 * ```
 */
export class Explorable<C extends Controls = Controls> extends Figure {
  readonly controls: C
  readonly #draw: (values: ValuesOf<C>) => Figure

  constructor(controls: C, draw: (values: ValuesOf<C>) => Figure) {
    super(drawnAhead(controls, draw as Draw))
    this.controls = controls
    this.#draw = draw
  }

  /** The figure for these values; the controls that are left out keep the value that they have at first. */
  at(values: Partial<ValuesOf<C>>): Figure {
    return this.#draw({ ...firstValues(this.controls), ...values } as ValuesOf<C>)
  }

  /** Live controls where the kernel has them, and always the frames that need none. */
  async [Symbol.for('Jupyter.display')](): Promise<Record<string, unknown>> {
    return { ...(await liveBundle(this.controls, this.#draw as Draw)), ...bundleOf(this) }
  }
}

/**
 * Draws a figure that the reader sets by sliders, choices and toggles.
 *
 * It is drawn at once for up to a dozen values of every control, so that it can be explored without a kernel too; there, one control at a
 * time departs from the values of the beginning.
 *
 * @param controls what may be set: `{ name: slider(…) | choice(…) | toggle(…), … }`
 * @param draw takes the values by their names, gives a figure
 * @throws FigureError if there is no control, or the figure cannot be drawn for some value, which the message names
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * const descent = explorable(
 *   { rate: slider({ label: 'learning rate α', min: 0.1, max: 0.9, step: 0.2, value: 0.3 }) },
 *   ({ rate }) => {
 *     const run = descend(bowl, tensor([2, -1]), { optimizer: sgd({ learningRate: rate }), steps: 3 })
 *     return figure.history({ descent: run }, { title: 'How fast it falls' })
 *   },
 * )
 * descent.spec.frames?.map(({ name }) => name) // → [ 'rate = 0.1', 'rate = 0.3', 'rate = 0.5', 'rate = 0.7', 'rate = 0.9' ]
 * ```
 */
export const explorable = <C extends Controls>(controls: C, draw: (values: ValuesOf<C>) => Figure): Explorable<C> =>
  new Explorable(controls, draw)

type Values = Readonly<Record<string, unknown>>
type Draw = (values: Values) => Figure

const firstValues = (controls: Controls): Values => Object.fromEntries(Object.entries(controls).map(([key, { value }]) => [key, value]))

/** The figure for the first values, with a slider for each control, and a frame for each value of each. */
function drawnAhead(controls: Controls, draw: Draw): Drawing {
  const tracks = Object.entries(controls).map(([key, control]): Track => {
    const stops = stopsOf(control)
    return { key, label: control.label, stops, start: stops.indexOf(control.value) }
  })
  if (tracks.length === 0) throw new FigureError('explorable: no controls. Give at least one: explorable({ rate: slider({ … }) }, draw).')

  const first = firstValues(controls)
  const still = drawnAt(first, draw)
  const moments = tracks.flatMap((track) => track.stops.map((value, stop) => ({ track, stop, value })))
  const figures = moments.map(({ track, stop, value }) => (stop === track.start ? still : drawnAt({ ...first, [track.key]: value }, draw)))
  const { traces, frames } = variantsOf(sameHeight(figures), tracks[0]!.start)
  const { drawing, caption, alt } = still
  return {
    ...drawing,
    caption: `${caption} Drag ${tracks.length === 1 ? 'the slider' : 'a slider; the others go back to where they began'}.`,
    alt: `${alt} Explorable by ${tracks.map(inSentence).join('; ')}.`,
    height: heightOf(figures) + heightOfSliders(tracks),
    traces,
    layout: { ...drawing.layout, sliders: slidersOf(tracks) },
    frames: moments.map(({ track, stop }, index) => {
      const frame = frames[index]!
      return { name: frameName(track, stop), ...frame, layout: { ...frame.layout, sliders: sliderPositions(tracks, track, stop) } }
    }),
  }
}

/** The figure for some values; what goes wrong is told with the values it goes wrong for. */
function drawnAt(values: Values, draw: Draw): Figure {
  const told = Object.entries(values).map(([key, value]) => `${key} = ${inWords(value)}`).join(', ')
  const refuse = (why: string, cause?: unknown) => new FigureError(`explorable: at ${told}: ${why}`, { cause })
  let figure: unknown
  try {
    figure = draw(values)
  } catch (error) {
    throw refuse(oneLine(error instanceof Error ? error.message : String(error)), error)
  }
  if (!(figure instanceof Figure)) throw refuse('no figure was returned. Let the function return one: ({ rate }) => figure.history(…).')
  if (figure.drawing.frames) throw refuse('the figure is animated itself. Return a still one, such as figure.history or a map with .path.')
  return figure
}

const heightOf = (figures: readonly Figure[]): number => Math.max(...figures.map(({ drawing }) => drawing.height))

const sameHeight = (figures: readonly Figure[]): Figure[] =>
  figures.map(({ drawing }) => new Figure({ ...drawing, height: heightOf(figures) }))

function inSentence({ label, stops, start }: Track): string {
  const range = stops.length > 3 ? `${inWords(stops[0])} to ${inWords(stops.at(-1))}` : stops.map(inWords).join(' or ')
  return `${label}, ${range}, shown at ${inWords(stops[start])}`
}
