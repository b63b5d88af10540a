// Puts a figure, made for white paper, into the lab's theme. On light paper it stays as its author drew it. On dark paper its colours are
// translated, except for what lies on a map: a contour or heat map brings its own ground, and what is drawn on it was chosen against that.
import type { Data, Frame, Layout } from 'plotly.js'
import { formatColour, luminance, parseColour, translate, type Palette } from './colour.ts'
import type { FigureSpec } from './read.ts'

type Fields = Record<string, unknown>

/** Kinds of traces that cover the ground of their axes. */
const GROUNDS = new Set(['contour', 'heatmap', 'histogram2d', 'histogram2dcontour', 'surface', 'mesh3d'])

/** The paper and the ink of the theme that the page shows now. */
export function currentPalette(): Palette {
  const style = getComputedStyle(document.body)
  const read = (name: string, otherwise: string): Palette['paper'] => {
    const colour = parseColour(style.getPropertyValue(name).trim()) ?? parseColour(otherwise)
    return { red: 0, green: 0, blue: 0, ...colour, alpha: 1 }
  }
  return { paper: read('--jp-layout-color0', 'white'), ink: read('--jp-content-font-color1', 'black') }
}

const isDark = ({ paper, ink }: Palette): boolean => luminance(paper) < luminance(ink)

/** The same figure in the colours of the palette. */
export function inTheme(figure: FigureSpec, palette: Palette): FigureSpec {
  if (!isDark(palette)) return figure
  const grounded = new Set((figure.data as Fields[]).filter(isGround).map(placeOf))
  const onGround = (item: Fields): boolean => grounded.has(placeOf(item))
  const recolourTrace = (trace: Fields): Fields => (onGround(trace) ? recolourScale(trace, palette) : recolour(trace, palette))
  const data = (figure.data as Fields[]).map(recolourTrace)
  const frames = figure.frames.map((frame) => recolourFrame(frame, figure.data as Fields[], recolourTrace))
  return { ...figure, data: data as Data[], frames, layout: recolourLayout(figure.layout as Fields, palette, onGround) }
}

const isGround = (trace: Fields): boolean => GROUNDS.has(String(trace['type']))

/** Which plane or space something lies in; annotations and shapes name it by `xref`, traces by `xaxis` or `scene`. */
const placeOf = (item: Fields): string => String(item['scene'] ?? item['xaxis'] ?? item['xref'] ?? (is3d(item) ? 'scene' : 'x'))
const is3d = (trace: Fields): boolean => /3d$|^surface$/.test(String(trace['type']))

/** Traces in a frame say only what changes, so what they lie on is looked up in the figure's own. */
function recolourFrame(frame: Partial<Frame>, data: Fields[], recolourTrace: (trace: Fields) => Fields): Partial<Frame> {
  const traces = (frame.data ?? []) as Fields[]
  const places = (frame.traces ?? traces.map((_, index) => index)) as number[]
  const recoloured = traces.map((trace, index) => {
    const { type, xaxis, scene } = data[places[index] ?? index] ?? {}
    const where = Object.fromEntries(Object.entries({ type, xaxis, scene }).filter(([, value]) => value !== undefined))
    return recolourTrace({ ...where, ...trace })
  })
  return { ...frame, data: recoloured as Data[] }
}

/** What Plotly gives a slider and a button that do not say otherwise; spelled out, so that it can be translated. */
const SLIDER = { bgcolor: '#f8fafc', bordercolor: '#bec8d9', tickcolor: '#333' }
const BUTTONS = { bgcolor: 'white', bordercolor: '#bec8d9' }

function recolourLayout(layout: Fields, palette: Palette, onGround: (item: Fields) => boolean): Partial<Layout> {
  const { annotations, shapes, sliders, updatemenus, ...rest } = layout
  const inherited = (layout['font'] as Fields | undefined)?.['color'] ?? '#444'
  const note = (item: Fields): Fields =>
    onGround(item) ? { ...item, font: { color: inherited, ...(item['font'] as Fields | undefined) } } : recolour(item, palette)
  const shape = (item: Fields): Fields => (onGround(item) ? item : recolour(item, palette))
  const ink = formatColour(palette.ink)
  const withDefaults = (defaults: Fields) => (item: Fields): Fields => recolour({ ...defaults, ...item }, palette)
  return {
    ...recolour({ paper_bgcolor: 'white', plot_bgcolor: 'white', ...rest }, palette),
    font: { ...(rest['font'] as Fields | undefined), color: ink },
    modebar: { bgcolor: 'rgba(0, 0, 0, 0)', color: ink, activecolor: ink, ...(rest['modebar'] as Fields | undefined) },
    ...mapped('annotations', annotations, note),
    ...mapped('shapes', shapes, shape),
    ...mapped('sliders', sliders, withDefaults(SLIDER)),
    ...mapped('updatemenus', updatemenus, withDefaults(BUTTONS)),
  } as Partial<Layout>
}

const mapped = (name: string, items: unknown, change: (item: Fields) => Fields): Fields => (Array.isArray(items) ? { [name]: items.map(change) } : {})

/** A trace on a map keeps its colours; only the scale beside the map stands on the paper. */
const recolourScale = (trace: Fields, palette: Palette): Fields =>
  'colorbar' in trace ? { ...trace, colorbar: recolour(trace['colorbar'] as Fields, palette) } : trace

/** A copy in which every attribute that holds a colour (or a list of them) is translated. Colour scales are data and stay. */
function recolour(fields: Fields, palette: Palette): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, recolourValue(value, palette, /color(way)?$/.test(name))]))
}

function recolourValue(value: unknown, palette: Palette, isColour: boolean): unknown {
  if (typeof value === 'string') {
    const colour = isColour ? parseColour(value) : undefined
    return colour ? formatColour(translate(colour, palette)) : value
  }
  if (Array.isArray(value)) return isNumbers(value) ? value : value.map((item) => recolourValue(item, palette, isColour))
  return typeof value === 'object' && value !== null ? recolour(value as Fields, palette) : value
}

/** The long lists of a figure are numbers, and hold nothing to translate. */
const isNumbers = (values: unknown[]): boolean => typeof values[0] === 'number'
