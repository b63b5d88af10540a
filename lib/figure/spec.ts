// What a figure is made of: a Plotly 3 specification as plain data. The types are our own and loose on purpose, so that a notebook needs
// no Plotly types to be checked; the tests hold every figure against Plotly's own schema instead.

/** One drawn thing: points, a line, a contour map, a surface (Plotly calls it a trace). */
export interface Trace {
  readonly type: string
  readonly [attribute: string]: unknown
}

/** Axes, margins, legend and the rest of a Plotly layout. */
export type Layout = Readonly<Record<string, unknown>>

/** One moment of an animation: what differs from the still picture. */
export interface Frame {
  readonly name: string
  readonly data: readonly Trace[]
  readonly traces: readonly number[]
  readonly layout?: Layout
}

/** The value of the MIME type `application/vnd.plotly.v1+json`. */
export interface PlotlySpec {
  readonly data: readonly Trace[]
  readonly layout: Layout
  readonly config: Readonly<Record<string, unknown>>
  readonly frames?: readonly Frame[]
}

/** What the axes are called, with their units: `{ x: 'load (kg)', y: 'length (m)' }`. */
export interface AxisNames {
  readonly x: string
  readonly y: string
  readonly z: string
}

/** The words of a figure; in the program they may run over several lines. What is left out is derived from what is drawn. */
export interface Words {
  /** one line above the figure */
  readonly title?: string
  /** what to see in it, printed below */
  readonly caption?: string
  /** the figure in words, for those who cannot see it */
  readonly alt?: string
}
