// What a descent leaves behind: where it went, what the loss was there, how long the steps were, what they cost, and why it ended.
import { leavesOf, normTree, showNumber, shownAs, type Tree } from '../tensor/index.ts'
import { settle } from '../tensor/tensor.ts'
import type { Place, SearchResult } from './search/index.ts'

/**
 * Why a descent ended: the gradient fell to the tolerance; all steps were taken; the loss, the gradient or the parameters stopped being
 * finite; the line search found no lower place.
 */
export type Reason = 'converged' | 'maxSteps' | 'diverged' | 'stalled'

/** A descent from start to end. With n steps there are n + 1 points of the path and n step lengths. */
export interface Run<Params extends Tree = Tree> {
  /** What the optimizer (and the search) is called. */
  readonly name: string
  /** Where it ended; finite even when it diverged. */
  readonly params: Params
  /** The parameters before the first step and after each. */
  readonly path: readonly Params[]
  /** The loss at each point of the path. */
  readonly loss: readonly number[]
  /** The length of the gradient at each point of the path. */
  readonly gradientNorm: readonly number[]
  /** The length of each step. */
  readonly stepLength: readonly number[]
  /** How often the loss was measured for each step: once with the gradient where it began, by the optimizer itself, and in the search. */
  readonly evaluations: readonly number[]
  /** What the line search of each step found; empty without a search. */
  readonly searches: readonly SearchResult[]
  readonly reason: Reason
  /** The number of steps taken. */
  readonly steps: number
  /** The seed of the batches, where there were any: the same seed and the same start give the same run, to the last bit. */
  readonly seed?: number
  /** What went wrong and what to try, if something did. */
  readonly hint?: string
}

/** A place with the length of its gradient. */
export interface Point<Params extends Tree> extends Place<Params> {
  gradientNorm: number
}

/** Keeps a run's history while it goes on. */
export class History<Params extends Tree> {
  readonly path: Params[] = []
  readonly loss: number[] = []
  readonly gradientNorm: number[] = []
  readonly stepLength: number[] = []
  readonly evaluations: number[] = []
  readonly searches: SearchResult[] = []

  arriveAt({ params, loss, gradientNorm }: Point<Params>): void {
    leavesOf(params).forEach(settle)
    this.path.push(params)
    this.loss.push(loss)
    this.gradientNorm.push(gradientNorm)
  }

  step(update: Params, search: SearchResult | undefined, asked: number): void {
    this.stepLength.push(normTree(update))
    this.evaluations.push(1 + asked + (search?.evaluations ?? 0))
    if (search !== undefined) this.searches.push(search)
  }

  end({ name, seed }: { name: string; seed: number | undefined }, reason: Reason, hint: string | undefined): Run<Params> {
    const given = { ...(seed !== undefined && { seed }), ...(hint !== undefined && { hint }) }
    const run = { name, params: this.path.at(-1)!, ...this, reason, steps: this.stepLength.length, ...given }
    return shownAs(run, () => describe(run))
  }
}

/** `sgd: converged after 41 steps, loss 1.2e-9, gradient 9.7e-6`, with the seed if there is one, and the hint below. */
function describe({ name, reason, steps, loss, gradientNorm, seed, hint }: Run): string {
  const ended = { converged: 'converged after', maxSteps: 'took all', diverged: 'diverged after', stalled: 'stalled after' }[reason]
  const seeded = seed === undefined ? '' : `, seed ${seed}`
  const numbers = `loss ${showNumber(loss.at(-1)!)}, gradient ${showNumber(gradientNorm.at(-1)!)}${seeded}`
  return `${name}: ${ended} ${steps} ${steps === 1 ? 'step' : 'steps'}, ${numbers}${hint === undefined ? '' : `\n${hint}`}`
}
