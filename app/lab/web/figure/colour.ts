// Colours of a figure that was made for white paper, on paper of another colour. Greys trade places: what was paper becomes the new paper,
// what was ink becomes the new ink, and a grid line stays near the paper. A hue stays what it is, for it says which series is which; it
// is only lightened until it can be seen.

/** Red, green and blue from 0 to 255, opacity from 0 to 1. */
export interface Colour {
  red: number
  green: number
  blue: number
  alpha: number
}

/** The two ends of a theme: what a figure stands on, and what its words are written in. */
export interface Palette {
  paper: Colour
  ink: Colour
}

/** Contrast that WCAG 2.1 asks of text (success criterion 1.4.3), since a series' colour may be that of its words too. */
const LEAST_CONTRAST = 4.5
/** Colours whose channels differ by less than this are greys. */
const GREY_SPREAD = 24

const canvas = document.createElement('canvas').getContext('2d')

/** Reads any CSS colour, as the browser does; `undefined` if the text is not a colour. */
export function parseColour(text: string): Colour | undefined {
  if (!canvas || !CSS.supports('color', text)) return undefined
  canvas.fillStyle = text
  const normal = canvas.fillStyle
  const numbers = normal.startsWith('#') ? [1, 3, 5].map((at) => parseInt(normal.slice(at, at + 2), 16)) : (normal.match(/[\d.]+/g) ?? []).map(Number)
  const [red, green, blue, alpha = 1] = numbers
  return red === undefined || green === undefined || blue === undefined ? undefined : { red, green, blue, alpha }
}

export const formatColour = ({ red, green, blue, alpha }: Colour): string =>
  `rgba(${[red, green, blue].map(Math.round).join(', ')}, ${alpha})`

/** What stands for this colour in the palette. */
export function translate(colour: Colour, { paper, ink }: Palette): Colour {
  const channels = [colour.red, colour.green, colour.blue]
  const spread = Math.max(...channels) - Math.min(...channels)
  if (spread < GREY_SPREAD) return { ...mix(ink, paper, colour.green / 255), alpha: colour.alpha }
  return lighten(colour, paper, ink)
}

/** Moves a colour towards the ink, a twentieth at a time, until it stands out from the paper. */
function lighten(colour: Colour, paper: Colour, ink: Colour): Colour {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(colour, ink, share)
    if (contrast(candidate, paper) >= LEAST_CONTRAST) return { ...candidate, alpha: colour.alpha }
  }
  return { ...ink, alpha: colour.alpha }
}

const mix = (from: Colour, to: Colour, share: number): Colour => ({
  red: from.red + (to.red - from.red) * share,
  green: from.green + (to.green - from.green) * share,
  blue: from.blue + (to.blue - from.blue) * share,
  alpha: 1,
})

/** Contrast ratio of two colours, from 1 (the same) to 21 (black on white), as WCAG defines it. */
export function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((first, second) => first - second) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Relative luminance of a colour in sRGB, from 0 to 1. */
export function luminance({ red, green, blue }: Colour): number {
  const linear = (channel: number): number => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
