// Several figures as the panels of one, lettered a, b, c …, so that they are read, printed and described together.
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { numbered, placeFigure, type Cell } from './place.ts'
import type { Layout, Words } from './spec.ts'

export interface PanelsOptions extends Words {
  /** panels in a row (2 unless told) */
  columns?: number
  /** pixels of one row (380 unless told) */
  rowHeight?: number
}

/**
 * Puts figures side by side.
 *
 * @throws FigureError if there is no figure, one of them is animated, or one has no x and y (a table, parallel axes)
 * @example
 * ```ts
 * const axes = { x: 'time (s)', y: 'distance (m)' }
 * figure.panels([figure.line([0, 1], [0, 5], { axes }), figure.scatter([0, 1], [0, 5], { axes })], { title: 'Twice the same' }).alt
 * // → 'Twice the same. (a) 2 points, time (s) 0 to 1, distance (m) 0 to 5. (b) 2 points, time (s) 0 to 1, distance (m) 0 to 5.'
 * ```
 */
export function panels(figures: readonly Figure[], options: PanelsOptions = {}): Figure {
  const { columns = 2, rowHeight = 380, ...words } = options
  if (figures.length === 0) throw new FigureError('panels: no figures. Pass at least one: figure.panels([a, b]).')
  const animated = figures.findIndex(({ drawing }) => drawing.frames)
  if (animated >= 0) throw new FigureError(`panels: figure ${animated} is animated, and a panel cannot be. Show it by itself.`)
  const whole = figures.findIndex(({ drawing }) => drawing.traces.some(({ type }) => type === 'table' || type === 'parcoords'))
  if (whole >= 0) throw new FigureError(`panels: figure ${whole} has no x and y to share a picture by. Show it by itself.`)

  const rows = Math.ceil(figures.length / columns)
  const cells = figures.map((_, index) => cellOf(index, columns, rows))
  const withLegend = figures.filter((figure) => figure.hasLegend)
  const placed = figures.map((figure, index) => {
    const legend = figure.hasLegend ? numbered('legend', withLegend.indexOf(figure) + 1) : undefined
    return placeFigure(figure, index, cells[index] as Cell, legend)
  })
  const headings = figures.map(({ drawing }, index) => heading(letter(index), drawing.title, cells[index] as Cell))
  return new Figure({
    ...words,
    height: rows * rowHeight + 40,
    traces: placed.flatMap(({ traces }) => traces),
    sentences: figures.map((figure, index) => `(${letter(index)}) ${figure.caption}`),
    layout: {
      ...Object.assign({}, ...placed.map(({ layout }) => layout)),
      margin: { l: 64, r: 24, t: words.title ? 88 : 48, b: 56 },
      annotations: [...headings, ...placed.flatMap(({ annotations }) => annotations)],
    },
  })
}

/** The gaps between panels hold the names and numbers of the axes. */
const gap = { across: 0.13, up: 0.17 }

function cellOf(index: number, columns: number, rows: number): Cell {
  const width = (1 - gap.across * (columns - 1)) / columns
  const height = (1 - gap.up * (rows - 1)) / rows
  const column = index % columns
  const row = Math.floor(index / columns)
  return { left: column * (width + gap.across), bottom: 1 - (row + 1) * height - row * gap.up, width, height }
}

const heading = (letter: string, title: string | undefined, { left, bottom, height }: Cell): Layout => ({
  text: `<b>${letter}</b>${title ? `  ${title}` : ''}`,
  showarrow: false,
  x: left,
  xref: 'paper',
  xanchor: 'left',
  y: bottom + height,
  yref: 'paper',
  yanchor: 'bottom',
  yshift: 8,
  font: { size: 14 },
})

const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index)
