// An output whose content is replaced keeps what draws it, where the new content is of the same kind: a figure is redrawn in its place. The
// stock model empties the output first, so that the page jumps and the figure blinks at every step of a slider.
import { OutputModel } from '@jupyter-widgets/jupyterlab-manager/lib/output'
import type { IOutput } from '@jupyterlab/nbformat'

export class SteadyOutputModel extends OutputModel {
  override setOutputs(model?: unknown, value?: unknown, options?: { newMessage?: boolean }): void {
    const next = this.get('outputs') as IOutput[]
    const isSameLength = next.length > 0 && next.length === this.outputs.length
    if (options?.newMessage || !isSameLength) return super.setOutputs(model, value, options)
    next.forEach((output, index) => this.outputs.set(index, structuredClone(output)))
  }
}
