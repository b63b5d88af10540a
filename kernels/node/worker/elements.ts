// JSX in a cell is a way to write markup: `<p class="note">{text}</p>` is a value that shows itself as that paragraph, and whose text is
// the HTML. Text is escaped, lists are laid side by side, and a function is called with its attributes and children. There is no framework
// behind it: nothing is drawn again, and functions as attributes are left out.

/** Markup as a value: `String(value)` is its HTML. */
export class Markup {
  readonly #html: string

  constructor(html: string) {
    this.#html = html
  }

  toString(): string {
    return this.#html
  }

  [Symbol.for('Jupyter.display')](): Record<string, string> {
    return { 'text/html': this.#html, 'text/plain': this.#html }
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.#html
  }
}

type Attributes = Record<string, unknown>
type Component = (attributes: Attributes) => unknown

/** What `<tag …attributes>…children</tag>` becomes. */
export function element(tag: string | Component, attributes: Attributes | null, ...children: unknown[]): unknown {
  if (typeof tag === 'function') {
    const inside = children.length > 1 ? children : children[0]
    return tag(children.length > 0 ? { ...attributes, children: inside } : { ...attributes })
  }
  const start = `<${tag}${Object.entries(attributes ?? {}).map(attribute).join('')}>`
  return new Markup(isVoid.test(tag) ? start : `${start}${content(children)}</${tag}>`)
}

/** What `<>…</>` becomes: its children side by side. */
export const fragment = ({ children }: Attributes): Markup => new Markup(content(children))

const isVoid = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

function content(child: unknown): string {
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (Array.isArray(child)) return child.map(content).join('')
  return child instanceof Markup ? String(child) : escaped(String(child))
}

/** Names that React spells otherwise mean what they mean there. */
const htmlNames: Record<string, string> = { className: 'class', htmlFor: 'for' }

function attribute([name, value]: [string, unknown]): string {
  if (value === null || value === undefined || value === false || typeof value === 'function' || name === 'key') return ''
  const html = htmlNames[name] ?? name
  if (value === true) return ` ${html}`
  return ` ${html}="${escaped(name === 'style' && typeof value === 'object' ? styleText(value) : String(value))}"`
}

const styleText = (style: object): string =>
  Object.entries(style).map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value}`).join('; ')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
