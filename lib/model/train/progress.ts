// A bar that fills while a model trains, in a notebook whose kernel can change what it has shown. Elsewhere nothing is shown.
import { showNumber } from '../../tensor/index.ts'
import type { EpochReport } from './checkpoint.ts'

interface Host {
  /** What a notebook's kernel provides. */
  display?: (value: unknown) => { update?(value: unknown): void } | undefined
}

/**
 * Shows the progress of training below the cell; for the `onEpoch` of `train`.
 *
 * @param epochs how many there are to be
 * @example
 * ```ts
 * const show = progressBar(10)
 * train((w: Tensor) => w.square(), tensor(1), { optimizer: adam(), epochs: 10, onEpoch: show }).reason // → 'finished'
 * ```
 */
export function progressBar(epochs: number): (report: EpochReport) => void {
  let shown: { update?(value: unknown): void } | undefined
  return (report) => {
    const bundle = bar(report, epochs)
    if (shown === undefined) shown = (globalThis as Host).display?.(bundle)
    else shown.update?.(bundle)
  }
}

function bar({ epoch, loss, validation }: EpochReport, epochs: number): Record<string, string> {
  const numbers = `loss ${showNumber(loss)}${validation === undefined ? '' : `, validation ${showNumber(validation)}`}`
  const text = `epoch ${epoch} of ${epochs}: ${numbers}`
  return { 'text/html': `<label><progress value="${epoch}" max="${epochs}"></progress> ${text}</label>`, 'text/plain': text }
}
