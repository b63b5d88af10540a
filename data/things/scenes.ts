// The ten things, each drawn anew with its place, size and colours at random, so that no two pictures are alike and no single pixel tells.
import { box, type Colour, disc, ellipse, layered, type Picture, trapezoid, without } from './paint.ts'

/** A number at random between two. */
export type Between = (low: number, high: number) => number

/** The classes in the order of their labels. */
export const scenes: readonly ((between: Between) => Picture)[] = [sun, moon, tree, house, boat, flower, mountain, road, fish, balloon]

function sun(between: Between): Picture {
  const [x, y, size] = [between(0.25, 0.75), between(0.2, 0.6), between(0.14, 0.26)]
  const halo = [disc(x, y, size * 1.3), varied(between, [1, 0.85, 0.5])] as const
  return layered(sky(between), halo, [disc(x, y, size), varied(between, [1, 0.95, 0.2])])
}

function moon(between: Between): Picture {
  const [x, y, size] = [between(0.3, 0.7), between(0.25, 0.65), between(0.18, 0.3)]
  const shadow = disc(x + between(0.5, 0.9) * size * (between(0, 1) < 0.5 ? -1 : 1), y - between(0, 0.4) * size, size * 0.95)
  const night = varied(between, [0.12, 0.14, 0.32])
  return layered(() => night, [without(disc(x, y, size), shadow), varied(between, [0.92, 0.9, 0.75])])
}

function tree(between: Between): Picture {
  const [x, ground, size] = [between(0.3, 0.7), between(0.72, 0.9), between(0.2, 0.32)]
  const crown = between(0, 1) < 0.5 ? disc(x, ground - 0.2 - size, size) : trapezoid(x, ground - 0.65, ground - 0.12, 0, 2.2 * size)
  const trunk = box(x - 0.05, ground - 0.3, x + 0.05, ground + 0.05)
  return layered(landscape(between, ground), [trunk, bark(between)], [crown, leaves(between)])
}

function house(between: Between): Picture {
  const [x, ground, width, height] = [between(0.4, 0.6), between(0.75, 0.92), between(0.4, 0.65), between(0.25, 0.4)]
  const [left, top] = [x - width / 2, ground - height]
  const door = left + between(0.1, 0.75) * width
  return layered(
    landscape(between, ground - 0.08),
    [box(left, top, left + width, ground), varied(between, [0.85, 0.75, 0.6])],
    [trapezoid(x, top - between(0.18, 0.3), top + 0.02, 0.05, width + 0.1), varied(between, [0.65, 0.22, 0.15])],
    [box(door, ground - 0.2, door + 0.12, ground), varied(between, [0.3, 0.2, 0.12])],
  )
}

function boat(between: Between): Picture {
  const [x, sea, width] = [between(0.35, 0.65), between(0.6, 0.78), between(0.4, 0.6)]
  const [above, below] = [sky(between), varied(between, [0.1, 0.35, 0.6])]
  const sail = trapezoid(x + between(-0.08, 0.08), sea - between(0.4, 0.55), sea - 0.06, 0, width * 0.75)
  return layered(
    (u, v) => (v < sea ? above(u, v) : below),
    [sail, varied(between, [0.95, 0.93, 0.88])],
    [trapezoid(x, sea - 0.05, sea + 0.12, width, width * 0.6), varied(between, [0.45, 0.2, 0.15])],
  )
}

function flower(between: Between): Picture {
  const [x, y, size, turn] = [between(0.35, 0.65), between(0.35, 0.65), between(0.13, 0.18), between(0, Math.PI)]
  const meadow = varied(between, [0.25, 0.5, 0.2])
  const colour = oneOf(between, [[0.9, 0.3, 0.4], [0.75, 0.4, 0.85], [0.95, 0.9, 0.95], [0.9, 0.55, 0.2]])
  const petals = [0, 1, 2, 3, 4].map((i) => {
    const angle = turn + (i * 2 * Math.PI) / 5
    return [disc(x + 1.3 * size * Math.cos(angle), y + 1.3 * size * Math.sin(angle), size), colour] as const
  })
  return layered(() => meadow, ...petals, [disc(x, y, size * 0.8), varied(between, [0.95, 0.8, 0.2])])
}

