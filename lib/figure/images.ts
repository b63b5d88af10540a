// Pictures in a grid, each with its label: the images of a data set, or what a layer has learnt, side by side on one scale.
import { count, formatNumber } from '../format.ts'
import type { Tensor } from '../tensor/index.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { extent } from './numbers.ts'
import type { Layout, Trace, Words } from './spec.ts'
import { faint, ink } from './theme.ts'

export interface ImagesOptions extends Words {
  /** a word for each picture, written above it; their numbers 0, 1, 2 … unless told */
  labels?: readonly string[]
  /** pictures in a row (as many as make the grid about square unless told) */
  columns?: number
  /** which value is black and which is white, the same for all pictures (the lowest and the highest value unless told) */
  range?: readonly [black: number, white: number]
  /** pixels of one row of pictures (130 unless told) */
  rowHeight?: number
}

/**
 * Draws n pictures of h rows and w columns.
 *
 * @param pictures a Tensor of shape [n, h, w] for greys, or [n, h, w, 3] for red, green and blue
 * @throws FigureError if the shape is another, a value is not finite, or there is not one label for each picture
 * @example
 * ```ts
 * const two = tensor([[[0, 1], [1, 0]], [[1, 1], [0, 0]]])
 * figure.images(two, { labels: ['cross', 'bar'] }).caption
 * // → '2 pictures of 2 × 2 pixels in grey, from 0 (black) to 1 (white): cross, bar.'
 * figure.images(tensor([1, 2])) // → FigureError: images: shape [2]. Pass a Tensor of shape [n, h, w], or [n, h, w, 3] for colours.
 * ```
 */
export function images(pictures: Tensor, options: ImagesOptions = {}): Figure {
  const { labels, columns, range, rowHeight = 130, ...words } = options
  const size = sizeOf(pictures.shape)
  const values = finiteValues(pictures)
  const names = labelsOf(labels, size.n)
  const across = columns ?? Math.ceil(Math.sqrt(size.n))
  if (!Number.isInteger(across) || across < 1) throw new FigureError(`images: ${across} columns. Give a whole number of at least 1.`)
  const [black, white] = range ?? extent(values)
  const shades = values.map((value) => Math.round(255 * Math.min(Math.max((value - black) / (white - black || 1), 0), 1)))

  const places = names.map((_, index) => ({ x: (index % across) * size.w * gap.across, y: Math.floor(index / across) * size.h * gap.up }))
  const traces = names.map((name, index) => picture(shades, size, index, name, places[index] as Place))
  const rows = Math.ceil(size.n / across)
  return new Figure({
    ...words,
    height: Math.max(rows * rowHeight + 110, 240),
    traces,
    sentences: [
      `${count(size.n, 'picture')} of ${size.h} × ${size.w} pixels in ${size.channels === 3 ? 'colour' : 'grey'}, from ` +
        `${formatNumber(black)} (${size.channels === 3 ? 'none of a colour' : 'black'}) to ` +
        `${formatNumber(white)} (${size.channels === 3 ? 'all of it' : 'white'}): ${names.join(', ')}.`,
    ],
    layout: {
      xaxis: frameless(`${size.w} pixels across each`, [-0.6, Math.min(across, size.n) * size.w * gap.across]),
      yaxis: { ...frameless(`${size.h} pixels down each`, [rows * size.h * gap.up, -0.4 * size.h]), scaleanchor: 'x', scaleratio: 1 },
      annotations: names.map((name, index) => labelAbove(name, places[index] as Place, size)),
      shapes: places.map((place) => frame(place, size)),
      plot_bgcolor: 'rgba(0, 0, 0, 0)',
    },
  })
}

interface Size {
  readonly n: number
  readonly h: number
  readonly w: number
  readonly channels: 1 | 3
}

/** The top left corner of a picture, in pixels of pictures. */
interface Place {
  readonly x: number
  readonly y: number
}

/** From one picture to the next, in widths and heights of a picture: room for air and for a label. */
const gap = { across: 1.15, up: 1.4 }

function sizeOf(shape: readonly number[]): Size {
  const [n = 0, h = 0, w = 0, channels] = shape
  if ((shape.length === 3 || (shape.length === 4 && channels === 3)) && n * h * w > 0) return { n, h, w, channels: channels === 3 ? 3 : 1 }
  throw new FigureError(`images: shape [${shape.join(', ')}]. Pass a Tensor of shape [n, h, w], or [n, h, w, 3] for colours.`)
}

function finiteValues(pictures: Tensor): number[] {
  const values = [...pictures.values()]
  const odd = values.findIndex((value) => !Number.isFinite(value))
  if (odd < 0) return values
  throw new FigureError(`images: element ${odd} is ${values[odd]}, which has no shade. Replace it, say by where(…), before drawing.`)
}

function labelsOf(labels: readonly string[] | undefined, n: number): readonly string[] {
  const names = labels ?? Array.from({ length: n }, (_, index) => String(index))
  if (names.length === n) return names
  throw new FigureError(`images: ${count(names.length, 'label')} for ${count(n, 'picture')}. Give one for each.`)
}

function picture(shades: readonly number[], { h, w, channels }: Size, index: number, name: string, { x, y }: Place): Trace {
  const pixel = (row: number, column: number): number[] => {
    const start = ((index * h + row) * w + column) * channels
    return [0, 1, 2].map((channel) => shades[start + (channels === 3 ? channel : 0)] as number)
  }
  const z = Array.from({ length: h }, (_, row) => Array.from({ length: w }, (_, column) => pixel(row, column)))
  return { type: 'image', colormodel: 'rgb', x0: x, y0: y, z, hovertemplate: `${name}<br>%{z}<extra></extra>` }
}

/** A thin line around a picture, for white pixels are not seen on white paper. */
const frame = ({ x, y }: Place, { h, w }: Size): Layout => ({
  ...{ type: 'rect', x0: x - 0.5, x1: x + w - 0.5, y0: y - 0.5, y1: y + h - 0.5 },
  line: { color: faint, width: 1 },
})

const labelAbove = (text: string, { x, y }: Place, { w }: Size): Layout => ({
  text,
  showarrow: false,
  x: x + (w - 1) / 2,
  y: y - 0.5,
  yanchor: 'bottom',
  font: { size: 12, color: ink },
})

/** An axis that gives the size of a picture, with no line and no numbers: places in the grid mean nothing. */
const frameless = (name: string, range: readonly number[]): Layout => ({
  ...{ title: { text: name, standoff: 8 }, automargin: true, range, constrain: 'domain' },
  ...{ showgrid: false, zeroline: false, ticks: '', showticklabels: false },
})
