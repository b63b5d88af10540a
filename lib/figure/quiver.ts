// The parts of one step as arrows, each with its name: the gradient, the velocity, the look-ahead, and what they come to together.
import { formatNumber, formatPoint } from '../format.ts'
import { arrows } from './arrows.ts'
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { namesOf } from './ground.ts'
import { numbersOf, type Numbers } from './numbers.ts'
import type { AxisNames, Trace, Words } from './spec.ts'
import { axis, equalScale, seriesStyle } from './theme.ts'

/** One part of a step: where its arrow starts, and how far it goes; two numbers or a Tensor of shape [2] each. */
export interface StepPart {
  readonly from: Numbers
  readonly by: Numbers
}

export interface QuiverOptions extends Words {
  /** names with units; `φ₀` and `φ₁` unless told */
  axes?: Partial<AxisNames>
  /** the map to draw the arrows on */
  on?: Figure
  /** pixels (420 unless told) */
  height?: number
}

/**
 * Draws the parts of a step as named arrows, alone or on a map.
 *
 * @throws FigureError if there is no part, or one is not two finite numbers
 * @example
 * ```ts
 * const parts = { gradient: { from: [0, 0], by: [-3, 4] }, velocity: { from: [-3, 4], by: [1, 0] } }
 * figure.quiver(parts, { title: 'One step' }).alt
 * // → 'One step. gradient: from (0, 0) to (−3, 4), length 5. velocity: from (−3, 4) to (−2, 4), length 1.'
 * figure.quiver({}) // → FigureError: quiver: no parts. Pass at least one: figure.quiver({ gradient: { from: [0, 0], by: [1, 2] } }).
 * ```
 */
export function quiver(parts: Readonly<Record<string, StepPart>>, options: QuiverOptions = {}): Figure {
  const { on, height = on?.drawing.height ?? 420, axes: _, ...words } = options
  const entries = Object.entries(parts)
  if (entries.length === 0) {
    throw new FigureError('quiver: no parts. Pass at least one: figure.quiver({ gradient: { from: [0, 0], by: [1, 2] } }).')
  }
  const drawn = entries.map(([name, part], index) => ({ name, index, from: pairOf(part.from, name), by: pairOf(part.by, name) }))
  const names = namesOf(options)
  return new Figure({
    ...on?.drawing,
    ...words,
    height,
    traces: [...(on?.drawing.traces ?? []), ...drawn.map(arrowOf)],
    sentences: [...(on?.drawing.sentences ?? []), ...drawn.map(describe)],
    layout: on?.drawing.layout ?? { xaxis: axis(names.x), yaxis: axis(names.y, equalScale) },
  })
}

interface Part {
  readonly name: string
  readonly index: number
  readonly from: readonly [number, number]
  readonly by: readonly [number, number]
}

function arrowOf({ name, index, from, by }: Part): Trace {
  const { colour, dash } = seriesStyle(index)
  const text = `${name}<br>length ${formatNumber(Math.hypot(...by))}`
  return arrows([{ from, by, text, head: 16 }], { colour, dash, width: 3, name })
}

const describe = ({ name, from, by }: Part): string =>
  `${name}: from ${formatPoint(from)} to ${formatPoint([from[0] + by[0], from[1] + by[1]])}, length ${formatNumber(Math.hypot(...by))}.`

function pairOf(values: Numbers, name: string): [number, number] {
  const [first, second, ...more] = numbersOf(values, `part '${name}'`)
  const isPair = first !== undefined && second !== undefined && more.length === 0
  if (isPair && Number.isFinite(first) && Number.isFinite(second)) return [first, second]
  throw new FigureError(`quiver: part '${name}' needs two finite numbers in from and in by, for an arrow lies in a plane.`)
}
