// What cells make controls with: a small typed face of ipywidgets' models. The library knows it by a symbol and needs nothing else of the
// kernel.

/** Something a reader can set. */
export interface Control<V> {
  readonly value: V
  /** Calls the listener when the reader has changed the value; changes that come while it still runs are merged, the newest counts. */
  onChange(listener: (value: V) => unknown): void
}

/** A place on the page whose content can be replaced. */
export interface Output {
  /** Shows a value in place of what was shown before. */
  show(value: unknown): Promise<void>
  clear(): void
}

export interface SliderOptions {
  label: string
  min: number
  max: number
  /** The distance between two values; on a logarithmic slider, between their decimal logarithms. */
  step: number
  value: number
  /** Whether equal distances are equal ratios. */
  log?: boolean
}

export interface PlayOptions {
  min: number
  max: number
  step?: number
  value?: number
  /** Milliseconds from one value to the next. */
  interval?: number
}

export interface WidgetHost {
  slider(options: SliderOptions): Control<number>
  dropdown<V extends string | number>(options: { label: string; options: readonly V[]; value: V }): Control<V>
  checkbox(options: { label: string; value: boolean }): Control<boolean>
  /** Its value counts the clicks. */
  button(options: { label: string }): Control<number>
  /** Runs through whole numbers by itself, once it is started. */
  play(options: PlayOptions): Control<number>
  output(): Output
  /** Puts things below each other, or side by side; what is no widget is shown as `display` shows it. */
  box(children: readonly unknown[], options?: { row?: boolean }): unknown
}

/** The same for cells, as TypeScript declarations. */
export const widgetGlobals = `
/** Something a reader can set; as the value of a cell it is shown. */
interface WidgetControl<V> {
  readonly value: V
  /** Calls the listener when the reader has changed the value; changes that come while it still runs are merged, the newest counts. */
  onChange(listener: (value: V) => unknown): void
}

/** A place on the page whose content can be replaced. */
interface WidgetOutput {
  /** Shows a value in place of what was shown before. */
  show(value: unknown): Promise<void>
  clear(): void
}

/** Controls: make one, show it as the value of a cell or in a box, and hear of its changes. */
declare const widgets: {
  /** \`step\` is the distance between two values; with \`log\`, between their decimal logarithms. */
  slider(options: { label: string; min: number; max: number; step: number; value: number; log?: boolean }): WidgetControl<number>
  dropdown<V extends string | number>(options: { label: string; options: readonly V[]; value: NoInfer<V> }): WidgetControl<V>
  checkbox(options: { label: string; value: boolean }): WidgetControl<boolean>
  /** Its value counts the clicks. */
  button(options: { label: string }): WidgetControl<number>
  /** Runs through whole numbers by itself, once it is started; \`interval\` in milliseconds. */
  play(options: { min: number; max: number; step?: number; value?: number; interval?: number }): WidgetControl<number>
  output(): WidgetOutput
  /** Puts things below each other, or side by side; what is no widget is shown as \`display\` shows it. */
  box(children: readonly unknown[], options?: { row?: boolean }): unknown
}
`
