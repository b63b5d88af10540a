// An output widget: a place that shows what `display` would show, and can show something else in its stead. The content goes over in one
// message, so that a front end replaces it in one step, without an empty moment between.
import type { MimeBundle } from '../output.ts'
import type { JsonObject } from '../message.ts'
import type { Output } from './host.ts'
import { layoutKind, outputKind } from './kinds.ts'
import type { WidgetModels } from './model.ts'
import { Widget } from './widget.ts'

export type BundleOf = (value: unknown) => MimeBundle | Promise<MimeBundle>

export class OutputWidget extends Widget implements Output {
  readonly #bundleOf: BundleOf
  #shows = 0

  constructor(models: WidgetModels, bundleOf: BundleOf) {
    const layout = models.add(layoutKind, { width: '100%' })
    super(models.add(outputKind, { layout: layout.reference, msg_id: '', outputs: [] }), () => `an output widget${this.#wordsInside()}`)
    this.#bundleOf = bundleOf
  }

  async show(value: unknown): Promise<void> {
    const show = ++this.#shows
    const data = await this.#bundleOf(value)
    // A value that took its time to show itself does not take the place of a newer one.
    if (show === this.#shows) this.#put([{ output_type: 'display_data', data, metadata: {} }])
  }

  clear(): void {
    this.#shows++
    this.#put([])
  }

  #put(outputs: JsonObject[]): void {
    this.model.set({ outputs })
  }

  #wordsInside(): string {
    const [first] = this.model.state['outputs'] as { data: MimeBundle }[]
    const words = first?.data['text/plain']
    return typeof words === 'string' ? `: ${words}` : ''
  }
}
