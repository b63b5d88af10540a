// The text for a value: what Node's console prints, but shorter. A notebook keeps what it shows, and a reader learns from the first fifty
// numbers what a million would not tell.
import { inspect, types } from 'node:util'

const mostItems = 50
const mostProperties = 100
const longestText = 20_000

/** Text for a value, without colours, of limited length. */
export function plainText(value: unknown): string {
  const { shown, left } = withFirstProperties(value)
  const text = inspect(shown, { depth: 3, maxArrayLength: mostItems, maxStringLength: 10_000, breakLength: 100, colors: false })
  const whole = left > 0 ? text.replace(/,?\s*\}$/, `,\n  ... ${left} more properties\n}`) : text
  return whole.length > longestText ? `${whole.slice(0, longestText)}\n... ${whole.length - longestText} more characters` : whole
}

/** Node cuts long lists but not objects with many properties: those are cut here, by a copy that has only the first. */
function withFirstProperties(value: unknown): { shown: unknown; left: number } {
  if (!isPlain(value)) return { shown: value, left: 0 }
  const names = Object.keys(value)
  if (names.length <= mostProperties) return { shown: value, left: 0 }
  const shown = Object.create(Object.getPrototypeOf(value) as object | null) as object
  for (const name of names.slice(0, mostProperties)) Object.defineProperty(shown, name, Object.getOwnPropertyDescriptor(value, name)!)
  return { shown, left: names.length - mostProperties }
}

/** An object of no class: what `{ … }` makes. A proxy is asked nothing, for it may answer anything. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
