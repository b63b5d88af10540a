// Plateau: shorter steps when the loss no longer falls. The other schedules know the step alone; this one has to see the loss, so it is not
// a function of the step but a transform for `chain`, whose memory is part of the optimizer's state like any other: runs stay repeatable.
import { mapTree } from '../../tensor/index.ts'
import { needed } from '../objective.ts'
import { checkOptions } from '../options.ts'
import type { Optimizer } from '../optimizer.ts'

/** Options of {@link plateau}. */
export interface PlateauOptions {
  /** What updates are multiplied by after a plateau. 0.1 unless said. */
  factor?: number
  /** So many steps in a row may be no better than the best before; one more is a plateau. 10 unless said. */
  patience?: number
  /** By what share the loss must be below the best to be better. 1e-4 unless said. */
  threshold?: number
}

/** The present factor, the best loss so far, and for how many steps it has stood. */
export interface PlateauState {
  scale: number
  best: number
  waited: number
}

/**
 * Shortens the updates of the optimizer before it in a `chain`, by a factor each time the loss has not fallen for a while.
 *
 * @param options see {@link PlateauOptions}
 * @throws RangeError unless the factor lies between 0 and 1, `patience` is a whole number, and the threshold in [0, 1)
 * @see torch.optim.lr_scheduler.ReduceLROnPlateau, whose rule this is (relative threshold)
 * @example
 * ```ts
 * const kink = (w: Tensor) => w.abs().sum()
 * const optimizer = chain(sgd({ learningRate: 0.5 }), schedule.plateau({ factor: 0.5, patience: 1 }))
 * descend(kink, tensor([0.75]), { optimizer, steps: 5 }).stepLength // → [ 0.5, 0.5, 0.5, 0.25, 0 ]
 * ```
 */
export function plateau({ factor = 0.1, patience = 10, threshold = 1e-4 }: PlateauOptions = {}): Optimizer<PlateauState> {
  checkOptions(
    'plateau',
    { factor, patience, threshold },
    { factor: 'between 0 and 1', patience: 'a whole number, zero or more', threshold: 'from 0 to below 1' },
  )
  return {
    name: 'plateau',
    init: () => ({ scale: 1, best: Infinity, waited: 0 }),
    step(gradient, state, params, objective) {
      const next = afterSeeing(needed('plateau', objective).value, state)
      return [mapTree((g) => g.mul(next.scale), gradient), next]
    },
  }

  function afterSeeing(loss: number, { scale, best, waited }: PlateauState): PlateauState {
    if (best === Infinity || loss < best - Math.abs(best) * threshold) return { scale, best: loss, waited: 0 }
    if (waited < patience) return { scale, best, waited: waited + 1 }
    return { scale: scale * factor, best, waited: 0 }
  }
}
