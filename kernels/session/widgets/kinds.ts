// The classes of ipywidgets 8 that draw our widgets, by the names under which every front end that knows widgets has them.
import type { WidgetKind } from './model.ts'

const base = { module: '@jupyter-widgets/base', version: '2.0.0' } as const
const controls = { module: '@jupyter-widgets/controls', version: '2.0.0' } as const

/** Size and place. */
export const layoutKind: WidgetKind = { name: 'Layout', ...base }

/** A control, such as `FloatSlider`. */
export const controlKind = (name: string): WidgetKind => ({ name, ...controls })

/** How a control looks, such as `SliderStyle`. */
export const styleKind = (name: string): WidgetKind => ({ name, ...controls, view: { name: 'Style', ...base } })

export const outputKind: WidgetKind = { name: 'Output', module: '@jupyter-widgets/output', version: '1.0.0' }
