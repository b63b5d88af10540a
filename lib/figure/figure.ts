// A figure: traces on named axes, with a title, a caption and the same thing in words. It is never changed; what adds to a figure returns a
// new one. It shows itself where notebooks show values: as a Plotly specification, and as its words where no picture can be drawn.
import { broken, oneLine } from '../format.ts'
import { baseConfig, baseLayout, legend } from './theme.ts'
import type { Frame, Layout, PlotlySpec, Trace, Words } from './spec.ts'

/** What a drawing function hands over: the things drawn, their axes, and a sentence about each of them. */
export interface Drawing extends Words {
  readonly traces: readonly Trace[]
  /** axes, shapes, annotations … on top of the theme's layout */
  readonly layout: Layout
  /** pixels; the width is the page's */
  readonly height: number
  /** what is drawn, a sentence each with its numbers: the caption and the alt text unless given */
  readonly sentences: readonly string[]
  readonly frames?: readonly Frame[]
}

/**
 * A picture that shows itself when it is the value of a cell's last line.
 *
 * @example
 * ```ts
 * const picture = figure.line([0, 1, 2], [0, 1, 4], { axes: { x: 'time (s)', y: 'distance (m)' }, title: 'Falling' })
 * picture.alt // → 'Falling. 3 points, time (s) 0 to 2, distance (m) 0 to 4.'
 * picture.labelled({ caption: 'It falls faster and faster.' }).caption // → 'It falls faster and faster.'
 * ```
 */
export class Figure {
  readonly drawing: Drawing

  constructor(drawing: Drawing) {
    const { title, caption, alt } = drawing
    this.drawing = { ...drawing, title: title && oneLine(title), caption: caption && oneLine(caption), alt: alt && oneLine(alt) }
  }

  /** What to see in it, printed below the picture. */
  get caption(): string {
    return this.drawing.caption ?? this.drawing.sentences.join(' ')
  }

  /** The picture in words. */
  get alt(): string {
    const title = this.drawing.title ? [`${this.drawing.title}.`] : []
    return this.drawing.alt ?? [...title, ...this.drawing.sentences].join(' ')
  }

  /** Whether there is more than one named series to tell apart. */
  get hasLegend(): boolean {
    return this.drawing.traces.filter(inLegend).length > 1
  }

  /** The same figure with another title, caption or alt text. */
  labelled(words: Words): Figure {
    return new Figure({ ...this.drawing, ...words })
  }

  /** The Plotly specification: data, layout, config, and the frames of an animation. */
  get spec(): PlotlySpec {
    const { traces, layout, height, frames, title } = this.drawing
    return {
      data: traces,
      layout: {
        ...baseLayout,
        ...(title ? { title: titleAbove(title) } : {}),
        ...(this.hasLegend ? { legend } : {}),
        showlegend: this.hasLegend,
        ...layout,
        height,
        meta: { caption: this.caption, alt: this.alt },
      },
      config: { ...baseConfig },
      ...(frames ? { frames } : {}),
    }
  }

  /** How a notebook shows it: drawn, or in words where nothing can be drawn. */
  [Symbol.for('Jupyter.display')](): Record<string, unknown> | Promise<Record<string, unknown>> {
    return bundleOf(this)
  }
}

/** A figure by its forms, for whoever shows it to choose from. */
export const bundleOf = (figure: Figure): Record<string, unknown> => ({
  'application/vnd.plotly.v1+json': figure.spec,
  'text/plain': figure.alt,
})

const inLegend = (trace: Trace): boolean => trace['name'] !== undefined && trace['showlegend'] !== false

const titleAbove = (text: string): Layout => ({
  text: broken(text, 80),
  x: 0,
  xref: 'paper',
  xanchor: 'left',
  y: 0.98,
  yref: 'container',
  yanchor: 'top',
  font: { size: 16 },
})
