// Where a height is reached on a grid: closed lines around all that lies at least so high (marching squares, Lorensen & Cline's idea in the
// plane). Plotly draws contours by itself, but takes them off a figure that is animated; lines of our own stay.
import type { Grid } from './grid.ts'

/** A closed line; its first point is not repeated. */
export type Ring = readonly (readonly [x: number, y: number])[]

/** A place of the grid. One row and one column outside, on every side, count as infinitely low, so that lines close along the border. */
type Corner = readonly [column: number, row: number]

/** The corners of the cell whose lower left corner is at (column, row), counter-clockwise. Side `k` runs from corner k to the next. */
const cornersOf = (column: number, row: number): readonly Corner[] => [
  [column, row],
  [column + 1, row],
  [column + 1, row + 1],
  [column, row + 1],
]

/**
 * The rings around all places with a height of at least `level`; the high ground is on their left, so holes run the other way round.
 *
 * In each cell a line comes in over the side where the ground falls below the level and goes out over the next where it rises above it.
 * Two neighbouring cells share the side and so the point, and the lines of all cells join to rings.
 */
export function isolines({ x, y, z }: Pick<Grid, 'x' | 'y' | 'z'>, level: number): Ring[] {
  const heightAt = ([column, row]: Corner): number => z[row]?.[column] ?? -Infinity
  const isHigh = (corner: Corner): boolean => heightAt(corner) >= level
  const crossings = new Map<string, { next: string; point: readonly [number, number] }>()

  for (let row = -1; row < y.length; row++) {
    for (let column = -1; column < x.length; column++) {
      const corners = cornersOf(column, row)
      const side = (k: number) => [corners[k % 4], corners[(k + 1) % 4]] as [Corner, Corner]
      for (let k = 0; k < 4; k++) {
        const [from, to] = side(k)
        if (!isHigh(from) || isHigh(to)) continue
        let out = k + 1
        while (isHigh(side(out)[0]) || !isHigh(side(out)[1])) out++
        crossings.set(nameOf(from, to), { next: nameOf(...side(out)), point: pointBetween(from, to) })
      }
    }
  }
  return ringsOf(crossings)

  function pointBetween(a: Corner, b: Corner): readonly [number, number] {
    const [low, high] = [heightAt(a), heightAt(b)]
    const share = Number.isFinite(low) && Number.isFinite(high) ? (level - low) / (high - low) : Number.isFinite(low) ? 0 : 1
    const between = (axis: readonly number[], from: number, to: number) => {
      const [start, end] = [from, to].map((index) => axis[Math.min(Math.max(index, 0), axis.length - 1)]) as [number, number]
      return start + share * (end - start)
    }
    return [between(x, a[0], b[0]), between(y, a[1], b[1])]
  }
}

/** The same name from both cells that share a side, whichever way they go along it. */
const nameOf = (a: Corner, b: Corner): string => [a, b].map(String).sort().join(' ')

function ringsOf(crossings: Map<string, { next: string; point: readonly [number, number] }>): Ring[] {
  const rings: Ring[] = []
  for (const start of crossings.keys()) {
    const ring: (readonly [number, number])[] = []
    for (let crossing = crossings.get(start), name = start; crossing; crossing = crossings.get(name)) {
      ring.push(crossing.point)
      crossings.delete(name)
      name = crossing.next
    }
    if (ring.length > 2) rings.push(ring)
  }
  return rings
}
