// The loop of every descent: measure the loss and its gradient, ask the optimizer for an update, let a line search scale it if there is
// one, take the step. It stops when the gradient is small, when the steps are used up, or when the numbers blow up.
import { together } from '../compile/index.ts'
import { valueAndGrad } from '../derive/index.ts'
import { isFiniteTree, mapTree, normTree, type Tensor, type Tree } from '../tensor/index.ts'
import { batchesFrom, seedOf } from './batches.ts'
import { releasing } from './fused.ts'
import { divergedHint, stalledHint, unfinishedHint } from './hints.ts'
import { LongRun } from './long-run.ts'
import { type Objective, objectiveOf } from './objective.ts'
import { checkOptions } from './options.ts'
import type { Optimizer } from './optimizer.ts'
import { History, type Point, type Reason, type Run } from './run.ts'
import { lineThrough, type LineSearch } from './search/index.ts'
import { sgd } from './sgd.ts'

/** What `onStep` is told after each step. */
export interface Progress<Params extends Tree> {
  /** 1 after the first step. */
  step: number
  params: Params
  loss: number
  gradientNorm: number
}

/** Options of {@link descend}. */
export interface DescendOptions<Params extends Tree, Batch = undefined> {
  /** The rule that makes updates; plain gradient descent if only a search is given. */
  optimizer?: Optimizer
  /** Scales each update; without one, the optimizer's own if it has one (`lbfgs`, …), or else updates are taken as they are. */
  search?: LineSearch
  /** How many steps to take at most. */
  steps: number
  /** Stop when the gradient is this short, or shorter. */
  tolerance?: number
  /** Called after each step. */
  onStep?: (progress: Progress<Params>) => void
  /** Given to the loss as its second argument, one for each step, over and over. */
  batches?: Iterable<Batch>
}

/**
 * Goes downhill from a start, step by step, and tells how it went.
 *
 * @param loss from parameters (a Tensor or a tree of them), and a batch if there are any, to a scalar Tensor
 * @param start the parameters to begin with
 * @param options what makes the updates, how many at most, when to stop; see {@link DescendOptions}
 * @returns the {@link Run}: `params` where it ended, the `path`, the `loss` along it, and the `reason` why it ended. Numbers that blow up
 * end it as `diverged`, at the last finite place. A run of more than two seconds shows a progress bar while it lasts.
 * @throws RangeError if the loss is not finite at the start or an option is out of range
 * @example
 * ```ts
 * const bowl = (w: Tensor) => w.sub(3).square().sum()
 * const run = descend(bowl, tensor([0, 0]), { optimizer: sgd({ learningRate: 0.4 }), steps: 100, tolerance: 1e-3 })
 * run.params // → [3, 3]
 * run.reason // → 'converged'
 * descend(bowl, tensor([0, 0]), { optimizer: sgd({ learningRate: 2 }), steps: 5000 }).reason // → 'diverged'
 * ```
 */
export function descend<Params extends Tree, Batch = undefined>(
  loss: (params: Params, batch: Batch) => Tensor,
  start: Params,
  options: DescendOptions<Params, Batch>,
): Run<Params> {
  const { steps, tolerance, onStep } = options
  const optimizer = checked(options)
  const search = options.search ?? optimizer.search
  const nextBatch = batchesFrom(options.batches)
  const lossAndGradient = valueAndGrad(loss)
  const measure = (params: Params, batch: Batch): Point<Params> => {
    const { value, gradient } = lossAndGradient(params, batch)
    return { params, loss: value.item(), gradient, gradientNorm: normTree(gradient) }
  }

  let batch = nextBatch()
  let here = measure(start, batch)
  if (!isFinitePoint(here)) {
    throw new RangeError(`descend: at the start the loss is ${here.loss} and its gradient has length ${here.gradientNorm}`)
  }
  const first = optimizer.init(start)
  let state = first
  const history = new History<Params>()
  history.arriveAt(here)
  const watch = new LongRun(steps)
  const release = releasing(optimizer, start)
  const name = search === undefined ? optimizer.name : `${optimizer.name}, ${search.name}`
  const end = (reason: Reason, hint?: string): Run<Params> => {
    watch.end()
    return history.end({ name, seed: seedOf(options.batches) }, reason, hint)
  }

  for (let step = 1; step <= steps; step++) {
    if (tolerance !== undefined && here.gradientNorm <= tolerance) return end('converged')

    const lossHere = (params: Params): Tensor => loss(params, batch)
    const objective = objectiveOf(lossHere, here.loss)
    const move = proposed(optimizer, here, state, objective)
    const line = search && lineThrough(lossHere, here, move.update)
    const found = line && search.search(line)
    if (found?.found === false) return end('stalled', stalledHint(step, line!.slope))
    const { update, params } = found === undefined ? move : scaled(move.update, found.step, here.params)

    batch = nextBatch()
    const there = measure(params, batch)
    if (!isFinitePoint(there)) return end('diverged', divergedHint(step, here.loss, there.loss))

    history.step(update, found, objective.evaluations)
    history.arriveAt(there)
    const shown = line && [here.gradient, move.update] // a search may keep its line
    release([here.gradient, move.update, update, state], [first, shown, here.params, there.params, there.gradient, move.state])
    state = move.state
    here = there
    watch.step(step, here.loss)
    onStep?.({ step, params: here.params, loss: here.loss, gradientNorm: here.gradientNorm })
  }
  if (tolerance !== undefined && here.gradientNorm <= tolerance) return end('converged')
  const before = options.batches === undefined ? history.loss[0]! : here.loss // two batches' losses cannot be compared
  return end('maxSteps', unfinishedHint(before, here.loss, here.gradientNorm, tolerance))
}

interface Move<Params extends Tree> {
  update: Params
  /** Where it leads. */
  params: Params
}

/** The optimizer's update, taken as it is. */
function proposed<Params extends Tree>(
  optimizer: Optimizer,
  { gradient, params }: Point<Params>,
  state: unknown,
  objective: Objective<Params>,
): Move<Params> & { state: unknown } {
  return together(optimizer, () => {
    const [update, next] = optimizer.step(gradient, state, params, objective)
    return { update, params: moved(params, update), state: next }
  })
}

function scaled<Params extends Tree>(direction: Params, length: number, params: Params): Move<Params> {
  return together(scaled, () => {
    const update = mapTree((d) => d.mul(length), direction)
    return { update, params: moved(params, update) }
  })
}

const moved = <Params extends Tree>(params: Params, update: Params): Params => mapTree((w, change) => w.add(change), params, update)

const isFinitePoint = ({ loss, gradientNorm, params }: Point<Tree>): boolean =>
  Number.isFinite(loss) && Number.isFinite(gradientNorm) && isFiniteTree(params)

/** The optimizer to use. @throws when an option is missing or out of range */
function checked<Params extends Tree, Batch>({ optimizer, search, steps, tolerance }: DescendOptions<Params, Batch>): Optimizer {
  checkOptions('descend', { steps }, { steps: 'a whole number, zero or more' })
  if (tolerance !== undefined) checkOptions('descend', { tolerance }, { tolerance: 'zero or more' })
  if (optimizer !== undefined) return optimizer
  if (search !== undefined) return sgd({ learningRate: 1 })
  throw new TypeError('descend: give it an optimizer, such as sgd({ learningRate: 0.1 }), or a search, or both')
}
