// How far training has come, below the cell that trains.
import { Bar } from '../../bar.ts'
import { showNumber } from '../../tensor/index.ts'
import type { EpochReport } from './checkpoint.ts'

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
  const bar = new Bar()
  return ({ epoch, loss, validation }) => {
    const numbers = `loss ${showNumber(loss)}${validation === undefined ? '' : `, validation ${showNumber(validation)}`}`
    bar.show(epoch, epochs, `epoch ${epoch} of ${epochs}: ${numbers}`)
  }
}
