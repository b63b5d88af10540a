// The contrast of two colours as WCAG 2.1 defines it, written down here once more so that the renderer is not measured with its own ruler.

export type Rgb = readonly [number, number, number]

/** Reads what a browser says of a colour: `rgb(1, 2, 3)` or `rgba(1, 2, 3, 1)`. */
export function parse(colour: string): Rgb {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`not a colour: ${colour}`)
  return [red, green, blue]
}

/** From 1 (the same) to 21 (black on white): `(brighter + 0.05) / (darker + 0.05)` of the relative luminances. */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker, brighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (brighter + 0.05) / (darker + 0.05)
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