function mountain(between: Between): Picture {
  const [x, peak, foot] = [between(0.3, 0.7), between(0.12, 0.35), between(0.8, 0.95)]
  const rock = varied(between, [0.42, 0.4, 0.42])
  const slope = between(1.1, 1.6)
  const behind = trapezoid(x + between(0.25, 0.4) * (between(0, 1) < 0.5 ? -1 : 1), peak + 0.2, foot, 0, slope * 0.8)
  const snowLine = peak + between(0.15, 0.28)
  return layered(
    landscape(between, foot),
    [behind, dimmed(rock, 0.8)],
    [trapezoid(x, peak, foot, 0, slope), rock],
    [trapezoid(x, peak, snowLine, 0, (slope * (snowLine - peak)) / (foot - peak)), varied(between, [0.95, 0.95, 0.97])],
  )
}

function road(between: Between): Picture {
  const [x, horizon, width] = [between(0.35, 0.65), between(0.3, 0.5), between(0.6, 0.95)]
  return layered(
    landscape(between, horizon),
    [trapezoid(x, horizon, 1, 0.06, width), varied(between, [0.35, 0.35, 0.37])],
    [trapezoid(x, horizon, 1, 0.01, width * 0.14), varied(between, [0.9, 0.9, 0.85])],
  )
}

function fish(between: Between): Picture {
  const [x, y, length, way] = [between(0.4, 0.6), between(0.3, 0.7), between(0.22, 0.32), between(0, 1) < 0.5 ? -1 : 1]
  const water = varied(between, [0.15, 0.45, 0.6])
  const colour = oneOf(between, [[0.95, 0.55, 0.15], [0.9, 0.8, 0.25], [0.85, 0.25, 0.2], [0.75, 0.78, 0.8]])
  const tail = (u: number, v: number): boolean => trapezoid(y, 0, length * 0.7, 0, length * 1.3)(v, way * (u - x) - length * 0.75)
  const eye = disc(x - way * length * 0.6, y - length * 0.12, 0.04)
  const body = ellipse(x, y, length, length * between(0.45, 0.65))
  return layered(() => water, [tail, dimmed(colour, 0.85)], [body, colour], [eye, [0.05, 0.05, 0.05]])
}

function balloon(between: Between): Picture {
  const [x, y, size] = [between(0.3, 0.7), between(0.28, 0.42), between(0.16, 0.24)]
  const colour = oneOf(between, [[0.9, 0.15, 0.2], [0.2, 0.65, 0.3], [0.6, 0.25, 0.75], [0.95, 0.75, 0.15], [0.15, 0.3, 0.85]])
  const string = box(x - 0.02, y + size, x + 0.02, y + size + between(0.25, 0.4))
  return layered(sky(between), [string, [0.25, 0.22, 0.2]], [ellipse(x, y, size, size * 1.2), colour])
}

/** By day, grey, or at sunset; lighter towards the bottom. */
function sky(between: Between): Picture {
  const [red, green, blue] = oneOf(between, [[0.45, 0.65, 0.92], [0.45, 0.65, 0.92], [0.68, 0.72, 0.76], [0.9, 0.6, 0.5]])
  return (_, y) => [red + 0.12 * y, green + 0.12 * y, blue + 0.08 * y]
}

/** Sky above the horizon, grass or sand below. */
function landscape(between: Between, horizon: number): Picture {
  const above = sky(between)
  const ground = oneOf(between, [[0.35, 0.58, 0.28], [0.35, 0.58, 0.28], [0.75, 0.68, 0.45]])
  return (x, y) => (y < horizon ? above(x, y) : ground)
}

const bark = (between: Between): Colour => varied(between, [0.4, 0.27, 0.15])
const leaves = (between: Between): Colour => oneOf(between, [[0.15, 0.42, 0.15], [0.3, 0.5, 0.15], [0.75, 0.45, 0.12]])

const oneOf = (between: Between, colours: readonly Colour[]): Colour => varied(between, colours[Math.floor(between(0, colours.length))]!)

/** A colour a little lighter or darker, and a little off. */
function varied(between: Between, [red, green, blue]: Colour): Colour {
  const light = between(0.8, 1.15)
  return [red * light + between(-0.06, 0.06), green * light + between(-0.06, 0.06), blue * light + between(-0.06, 0.06)]
}

const dimmed = ([red, green, blue]: Colour, light: number): Colour => [red * light, green * light, blue * light]
