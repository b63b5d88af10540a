// Showing things in the midst of a cell. The value of a cell's last line shows itself; what comes before it is shown by these two. Without
// a notebook around them they print.
import { formatNumber } from './format.ts'

interface Host {
  /** what a notebook's kernel provides */
  display?: (value: unknown) => unknown
  console?: { log(text: string): void }
}

/**
 * Shows a value: a figure, a tensor, a claim, anything.
 *
 * @example
 * ```ts
 * const shown = show('a word') // prints it, or shows it below the cell
 * shown // → undefined
 * ```
 */
export function show(value: unknown): void {
  const host = globalThis as Host
  if (host.display) host.display(value)
  else host.console?.log(plainText(value))
}

/**
 * Shows a paragraph of Markdown with computed numbers in it, each to three digits that matter. Backslashes stay, for TeX.
 *
 * @example
 * ```ts
 * const shown = say`A third is about ${1 / 3}, the root $\sqrt{1/3}$ about ${Math.sqrt(1 / 3)}.`
 * shown // → undefined
 * ```
 */
export function say(strings: TemplateStringsArray, ...values: readonly (number | string)[]): void {
  const inserted = values.map((value) => (typeof value === 'number' ? formatNumber(value) : value))
  const text = strings.raw.map((string, index) => string + (inserted[index] ?? '')).join('')
  show({ 'text/markdown': text, 'text/plain': text })
}

function plainText(value: unknown): string {
  const ownWay = (value as Record<symbol, unknown> | null | undefined)?.[Symbol.for('Jupyter.display')]
  const bundle: unknown = typeof ownWay === 'function' ? ownWay.call(value) : value
  const text = (bundle as Record<string, unknown> | null | undefined)?.['text/plain']
  return typeof text === 'string' ? text : String(value)
}
