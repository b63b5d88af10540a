// A picture as a function: the colour at each place of a unit square, x to the right and y downwards. Shapes say whether a place is inside.

export type Colour = readonly [red: number, green: number, blue: number]
export type Picture = (x: number, y: number) => Colour
export type Shape = (x: number, y: number) => boolean

export const disc = (cx: number, cy: number, radius: number): Shape => ellipse(cx, cy, radius, radius)

export const ellipse = (cx: number, cy: number, rx: number, ry: number): Shape => (x, y) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1

export const box = (left: number, top: number, right: number, bottom: number): Shape => (x, y) =>
  x > left && x < right && y > top && y < bottom

/** From a width at the top to another at the bottom, both about the line x = cx. */
export const trapezoid = (cx: number, top: number, bottom: number, widthAtTop: number, widthAtBottom: number): Shape => (x, y) => {
  const share = (y - top) / (bottom - top)
  return share > 0 && share < 1 && Math.abs(x - cx) < (widthAtTop + (widthAtBottom - widthAtTop) * share) / 2
}

/** The picture as a camera held by hand sees it: moved, nearer or farther, turned, in its own light. */
export function photographed(picture: Picture, between: (low: number, high: number) => number): Picture {
  const [dx, dy, zoom, turn] = [between(-0.2, 0.2), between(-0.2, 0.2), between(0.7, 1.5), between(-0.4, 0.4)]
  const [cosine, sine] = [Math.cos(turn) / zoom, Math.sin(turn) / zoom]
  const light = [between(0.5, 1.15), between(0.5, 1.15), between(0.5, 1.15)]
  return (x, y) => {
    const [u, v] = [x - 0.5 - dx, y - 0.5 - dy]
    const colour = picture(cosine * u - sine * v + 0.5, sine * u + cosine * v + 0.5)
    return [colour[0] * light[0]!, colour[1] * light[1]!, colour[2] * light[2]!]
  }
}

export const without = (shape: Shape, hole: Shape): Shape => (x, y) => shape(x, y) && !hole(x, y)

/** A background with shapes laid over it, the last on top. */
export const layered = (background: Picture, ...layers: readonly (readonly [Shape, Colour])[]): Picture => (x, y) =>
  layers.findLast(([shape]) => shape(x, y))?.[1] ?? background(x, y)
