// One output that names a widget. While its kernel knows it, the live view is shown. Otherwise the next best form of the same output is: a
// figure with frames can still be explored, and a control alone says in words what it was.
import { MimeModel, type IRenderMimeRegistry } from '@jupyterlab/rendermime'
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces'
import { Panel, Widget } from '@lumino/widgets'
import type { NotebookWidgets } from './notebook-widgets.ts'

export const viewType = 'application/vnd.jupyter.widget-view+json'

const ADVICE = 'Run the cell to have its controls back.'

export class RenderedWidget extends Panel implements IRenderMime.IRenderer {
  readonly #rendermime: IRenderMimeRegistry
  readonly #widgets: NotebookWidgets | undefined
  #model: IRenderMime.IMimeModel | undefined
  #isLive = false

  /** @param widgets of the notebook that the output belongs to; other documents have none */
  constructor(rendermime: IRenderMimeRegistry, widgets?: NotebookWidgets) {
    super()
    this.#rendermime = rendermime
    this.#widgets = widgets
    this.addClass('downhill-widget')
    widgets?.lost.connect(this.#onLost, this)
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.#model = model
    const { model_id: id = '' } = model.data[viewType] as { model_id?: string }
    if (!this.#widgets?.isKnown(id)) await this.#showRest(model)
    const view = await this.#widgets?.view(id)
    if (!view || this.isDisposed || this.#model !== model) return
    this.#isLive = false
    this.#replace(view)
    this.#isLive = true
    // The kernel may close a widget, or all of them when it begins anew.
    view.disposed.connect(this.#onLost, this)
  }

  override dispose(): void {
    this.#widgets?.lost.disconnect(this.#onLost, this)
    super.dispose()
  }

  #onLost(): void {
    if (this.#isLive && this.#model && !this.isDisposed) void this.#showRest(this.#model)
  }

  /** Shows what else the output holds. */
  async #showRest({ data, metadata, trusted }: IRenderMime.IMimeModel): Promise<void> {
    this.#isLive = false
    const { [viewType]: _view, ...rest } = data
    const type = this.#rendermime.preferredMimeType(rest, trusted ? 'any' : 'ensure')
    const figure = type !== undefined && type !== 'text/plain' ? this.#rendermime.createRenderer(type) : undefined
    this.#replace(figure ?? words(rest['text/plain']))
    await figure?.renderModel(new MimeModel({ data: rest, metadata, trusted }))
  }

  #replace(content: Widget): void {
    for (const old of [...this.widgets]) old.dispose()
    this.addWidget(content)
  }
}

function words(text: unknown): Widget {
  const content = new Widget()
  content.addClass('downhill-widget-gone')
  const said = typeof text === 'string' ? text : Array.isArray(text) ? text.join('') : ''
  content.node.textContent = [said, ADVICE].filter(Boolean).join(' — ')
  return content
}
