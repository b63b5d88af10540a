// Which way is down, everywhere: arrows of minus the gradient over the map of the loss. They point along the steepest descent, at right
// angles to the contours, and a longer one stands where the ground is steeper.
import { grad } from '../derive/index.ts'
import { count, formatNumber, formatPoint } from '../format.ts'
import { tensor } from '../tensor/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { arrows, type Arrow } from './arrows.ts'
import type { Range } from './grid.ts'
import { Landscape, landscape, type LandscapeOptions } from './landscape.ts'
import { ink } from './theme.ts'

export interface GradientFieldOptions extends LandscapeOptions {
  /** arrows across and up (9 unless told) */
  arrows?: number
  /** `proportional` to the gradient's norm (unless told), or all `equal` where the steep places would dwarf the others */
  lengths?: 'proportional' | 'equal'
}

/**
 * Draws −∇f as arrows on the map of f; `.path` and `.point` add to it as to any map.
 *
 * @param loss takes a Tensor of shape [2], gives a Tensor of one number that can be derived
 * @throws FigureError if a range is not two rising numbers, or a log scale meets a loss that is not positive
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.square().sum()
 * const field = figure.gradientField(bowl, { x: [-1, 1], y: [-1, 1], arrows: 2, lengths: 'equal' })
 * field.drawing.sentences.at(-1)
 * // → '4 arrows of −∇, all of one length; the norm is largest, 1.41, at (−0.5, −0.5), and smallest, 1.41, at (0.5, 0.5).'
 * ```
 */
export function gradientField(loss: (point: Tensor) => Tensor, options: GradientFieldOptions): Landscape {
  const { arrows: across = 9, lengths = 'proportional', ...rest } = options
  const shown = { equal: true, ...rest }
  const { grid } = landscape(loss, shown)
  const field = fieldOf(loss, shown, across)
  const trace = arrows(drawn(field, shown, across, lengths), { colour: ink, width: 1.6 })
  return new Landscape({ options: shown, grid, paths: 0, trails: [trace], sentences: [describe(field, lengths)], notes: [] })
}

interface Slope {
  readonly at: readonly [number, number]
  readonly down: readonly [number, number]
  readonly norm: number
}

const rangesOf = ({ x, y }: LandscapeOptions) => ({ x: x as Range, y: y as Range })

/** Minus the gradient in the middle of each of `across` × `across` fields, at places where it is finite. */
function fieldOf(loss: (point: Tensor) => Tensor, options: LandscapeOptions, across: number): Slope[] {
  const { x, y } = rangesOf(options)
  const slope = grad(loss)
  const places = middles(y, across).flatMap((second) => middles(x, across).map((first) => [first, second] as const))
  return places
    .map((at): Slope => {
      const [first, second] = slope(tensor([...at])).values().map((part) => 0 - part) as unknown as [number, number]
      return { at, down: [first, second], norm: Math.hypot(first, second) }
    })
    .filter(({ norm }) => Number.isFinite(norm))
}

/** The middles of `count` equal parts of a range. */
function middles([low, high]: Range, count: number): number[] {
  const part = (high - low) / count
  return Array.from({ length: count }, (_, index) => low + (index + 0.5) * part)
}

/** Arrows scaled alike across and up, so that the longest ends before its neighbour begins. */
function drawn(field: readonly Slope[], options: LandscapeOptions, across: number, lengths: 'proportional' | 'equal'): Arrow[] {
  const { x, y } = rangesOf(options)
  const room = (0.85 * Math.min(x[1] - x[0], y[1] - y[0])) / across
  const longest = Math.max(...field.map(({ norm }) => norm))
  return field
    .filter(({ norm }) => norm > 0)
    .map(({ at, down, norm }) => {
      const factor = room / (lengths === 'equal' ? norm : longest)
      const text = `${formatPoint(at)}<br>gradient norm ${formatNumber(norm)}`
      const head = lengths === 'equal' ? 8 : 4 + (6 * norm) / longest
      return { from: at, by: [down[0] * factor, down[1] * factor], text, head }
    })
}

function describe(field: readonly Slope[], lengths: 'proportional' | 'equal'): string {
  const falling = [...field].sort((a, b) => b.norm - a.norm)
  const [steepest, gentlest] = [falling[0], falling.at(-1)]
  if (!gentlest || !steepest) return 'No arrows: the gradient is nowhere finite.'
  const say = ({ at, norm }: Slope) => `${formatNumber(norm)}, at ${formatPoint(at)}`
  const how = lengths === 'equal' ? 'all of one length' : 'as long as its norm is large'
  return `${count(field.length, 'arrow')} of −∇, ${how}; the norm is largest, ${say(steepest)}, and smallest, ${say(gentlest)}.`
}
