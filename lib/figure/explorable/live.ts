// An explorable figure with a kernel behind it: real controls, every value of them, in any combination. What a notebook's kernel offers
// for that is known by a symbol, so that the library needs no kernel; without one the frames that were drawn ahead of time do.
import type { Figure } from '../figure.ts'
import type { Control } from './control.ts'

/** Something to drag or click that is on the page. */
interface LiveControl {
  readonly value: unknown
  onChange(listener: () => Promise<void>): void
}

/** What a kernel that can show controls offers. */
interface WidgetHost {
  slider(options: { label: string; min: number; max: number; step: number; value: number; log?: boolean }): LiveControl
  dropdown(options: { label: string; options: readonly (string | number)[]; value: string | number }): LiveControl
  checkbox(options: { label: string; value: boolean }): LiveControl
  output(): { show(value: unknown): Promise<void> }
  box(children: readonly unknown[]): unknown
}

/** The controls and the figure as a bundle that follows them, or `undefined` where no kernel can show controls. */
export async function liveBundle(
  controls: Readonly<Record<string, Control>>,
  draw: (values: Readonly<Record<string, unknown>>) => Figure,
): Promise<Record<string, unknown> | undefined> {
  const host = (globalThis as Record<symbol, unknown>)[Symbol.for('downhill.widgets')] as WidgetHost | undefined
  if (!host) return undefined
  const shown = Object.entries(controls).map(([key, control]) => ({ key, control: onPage(host, control) }))
  const screen = host.output()
  const redraw = async (): Promise<void> => {
    const values = Object.fromEntries(shown.map(({ key, control }) => [key, control.value]))
    await screen.show(figureOrProblem(draw, values))
  }
  for (const { control } of shown) control.onChange(redraw)
  await redraw()
  const box = host.box([...shown.map(({ control }) => control), screen]) as Record<symbol, () => Promise<Record<string, unknown>>>
  return box[Symbol.for('Jupyter.display')]!()
}

function onPage(host: WidgetHost, control: Control): LiveControl {
  const { label } = control
  if (control.kind === 'toggle') return host.checkbox({ label, value: control.value })
  if (control.kind === 'choice') return host.dropdown({ label, options: control.options, value: control.value })
  const { min, max, step, value, scale } = control
  return host.slider({ label, min, max, step, value, log: scale === 'log' })
}

/** Nobody waits for a figure that is drawn because a slider moved, so what went wrong takes its place. */
function figureOrProblem(draw: (values: Readonly<Record<string, unknown>>) => Figure, values: Readonly<Record<string, unknown>>): unknown {
  try {
    return draw(values)
  } catch (error) {
    return { 'text/plain': String(error) }
  }
}
