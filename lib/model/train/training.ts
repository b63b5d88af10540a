// What training leaves behind, in numbers and in a sentence.
import { showNumber, shownAs, type Tree } from '../../tensor/index.ts'
import type { Checkpoint, EpochReport } from './checkpoint.ts'

/**
 * Why training ended: all epochs were done; the validation did not get better for `patience` epochs; the loss, the gradient or the
 * parameters stopped being finite.
 */
export type TrainingEnd = 'finished' | 'stoppedEarly' | 'diverged'

/** A training run from start to end. */
export interface Training<Params extends Tree = Tree> {
  /** The parameters of the best epoch where there was a validation, else the last finite ones. */
  readonly params: Params
  /** One for each whole epoch. */
  readonly reports: readonly EpochReport[]
  readonly reason: TrainingEnd
  /** The epoch whose parameters those are, where there was a validation. */
  readonly bestEpoch?: number
  /** After the last whole epoch; hand it to `resume` to go on. */
  readonly checkpoint: Checkpoint<Params>
  /** What went wrong and what to try, if something did. */
  readonly hint?: string
}

export function trainingOf<Params extends Tree>(
  checkpoint: Checkpoint<Params>,
  reason: TrainingEnd,
  problem?: { params: Params; hint: string },
): Training<Params> {
  const { best, reports } = checkpoint
  const training = {
    params: best?.params ?? problem?.params ?? checkpoint.params,
    reports,
    reason,
    checkpoint,
    ...(best !== undefined && { bestEpoch: best.epoch }),
    ...(problem !== undefined && { hint: problem.hint }),
  }
  return shownAs(training, () => inWords(training))
}

function inWords({ reason, reports, bestEpoch, hint }: Omit<Training, 'params'>): string {
  const ended = { finished: 'finished after', stoppedEarly: 'stopped early after', diverged: 'diverged after' }[reason]
  const best = reports.find(({ epoch }) => epoch === bestEpoch)?.validation
  const parts = [
    `training ${ended} ${reports.length} ${reports.length === 1 ? 'epoch' : 'epochs'}`,
    ...(reports.length > 0 ? [`loss ${showNumber(reports.at(-1)!.loss)}`] : []),
    ...(best === undefined ? [] : [`best validation ${showNumber(best)} after epoch ${bestEpoch}`]),
  ]
  return parts.join(', ') + (hint === undefined ? '' : `\n${hint}`)
}
