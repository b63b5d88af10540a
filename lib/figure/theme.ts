// The one look of all figures. Colours are Okabe and Ito's, which people with any colour vision tell apart; every series has its own dash
// and marker as well, so that a grey print loses nothing. Landscapes are coloured like a walker's map, dark where the loss is high.
import { extent } from './numbers.ts'
import type { Layout } from './spec.ts'

/** Okabe-Ito, the colours that stand out on white first; its yellow is left out, for it cannot be seen there. */
export const colours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#000000', '#E69F00', '#56B4E9'] as const
export const dashes = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot', '5px,2px'] as const
export const symbols = ['circle', 'square', 'triangle-up', 'diamond', 'x', 'star', 'triangle-down'] as const

export const ink = '#222222'
export const faint = '#767676'
export const gridline = '#e3e3e3'
export const paper = '#ffffff'

/** Low to high: meadow, sand, rock. Its lightness only falls, so it reads the same in grey. */
export const terrain: readonly (readonly [number, string])[] = [
  [0, '#f1f7ec'],
  [0.3, '#f0e6c8'],
  [0.65, '#cfae80'],
  [1, '#8f6b4a'],
]

/** The colour of the terrain at a share of its height, from 0 (low) to 1 (high). */
export function terrainAt(share: number): string {
  const upper = terrain.findIndex(([height]) => height >= share)
  const [[from, low], [to, high]] = [terrain[Math.max(upper - 1, 0)], terrain[Math.max(upper, 1)]] as [[number, string], [number, string]]
  return mixed(low, high, (share - from) / (to - from))
}

/** Two colours, written `#rrggbb`, mixed: the first at share 0, the second at share 1. */
function mixed(first: string, second: string, share: number): string {
  const channel = (colour: string, index: number) => parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16)
  const channels = [0, 1, 2].map((index) => Math.round(channel(first, index) * (1 - share) + channel(second, index) * share))
  return `rgb(${channels.join(', ')})`
}

/** The look of the series number `index` (0, 1, 2 …): its colour, dash and marker. They start over after seven. */
export function seriesStyle(index: number): { colour: string; dash: string; symbol: string } {
  const pick = <T>(list: readonly T[]): T => list[index % list.length] as T
  return { colour: pick(colours), dash: pick(dashes), symbol: pick(symbols) }
}

/** Colours for the steps of one thing that goes on, from pale (first) to dark (last). */
export const paleToDark = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => mixed('#a8cde8', '#00345c', count === 1 ? 1 : index / (count - 1)))

/** An axis with its name. Its margin grows with its labels, so that nothing is cut off. */
export function axis(name: string, options: Layout = {}): Layout {
  return {
    title: { text: name, standoff: 8 },
    automargin: true,
    showline: true,
    linecolor: ink,
    ...(options['showgrid'] === false ? {} : { gridcolor: gridline }),
    zeroline: false,
    ticks: 'outside',
    tickcolor: ink,
    ...options,
  }
}

/** Ticks at powers of ten, written 10⁻³ and so on (Plotly makes them a quarter larger than it is told), and at 2 and 5 on short axes. */
export function logAxis(values: readonly number[]): Layout {
  const [low, high] = extent(values.filter((value) => value > 0))
  const decades = Math.log10(high / low)
  const spacing = decades < 3 ? { dtick: 'D2' } : decades < 12 ? { dtick: 1 } : {}
  return { type: 'log', exponentformat: 'power', tickfont: { size: 11 }, ...spacing }
}

/** One unit as long up as across, so that angles look as they are. */
export const equalScale: Layout = { scaleanchor: 'x', scaleratio: 1 }

/** The names of the series, in a row above the picture. */
export const legend: Layout = { orientation: 'h', x: 0, xanchor: 'left', y: 1.01, yanchor: 'bottom' }

export const baseLayout: Layout = {
  autosize: true,
  paper_bgcolor: paper,
  font: { family: 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif', size: 13, color: ink },
  colorway: colours,
  hovermode: 'closest',
  margin: { l: 64, r: 24, t: 56, b: 56 },
}

/** Figures fit the width they are given, and keep the buttons that change the page out of the way. */
export const baseConfig = { responsive: true, displaylogo: false, displayModeBar: 'hover' } as const
