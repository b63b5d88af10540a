// Gathers what a cell puts out into the list that the notebook format knows: streams run together, displays can be updated by their id
// wherever in the notebook they stand, and a cleared output starts afresh.
import type { OutputEvent } from '../../kernels/node/index.ts'
import type { CodeCell, Output } from '../notebook/format.ts'

type Display = Extract<Output, { output_type: 'display_data' }>

/** Writes the output of running cells into a notebook's cells. */
export class OutputCollector {
  /** Where each display with an id stands, so that a later update finds it. */
  readonly #displays = new Map<string, { cell: CodeCell; output: Display }[]>()
  #clearBeforeNext = false

  /** Takes one output of the given cell. */
  add(cell: CodeCell, event: OutputEvent): void {
    if (event.output_type === 'clear_output') {
      if (event.wait) this.#clearBeforeNext = true
      else cell.outputs = []
      return
    }
    if (event.output_type === 'update_display_data') {
      for (const { cell, output } of this.#displays.get(event.display_id) ?? []) {
        Object.assign(output, { data: event.data, metadata: event.metadata })
        // Updated to nothing it has been taken away, as the bar of a long descent is; a slow machine must not leave more than a fast one.
        if (Object.values(event.data).every((part) => part === '')) cell.outputs = cell.outputs.filter((kept) => kept !== output)
      }
      return
    }
    if (this.#clearBeforeNext) cell.outputs = []
    this.#clearBeforeNext = false

    if (event.output_type === 'stream') return addStream(cell.outputs, event.name, event.text)
    if (event.output_type === 'display_data' && event.display_id !== undefined) {
      const output: Display = { output_type: event.output_type, data: event.data, metadata: event.metadata }
      const same = this.#displays.get(event.display_id) ?? []
      this.#displays.set(event.display_id, [...same, { cell, output }])
      cell.outputs.push(output)
      return
    }
    cell.outputs.push(event)
  }
}

function addStream(outputs: Output[], name: 'stdout' | 'stderr', text: string): void {
  const last = outputs.at(-1)
  if (last?.output_type === 'stream' && last.name === name) last.text = [last.text, text].flat().join('')
  else outputs.push({ output_type: 'stream', name, text })
}
