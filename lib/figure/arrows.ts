// Arrows in the plane: a shaft from tail to tip, and a head that Plotly turns along it at any size of the picture.
import type { Trace } from './spec.ts'

export interface Arrow {
  readonly from: readonly [number, number]
  readonly by: readonly [number, number]
  /** pixels of its head */
  readonly head: number
  /** what is said of it when the pointer is over it */
  readonly text?: string
}

/** One trace of many arrows; gaps (`null`) keep the tip of one apart from the tail of the next. */
export function arrows(list: readonly Arrow[], look: { colour: string; dash?: string; width: number; name?: string }): Trace {
  const triples = (axis: 0 | 1) => list.flatMap(({ from, by }) => [from[axis], from[axis] + by[axis], null])
  return {
    type: 'scatter',
    mode: 'lines+markers',
    ...(look.name ? { name: look.name } : { showlegend: false }),
    x: triples(0),
    y: triples(1),
    text: list.flatMap(({ text = '' }) => [text, text, '']),
    line: { color: look.colour, dash: look.dash ?? 'solid', width: look.width },
    marker: {
      symbol: 'arrow',
      angleref: 'previous',
      color: look.colour,
      opacity: 1,
      size: list.flatMap(({ head }) => [0, head, 0]),
      line: { width: 0 },
    },
    hovertemplate: '%{text}<extra></extra>',
  }
}
