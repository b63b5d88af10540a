// A line search chooses how far to go once the direction is known: it looks for a low place of φ(t) = L(w + t·d) on t > 0. What it is given
// is the line; what it reports is the step, and every bracket on the way, so that the search can be drawn.
import { dotTree, mapTree, type Tree } from '../../tensor/index.ts'
import { type Loss, valueAndGrad } from '../../derive/index.ts'

/** The loss along a direction: φ(t) = L(w + t·d). */
export interface Line {
  /** φ(0), the loss where the line starts. */
  readonly value: number
  /** φ′(0) = g·d, negative when the direction leads downhill. */
  readonly slope: number
  /** φ(t) */
  at(t: number): number
  /** φ(t) and φ′(t); costs a gradient. */
  withSlopeAt(t: number): { value: number; slope: number }
}

/** A place that was tried. */
export interface Trial {
  t: number
  value: number
}

/** An interval known to hold a low place, and where in it the loss was measured. */
export interface Bracket {
  from: number
  to: number
  trials: Trial[]
}

/** What a line search found. */
export interface SearchResult {
  /** t: the update is this times the direction; 0 if nothing lower was found. */
  step: number
  /** φ(step) */
  value: number
  /** Was a lower place found? */
  found: boolean
  /** How often the loss was measured. */
  evaluations: number
  /** How often the gradient was. */
  gradientEvaluations: number
  /** The intervals from first to last. */
  brackets: Bracket[]
}

export interface LineSearch {
  readonly name: string
  search(line: Line): SearchResult
}

/** A place where the loss and its gradient are known already. */
export interface Place<Params extends Tree> {
  params: Params
  loss: number
  gradient: Params
}

/** The line from a known place; asking for φ(0) and φ′(0) costs nothing. */
export function lineThrough<Params extends Tree>(loss: Loss<Params>, place: Place<Params>, direction: Params): Line {
  const lossAndGradient = valueAndGrad(loss)
  const pointAt = (t: number): Params => mapTree((w, d) => w.add(d.mul(t)), place.params, direction)
  return {
    value: place.loss,
    slope: dotTree(place.gradient, direction).item(),
    at: (t) => loss(pointAt(t)).item(),
    withSlopeAt(t) {
      const { value, gradient } = lossAndGradient(pointAt(t))
      return { value: value.item(), slope: dotTree(gradient, direction).item() }
    },
  }
}

export function lineFrom<Params extends Tree>(loss: Loss<Params>, params: Params, direction: Params): Line {
  const { value, gradient } = valueAndGrad(loss)(params)
  return lineThrough(loss, { params, loss: value.item(), gradient }, direction)
}
