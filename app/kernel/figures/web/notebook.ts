// Figures in the classic Notebook: the lab's widget in an output of its own.
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces'
import { MIME_TYPE } from '../../../lab/web/figure/read.ts'
import { RenderedFigure } from '../../../lab/web/figure/widget.ts'
import { addStyle } from './add-style.ts'

const WIDGET_VIEW = 'application/vnd.jupyter.widget-view+json'

/** An element of jQuery, as far as it is used here. */
interface Element$ {
  append(child: Node | Element$): Element$
  on(event: 'remove', listener: () => void): Element$
}

/** The Notebook's output area (`notebook/static/notebook/js/outputarea.js`), as far as it is used here. */
interface OutputArea {
  create_output_subarea(metadata: object, kind: string, mimeType: string): Element$
  keyboard_manager: { register_events(element: Element$): void }
}

export interface OutputAreaClass {
  display_order: string[]
  prototype: {
    register_mime_type(mimeType: string, append: AppendOutput, options: { safe: boolean; index: number }): void
  }
}

type AppendOutput = (this: OutputArea, json: unknown, metadata: object, element: Element$) => Element$

/** Lets outputs of our MIME type show themselves, whether or not the notebook is trusted: a figure is data and runs no script. */
export function register({ display_order: order, prototype }: OutputAreaClass): void {
  addStyle()
  // Live controls come before the figure that stands for them where there are none.
  prototype.register_mime_type(MIME_TYPE, append, { safe: true, index: order.indexOf(WIDGET_VIEW) + 1 })
}

const append: AppendOutput = function (json, metadata, element) {
  const area = this.create_output_subarea(metadata, 'output_downhill_figure', MIME_TYPE)
  // Keys in a figure are the figure's.
  this.keyboard_manager.register_events(area)
  const figure = new RenderedFigure(MIME_TYPE, null)
  const model: IRenderMime.IMimeModel = { trusted: false, data: { [MIME_TYPE]: json as IRenderMime.IMimeModel['data'][string] }, metadata: {}, setData() {} }
  void figure.renderModel(model)
  area.append(figure.node).on('remove', () => figure.dispose())
  element.append(area)
  return area
}
