// What a figure is, as far as drawing it is concerned, and the check that some output is one. A notebook may hold anything under a figure's
// MIME type; what is wrong with it is said in one sentence instead of an error deep inside Plotly.
import type { Config, Data, Frame, Layout } from 'plotly.js'

/** What an output that is a figure calls itself. */
export const MIME_TYPE = 'application/vnd.plotly.v1+json'

export interface FigureSpec {
  data: Data[]
  layout: Partial<Layout>
  config: Partial<Config>
  frames: Partial<Frame>[]
  /** What to see in it, printed below; empty when there is none. */
  caption: string
  /** The figure in words. */
  alt: string
}

/** An output that is not a figure; the message says what is wrong with it. */
export class FigureProblem extends Error {
  override name = 'FigureProblem'
}

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads the value of a figure's MIME type. The result is a copy, for Plotly writes into what it is given, and the notebook's output must
 * stay as the kernel sent it.
 *
 * @throws FigureProblem if the value is not `{ data: [trace, …], layout?, config?, frames? }`
 */
export function readFigure(value: unknown): FigureSpec {
  if (!isFields(value)) throw new FigureProblem(`a figure is an object with the list "data", and this is ${nameOf(value)}.`)
  const { data, layout = {}, config = {}, frames = [] } = structuredClone(value)
  if (!Array.isArray(data)) throw new FigureProblem(`its "data" is ${nameOf(data)} instead of a list of traces.`)
  const odd = data.findIndex((trace) => !isFields(trace))
  if (odd >= 0) throw new FigureProblem(`trace ${odd} of its "data" is ${nameOf(data[odd])} instead of an object.`)
  if (!isFields(layout)) throw new FigureProblem(`its "layout" is ${nameOf(layout)} instead of an object.`)
  if (!isFields(config)) throw new FigureProblem(`its "config" is ${nameOf(config)} instead of an object.`)
  if (!Array.isArray(frames)) throw new FigureProblem(`its "frames" is ${nameOf(frames)} instead of a list.`)
  return { data: data as Data[], layout, config, frames: frames as Partial<Frame>[], ...wordsOf(layout) }
}

/** The words for one frame of a figure: its own, if it has some, or else the figure's. */
export function wordsOfFrame({ frames, layout }: FigureSpec, name: string): { caption: string; alt: string } {
  const own: Fields | undefined = frames.find((frame) => frame.name === name)?.layout
  return wordsOf(own?.['meta'] ? { ...layout, meta: own['meta'] } : layout)
}

/** The caption and the description that stand in `layout.meta`; without a description, the title has to do. */
function wordsOf(layout: Fields): { caption: string; alt: string } {
  const meta = isFields(layout['meta']) ? layout['meta'] : {}
  const title = isFields(layout['title']) ? layout['title']['text'] : layout['title']
  const firstText = (...values: unknown[]): string => values.find((value): value is string => typeof value === 'string' && value !== '') ?? ''
  return { caption: firstText(meta['caption']), alt: firstText(meta['alt'], title, meta['caption'], 'Figure without a description') }
}

const nameOf = (value: unknown): string =>
  value === undefined ? 'missing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value)}`
