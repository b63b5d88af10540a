// How a tensor looks: nested brackets as text, a small table in a notebook. Long axes show their first and last three entries.
import { showShape } from './layout.ts'
import type { Tensor } from './tensor.ts'

/** What a notebook shows of a value, by MIME type. */
export type MimeBundle = Record<string, unknown>

const LONGEST_AXIS = 8
const AT_EACH_END = 3

/** A number with at most four significant digits: `0.3333`, `1.2e-9`, `-2`. */
export function showNumber(x: number): string {
  if (!Number.isFinite(x)) return x > 0 ? '∞' : x < 0 ? '-∞' : 'NaN'
  const rounded = Number(x.toPrecision(4))
  const magnitude = Math.abs(rounded)
  return magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e6) ? rounded.toExponential().replace('e+', 'e') : String(rounded)
}

/** `[[1, 2], [3, 4]]` */
export function text(x: Tensor): string {
  const values = x.values()
  const bracket = (axis: number, start: number, size: number): string => {
    if (axis === x.shape.length) return showNumber(values[start]!)
    const length = x.shape[axis]!
    const step = size / length
    const entries = abridged(length).map((i) => (i === null ? '…' : bracket(axis + 1, start + i * step, step)))
    return `[${entries.join(', ')}]`
  }
  return bracket(0, 0, x.size)
}

/** `Tensor [2, 3] float64`: what stands above a table and in messages. */
export const heading = (x: Tensor): string => `Tensor ${showShape(x.shape)} ${x.dtype}`

/** A table for a vector or a matrix; text for a scalar and for more axes than a page has. */
export function mimeBundle(x: Tensor): MimeBundle {
  const plain = { 'text/plain': text(x) }
  if (x.shape.length !== 1 && x.shape.length !== 2) return plain
  const [rows, columns] = x.shape.length === 2 ? [x.shape[0]!, x.shape[1]!] : [1, x.shape[0]!]
  const values = x.values()
  const cell = (row: number | null, column: number | null): string =>
    `<td style="text-align: right">${row === null || column === null ? '…' : showNumber(values[row * columns + column]!)}</td>`
  const body = abridged(rows).map((row) => `<tr>${abridged(columns).map((column) => cell(row, column)).join('')}</tr>`)
  return { ...plain, 'text/html': `<table><caption>${heading(x)}</caption><tbody>${body.join('')}</tbody></table>` }
}

/** The indices of an axis, with `null` where the middle of a long one is left out. */
function abridged(length: number): (number | null)[] {
  const all = Array.from({ length }, (_, i) => i)
  return length <= LONGEST_AXIS ? all : [...all.slice(0, AT_EACH_END), null, ...all.slice(-AT_EACH_END)]
}

/** Gives an object a text by which notebooks, consoles and string templates show it. */
export function shownAs<Value extends object>(value: Value, say: () => string): Value & { toString(): string } {
  const ways = {
    toString: say,
    [Symbol.for('nodejs.util.inspect.custom')]: say,
    [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': say() }),
  }
  for (const key of Reflect.ownKeys(ways)) Object.defineProperty(value, key, { value: ways[key as keyof typeof ways] })
  return value
}
