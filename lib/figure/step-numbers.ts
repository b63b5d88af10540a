// The numbers of a journey's steps, written beside their markers: each on the side that the line leaves free, and none on top of another.

/** What is written at each point, and on which side of it. */
export interface StepNumbers {
  readonly text: readonly string[]
  readonly textposition: readonly string[]
}

/** The sides of a point as Plotly calls them, the preferred first, and the directions they lie in. */
const sides = [
  ['top right', 1, 1],
  ['bottom right', 1, -1],
  ['top left', -1, 1],
  ['bottom left', -1, -1],
] as const

/**
 * Numbers the points of a line.
 *
 * @param spans how much of x and of y the picture shows
 */
export function stepNumbers(x: readonly number[], y: readonly number[], [across, up]: readonly [number, number]): StepNumbers {
  const points = x.map((value, step) => ({ right: value / across, top: y[step]! / up }))
  const written: typeof points = []
  const isCovered = (point: (typeof points)[0]): boolean =>
    written.some((other) => Math.abs(other.right - point.right) < 0.07 && Math.abs(other.top - point.top) < 0.07)
  const text = points.map((point, step) => {
    if (isCovered(point)) return ''
    written.push(point)
    return String(step)
  })
  const textposition = points.map((point, step) => {
    const neighbours = [points[step - 1], points[step + 1]].filter((other) => other !== undefined)
    const nearness = ([, right, top]: (typeof sides)[number]): number =>
      Math.max(...neighbours.map((other) => cosine(other.right - point.right, other.top - point.top, right, top)), -1)
    return sides.reduce((best, side) => (nearness(side) < nearness(best) - 1e-9 ? side : best))[0]
  })
  return { text, textposition }
}

/** Of the angle between two directions: 1 where they are one, -1 where they are opposite. */
const cosine = (x: number, y: number, right: number, top: number): number =>
  (x * right + y * top) / (Math.hypot(x, y) * Math.hypot(right, top) || 1)
