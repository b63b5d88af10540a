// What to tell someone whose descent did not end well: what happened, why, what to try.
import { showNumber } from '../tensor/index.ts'

const TOO_FAR =
  'On a quadratic, steps grow without end when the learning rate is above 2/λmax, λmax being the largest eigenvalue of the Hessian.'
const SHORTER = 'Try a smaller learning rate or a line search.'

export const divergedHint = (step: number, before: number, after: number): string =>
  `Step ${step} took the loss from ${showNumber(before)} to ${showNumber(after)}` +
  `${Number.isFinite(after) ? ', with a gradient too long to be measured' : ''}; params are the last finite ones. ${TOO_FAR} ${SHORTER}`

/** For a descent that used all its steps: did it climb, or was it just not done? */
export function unfinishedHint(first: number, last: number, gradientNorm: number, tolerance: number | undefined): string | undefined {
  if (last > first) return `The loss rose from ${showNumber(first)} to ${showNumber(last)}. ${TOO_FAR} ${SHORTER}`
  if (tolerance === undefined) return undefined
  return `The gradient's length is still ${showNumber(gradientNorm)}, above the tolerance ${showNumber(tolerance)}. Try more steps.`
}

export function stalledHint(step: number, slope: number): string {
  if (slope >= 0) return `Step ${step}: the update does not lead downhill (slope ${showNumber(slope)}), so the line search stayed put.`
  return `Step ${step}: the line search found nothing lower. Either this is a minimum to within rounding, or its steps are far too long.`
}
