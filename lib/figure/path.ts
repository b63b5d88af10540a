// Where descents went, without the ground: the paths alone in the plane of the two parameters, for when there is no map or it would be in
// the way.
import { FigureError } from './error.ts'
import { Figure } from './figure.ts'
import { width } from './numbers.ts'
import { describePlaces, placesOf } from './places.ts'
import type { Journey } from './places.ts'
import type { AxisNames, Words } from './spec.ts'
import { axis, equalScale } from './theme.ts'
import { trail } from './trail.ts'

export interface PathOptions extends Words {
  /** names with units; `φ₀` and `φ₁` unless told */
  axes?: Partial<AxisNames>
  /** one unit as long across as up, so that angles look as they are */
  equal?: boolean
  /** pixels (420 unless told) */
  height?: number
}

/**
 * Draws the paths of one or more descents.
 *
 * @param journeys `{ name: run, … }`; each a run of `descend` over two parameters, or a list of points of two numbers
 * @throws FigureError if a point has not two parameters
 * @example
 * ```ts
 * figure.path({ zigzag: [[0, 0], [1, 0], [1, 1]] }, { axes: { x: 'east (m)', y: 'north (m)' } }).caption
 * // → 'Path “zigzag”: 2 steps from (0, 0) to (1, 1).'
 * ```
 */
export function path(journeys: Readonly<Record<string, Journey>>, options: PathOptions = {}): Figure {
  const named = Object.entries(journeys).map(([name, journey]) => ({ name, places: placesOf(journey, name) }))
  if (named.length === 0) throw new FigureError('path: no journeys. Pass at least one with its name: figure.path({ descent: run }).')
  const spans = [named.flatMap(({ places }) => places.x), named.flatMap(({ places }) => places.y)].map(width) as [number, number]
  const { axes, equal = false, height = 420, ...words } = options
  return new Figure({
    ...words,
    height,
    traces: named.flatMap(({ name, places }, index) => trail(places, index, { name, spans })),
    sentences: named.map(({ name, places }) => describePlaces(places, name)),
    layout: {
      xaxis: axis(axes?.x ?? 'φ₀'),
      yaxis: axis(axes?.y ?? 'φ₁', equal ? equalScale : {}),
    },
  })
}
