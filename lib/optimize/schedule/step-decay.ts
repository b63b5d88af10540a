// Step decay: the learning rate falls by a factor at the end of every few epochs, and the loss falls with it in visible stairs.
import { checkOptions } from '../options.ts'
import type { Schedule } from './constant.ts'

/** Options of {@link stepDecay}. */
export interface StepDecayOptions {
  /** α of the first epochs. */
  initial: number
  /** What it is multiplied by. */
  factor: number
  /** N, how many epochs one rate serves. */
  epochs: number
  /** How many steps an epoch has; 1 unless said, which counts steps instead. */
  stepsPerEpoch?: number
}

/**
 * A rate that falls every N epochs: α · factor^⌊epoch / N⌋.
 *
 * @throws RangeError unless α is positive, the factor between 0 and 1, and both counts whole numbers above 0
 * @see He et al. 2016 (ResNet): a factor of 0.1 every 30 epochs
 * @example
 * ```ts
 * const rate = schedule.stepDecay({ initial: 0.1, factor: 0.5, epochs: 2, stepsPerEpoch: 100 })
 * rate(199) // → 0.1
 * rate(200) // → 0.05
 * rate(400) // → 0.025
 * ```
 */
export function stepDecay({ initial, factor, epochs, stepsPerEpoch = 1 }: StepDecayOptions): Schedule {
  checkOptions(
    'stepDecay',
    { initial, factor, epochs, stepsPerEpoch },
    { initial: 'positive', factor: 'between 0 and 1', epochs: 'a whole number, one or more', stepsPerEpoch: 'a whole number, one or more' },
  )
  return (step) => initial * factor ** Math.floor(step / (epochs * stepsPerEpoch))
}
