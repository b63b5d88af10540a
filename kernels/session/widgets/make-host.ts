// Makes the host of widgets for one notebook out of what the notebook's own host provides: comms, a way to show values, and a way to call a
// listener in the name of the cell that added it.
import type { Comms } from '../comms/index.ts'
import { Controls } from './controls.ts'
import type { WidgetHost } from './host.ts'
import { controlKind, layoutKind } from './kinds.ts'
import { LabelRoom } from './label-room.ts'
import type { Call } from './latest.ts'
import { WidgetModels } from './model.ts'
import { OutputWidget, type BundleOf } from './output.ts'
import { Widget } from './widget.ts'

export interface Surroundings {
  comms: Comms
  /** The representations of a value. */
  bundleOf: BundleOf
  /** Remembers the cell that runs now; what is called later is called in its name, so that output and errors go there. */
  inThisCell: () => Call
  /** Shows that something failed which nobody awaits. */
  failed: (error: unknown) => void
}

export function makeWidgetHost({ comms, bundleOf, inThisCell, failed }: Surroundings): WidgetHost {
  const models = new WidgetModels(comms)
  const controls = new Controls(models, inThisCell)
  const output = () => new OutputWidget(models, bundleOf)

  const asWidget = (child: unknown): Widget => {
    if (child instanceof Widget) return child
    const shown = output()
    shown.show(child).catch(failed)
    return shown
  }

  return {
    slider: (options) => controls.slider(options),
    dropdown: (options) => controls.dropdown(options),
    checkbox: (options) => controls.checkbox(options),
    button: (options) => controls.button(options),
    play: (options) => controls.play(options),
    output,
    box(children, { row = false } = {}) {
      const inside = children.map(asWidget)
      if (!row) LabelRoom.align(inside.flatMap(({ room }) => room ?? []))
      const model = models.add(controlKind(row ? 'HBox' : 'VBox'), {
        children: inside.map(({ model }) => model.reference),
        layout: models.add(layoutKind, row ? { flex_flow: 'row wrap' } : {}).reference,
      })
      return new Widget(model, () => `${row ? 'a row' : 'a column'} of ${inside.length} widgets`)
    },
  }
}
