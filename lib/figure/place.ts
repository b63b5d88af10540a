// Puts a figure into a part of a larger one. Its axes get names of their own, and what stood at some share of the figure's width and height
// then stands at the same share of its part.
import { broken } from '../format.ts'
import { freestPlace, type LegendPlace } from './free-place.ts'
import type { Figure } from './figure.ts'
import type { Layout, Trace } from './spec.ts'

/** A part of the whole, in shares of its width and height from the bottom left. */
export interface Cell {
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

export interface Placed {
  readonly traces: readonly Trace[]
  /** axes, scenes and legends under their new names */
  readonly layout: Layout
  readonly annotations: readonly Layout[]
}

/** A figure's part: where it is, and what its axes are called there. */
interface Place {
  readonly cell: Cell
  /** `x` → `x3`, `yaxis2` → `yaxis4`, `scene` → `scene3` */
  readonly renamed: (name: string) => string
  readonly across: (share: number) => number
  readonly up: (share: number) => number
}

/**
 * Puts the figure number `index` into a cell; `legend` is the name of its legend if it has one.
 *
 * Plotly calls the axes of the first figure x, y and scene, the third's x5, y5 and scene5: two axes of each kind are enough for a figure.
 */
export function placeFigure(figure: Figure, index: number, whole: Cell, legend: string | undefined): Placed {
  const { layout, traces } = figure.drawing
  const cell = traces.some(hasBar) ? { ...whole, width: whole.width * 0.83 } : whole
  const place: Place = {
    cell,
    renamed: (name) =>
      name.replace(/^([a-z]+)(\d*)/, (_, kind: string, number: string) => numbered(kind, Number(number || 1) + 2 * index)),
    across: (share) => cell.left + share * cell.width,
    up: (share) => cell.bottom + share * cell.height,
  }
  const axes = Object.entries(layout)
    .filter(([key]) => /^([xy]axis|scene)\d*$/.test(key))
    .map(([key, axis]) => [place.renamed(key), placeAxis(axis as Layout, key, place)])
  return {
    traces: traces.map((trace) => placeTrace(trace, legend, place)),
    layout: { ...Object.fromEntries(axes), ...(legend ? { [legend]: legendInside(place, freestPlace(traces, layout)) } : {}) },
    annotations: ((layout['annotations'] ?? []) as Layout[]).map((note) => placeNote(note, place)),
  }
}

/** Plotly writes the number one as nothing: x, x2, x3. */
export const numbered = (kind: string, number: number): string => (number === 1 ? kind : `${kind}${number}`)

function placeAxis(axis: Layout, key: string, { cell, renamed, across, up }: Place): Layout {
  // What is drawn in space has its names inside, and so may use the gap that other panels leave for theirs.
  if (key.startsWith('scene')) return { ...axis, domain: { x: [Math.max(0, cell.left - 0.09), across(1)], y: [up(0), up(1)] } }
  const [kind, partner, onto] = key.startsWith('x') ? (['x', 'y', across] as const) : (['y', 'x', up] as const)
  const [from, to] = (axis['domain'] ?? [0, 1]) as [number, number]
  const title = axis['title'] as { text: string }
  return {
    ...axis,
    // At 640 pixels a line of the whole width holds some 90 letters.
    ...(kind === 'x' ? { title: { ...title, text: broken(title.text, 90 * cell.width) } } : {}),
    domain: [onto(from), onto(to)],
    anchor: renamed((axis['anchor'] as string | undefined) ?? key.replace(/^[xy]axis/, partner)),
    ...(axis['scaleanchor'] ? { scaleanchor: renamed(axis['scaleanchor'] as string) } : {}),
  }
}

function placeTrace(trace: Trace, legend: string | undefined, { cell, renamed, across, up }: Place): Trace {
  const inSpace = trace.type === 'surface' || trace.type === 'scatter3d'
  const { xaxis = 'x', yaxis = 'y', scene = 'scene' } = trace as { xaxis?: string; yaxis?: string; scene?: string }
  const bar = { x: across(1) + 0.005, xanchor: 'left', y: up(0.5), len: cell.height, thickness: 10 }
  return {
    ...trace,
    ...(inSpace ? { scene: renamed(scene) } : { xaxis: renamed(xaxis), yaxis: renamed(yaxis) }),
    ...(hasBar(trace) ? { colorbar: { ...(trace['colorbar'] as Layout), ...bar } } : {}),
    ...(legend === undefined ? { showlegend: false } : 'name' in trace ? { legend } : {}),
  }
}

/** A note stands at places of its axes, or at shares of the paper. */
function placeNote(note: Layout, { renamed, across, up }: Place): Layout {
  const { xref = 'x', yref = 'y', x, y } = note as { xref?: string; yref?: string; x: number; y: number }
  return {
    ...note,
    ...(xref === 'paper' ? { x: across(x) } : { xref: renamed(xref) }),
    ...(yref === 'paper' ? { y: up(y) } : { yref: renamed(yref) }),
  }
}

const hasBar = (trace: Trace): boolean => trace['colorbar'] !== undefined

const legendInside = ({ across, up }: Place, at: LegendPlace): Layout => ({
  x: across(at.x === 'right' ? 0.98 : 0.02),
  xanchor: at.x,
  y: up({ top: 0.98, middle: 0.5, bottom: 0.02 }[at.y]),
  yanchor: at.y,
  bgcolor: 'rgba(255, 255, 255, 0.8)',
})
