// The names that the kernel gives to cells beyond Node's own, as TypeScript declarations.
import { widgetGlobals } from '../../session/widgets/host.ts'

/** `worker/display.ts` */
const display = `
interface DisplayOptions {
  /** Names the display, so that it can be updated later. */
  id?: string
  /** Replaces what the display with this id shows. */
  update?: boolean
  /** Jupyter's metadata by MIME type. */
  metadata?: Record<string, unknown>
}

interface DisplayHandle {
  readonly id: string
  /** Shows another value in the same place. */
  update(value: unknown): void
}

/** Shows a value in the midst of a cell: its own representations if it has some, a MIME bundle as it is, anything else as text. */
declare function display(value: unknown, options?: DisplayOptions): DisplayHandle
declare namespace display {
  /** Shows another value in place of what the display with this id shows. */
  function update(id: string, value: unknown): DisplayHandle
  /** Clears what the cell has shown; with \`wait\`, not before something new comes. */
  function clear(wait?: boolean): void
  /** Shows HTML. */
  function html(text: unknown, options?: DisplayOptions): DisplayHandle
  /** Shows Markdown. */
  function markdown(text: unknown, options?: DisplayOptions): DisplayHandle
  /** Shows a formula: \`display.latex('$x^2$')\`. */
  function latex(text: unknown, options?: DisplayOptions): DisplayHandle
  /** Shows a drawing. */
  function svg(text: unknown, options?: DisplayOptions): DisplayHandle
  /** Shows a value as a tree to unfold. */
  function json(value: unknown, options?: DisplayOptions): DisplayHandle
  /** Shows a picture: its bytes, or a file by its path from the notebook's folder. */
  function image(source: Uint8Array | ArrayBuffer | string, options?: { alt?: string; width?: number; height?: number; id?: string }): DisplayHandle
}

/** Clears what the cell has shown; with \`wait\`, not before something new comes. */
declare function clearOutput(wait?: boolean): void
`

/** `worker/input.ts` */
const input = `
/** Asks the reader, in a field below the cell; with \`password\`, what is typed is not seen. */
declare function input(prompt?: string, options?: { password?: boolean }): Promise<string>

/** Asks the reader and waits for the answer; an empty answer is the fallback. */
declare function prompt(message?: string, fallback?: string): string
`

/** `worker/elements.ts` */
const elements = `
/** Markup, written as elements: \`<p class="note">{text}</p>\`. Its text is its HTML. */
declare namespace JSX {
  interface Element {
    toString(): string
  }
  interface ElementChildrenAttribute {
    children: unknown
  }
  interface IntrinsicAttributes {
    key?: unknown
  }
  interface IntrinsicElements {
    [tag: string]: Record<string, unknown>
  }
}
`

export const globalsFile = '__nb_globals.d.ts'
export const globals: string = display + input + elements + widgetGlobals
