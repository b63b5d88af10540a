// Numbers as a reader wants them: three digits that matter, a true minus sign, and powers of ten where plain digits would be unreadable.

const superscripts: Record<string, string> = {
  '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
}

/**
 * A number in words fit for print.
 *
 * @param digits how many digits matter (3 unless told)
 * @example
 * ```ts
 * formatNumber(0.123456) // → '0.123'
 * formatNumber(-2e-7) // → '−2 × 10⁻⁷'
 * ```
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'not a number'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  const sign = value < 0 ? '−' : ''
  if (size === 0) return '0'
  if (size >= 1e6 || size < 1e-3) return sign + scientific(size, digits)
  if (size >= 10 ** digits) return sign + String(Math.round(size))
  return sign + String(Number(size.toPrecision(digits)))
}

function scientific(size: number, digits: number): string {
  const [mantissa, exponent] = size.toExponential(digits - 1).split('e') as [string, string]
  const power = String(Number(exponent)).replace(/./g, (character) => superscripts[character] ?? character)
  return Number(mantissa) === 1 ? `10${power}` : `${Number(mantissa)} × 10${power}`
}

/** A point in words: `(1, −0.5)`. */
export const formatPoint = (point: readonly number[]): string => `(${point.map((value) => formatNumber(value)).join(', ')})`

/** `1 point`, `2 points`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** Text in lines of at most `letters` letters where words allow it; Plotly breaks none by itself, and cuts off what is too long. */
export function broken(text: string, letters: number): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && longer.length <= letters) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.join('<br>')
}

/** A text that a program spreads over several lines, as the one line that is meant. */
export const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')
