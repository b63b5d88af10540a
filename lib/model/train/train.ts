// The training loop that people use: epoch after epoch through the batches, a look at held-out examples after each, the best parameters
// kept, an early end when nothing gets better, and a checkpoint from which the rest of the run can be had to the last bit.
import { together } from '../../compile/index.ts'
import { valueAndGrad } from '../../derive/index.ts'
import { releasing } from '../../optimize/fused.ts'
import { objectiveOf } from '../../optimize/objective.ts'
import { checkOptions } from '../../optimize/options.ts'
import type { Optimizer } from '../../optimize/optimizer.ts'
import { lineThrough } from '../../optimize/search/index.ts'
import { isFiniteTree, mapTree, showNumber, type Tensor, type Tree } from '../../tensor/index.ts'
import type { Checkpoint, EpochReport } from './checkpoint.ts'
import { type Training, trainingOf } from './training.ts'

/** Batches that differ from epoch to epoch, and are the same again for the same epoch; `batches` makes them. */
export interface Epochs<Batch> {
  /** The batches of an epoch; the first is number 0. */
  epoch(number: number): Iterable<Batch>
}

/** Options of {@link train}. */
export interface TrainOptions<Params extends Tree, Batch = undefined> {
  optimizer: Optimizer
  /** How many epochs there are to be in all, those of the checkpoint included. */
  epochs: number
  /** What the loss is given as its second argument; without any, an epoch is one step. */
  batches?: Epochs<Batch> | readonly Batch[]
  /** Measured after each epoch, lower being better: the loss on held-out examples, say, or 1 - accuracy. */
  validate?: (params: Params) => Tensor | number
  /** Stop when the validation has not got lower for this many epochs. */
  patience?: number
  /** Called after each epoch. */
  onEpoch?: (report: EpochReport, checkpoint: Checkpoint<Params>) => void
  /** Where to go on, in place of the start. */
  resume?: Checkpoint<Params>
}

/**
 * Trains a model: steps down the loss of batch after batch, for some epochs.
 *
 * @param loss from parameters (a Tensor or a tree of them), and a batch if there are any, to a scalar Tensor
 * @param start the parameters to begin with
 * @param options what makes the updates, the batches, how many epochs, when to stop; see {@link TrainOptions}
 * @returns the {@link Training}: the best `params`, a report for each epoch, the `reason` why it ended, a checkpoint to go on from. Numbers
 * that blow up end it as `diverged`, with the last finite parameters.
 * @throws RangeError if an option is out of range
 * @example
 * ```ts
 * const examples = { x: tensor([[0], [1], [2], [3]]), y: tensor([1, 3, 5, 7]) }
 * const model = linear(1, 1)
 * const loss = (w: LinearParams, { x, y }: typeof examples) => leastSquares(model.apply(w, x).reshape([-1]), y)
 * const run = train(loss, model.init(rng(1)), {
 *   optimizer: momentum({ learningRate: 0.05, momentum: 0.5 }),
 *   batches: batches(examples, { size: 2, seed: 1 }),
 *   epochs: 300,
 * })
 * run.params // → { W: [[2]], b: [1] }
 * run.reason // → 'finished'
 * ```
 */
export function train<Params extends Tree, Batch = undefined>(
  loss: (params: Params, batch: Batch) => Tensor,
  start: Params,
  options: TrainOptions<Params, Batch>,
): Training<Params> {
  const { optimizer, epochs, patience, validate, onEpoch } = options
  checkOptions('train', { epochs }, { epochs: 'a whole number, zero or more' })
  if (patience !== undefined) checkOptions('train', { patience }, { patience: 'a whole number, one or more' })
  if (patience !== undefined && validate === undefined) throw new TypeError('train: patience needs validate, to know what gets better')

  let checkpoint = options.resume ?? { params: start, state: optimizer.init(start), reports: [] }
  const outOfPatience = (): boolean => patience !== undefined && checkpoint.reports.length - (checkpoint.best?.epoch ?? 0) >= patience
  while (checkpoint.reports.length < epochs) {
    if (outOfPatience()) return trainingOf(checkpoint, 'stoppedEarly')
    const number = checkpoint.reports.length
    const passed = pass(loss, checkpoint, optimizer, batchesOf(options.batches, number))
    if ('hint' in passed) return trainingOf(checkpoint, 'diverged', { params: passed.params, hint: `Epoch ${number + 1}: ${passed.hint}` })
    const validation = validate === undefined ? undefined : numberFrom(validate(passed.params))
    const report = { epoch: number + 1, loss: passed.loss, ...(validation !== undefined && { validation }) }
    checkpoint = { ...withBest(checkpoint, report, passed.params), state: passed.state }
    onEpoch?.(report, checkpoint)
  }
  return trainingOf(checkpoint, outOfPatience() ? 'stoppedEarly' : 'finished')
}

function batchesOf<Batch>(batches: TrainOptions<Tree, Batch>['batches'], epoch: number): Iterable<Batch> {
  if (batches === undefined) return [undefined as Batch] // the loss then takes no second argument
  return 'epoch' in batches ? batches.epoch(epoch) : batches
}

const numberFrom = (value: Tensor | number): number => (typeof value === 'number' ? value : value.item())

function withBest<Params extends Tree>(before: Checkpoint<Params>, report: EpochReport, params: Params): Checkpoint<Params> {
  const { epoch, validation } = report
  const better = validation !== undefined && (before.best === undefined ? !Number.isNaN(validation) : validation < before.best.validation)
  return { ...before, params, reports: [...before.reports, report], ...(better && { best: { epoch, validation, params } }) }
}

type Passed<Params> = { params: Params; state: unknown; loss: number } | { params: Params; hint: string }

/** One epoch: a step for each batch. */
function pass<Params extends Tree, Batch>(
  loss: (params: Params, batch: Batch) => Tensor,
  from: Checkpoint<Params>,
  optimizer: Optimizer,
  batches: Iterable<Batch>,
): Passed<Params> {
  let { params, state } = from
  const losses: number[] = []
  const lossAndGradient = valueAndGrad(loss)
  const release = releasing(optimizer, params)
  for (const batch of batches) {
    const lossHere = (at: Params): Tensor => loss(at, batch)
    const { value, gradient } = lossAndGradient(params, batch)
    const here = { params, loss: value.item(), gradient }
    if (!Number.isFinite(here.loss) || !isFiniteTree(gradient)) return blownUp(params, losses, here.loss)
    const there = together(optimizer, () => {
      const [direction, next] = optimizer.step(gradient, state, params, objectiveOf(lossHere, here.loss))
      const length = optimizer.search?.search(lineThrough(lossHere, here, direction)).step ?? 1
      return { params: mapTree((w, change) => w.add(change.mul(length)), params, direction), state: next }
    })
    if (!isFiniteTree(there.params)) return blownUp(params, losses, here.loss)
    losses.push(here.loss)
    release([gradient, state === from.state ? [] : state], [there, from])
    ;({ params, state } = there)
  }
  if (losses.length === 0) throw new RangeError('train: an epoch has no batches')
  return { params, state, loss: losses.reduce((a, b) => a + b, 0) / losses.length }
}

const blownUp = <Params>(params: Params, losses: readonly number[], loss: number): Passed<Params> => ({
  params,
  hint: `step ${losses.length + 1} met the loss ${showNumber(loss)}${losses.length > 0 ? `, after ${showNumber(losses.at(-1)!)}` : ''}. ` +
    'Try a smaller learning rate, clipped gradients, or scaled inputs.',
})
