// While a derivative is being taken, every operation records what it was made from and how a gradient flows back to each input. Those
// records form the graph that `derive/` walks backwards. Outside a derivative nothing is recorded, so ordinary arithmetic keeps no memory.
import { perform } from './perform.ts'
import { numberOf, setTrace, Tensor, traceOf, valuesOf } from './tensor.ts'
import { isWatched, repeating } from './witness.ts'

/**
 * Takes the gradient of the loss with respect to an operation's result to the gradient with respect to one of its inputs. Pullbacks are
 * made of the library's own operations: when a second derivative is being taken, they are recorded in their turn.
 */
export type Pullback = (gradient: Tensor) => Tensor

export type Edge = readonly [input: Tensor, pullback: Pullback]

/** An edge whose input may be a plain number, which nothing flows back to. */
export type PossibleEdge = readonly [input: Tensor | number, pullback: Pullback]

/** How a tensor came to be. A tensor made later has a greater `order`, so that sorting by it puts results after their inputs. */
export interface Trace {
  readonly order: number
  readonly edges: readonly Edge[]
}

const noEdges: readonly Edge[] = []

let derivativesInProgress = 0
let tensorsRecorded = 0

/** Hands on the result of an operation, with a note of each input that a derivative is being taken of. */
export function record(result: Tensor, ...edges: PossibleEdge[]): Tensor {
  if (derivativesInProgress === 0) return result
  const varying = edges.every(varies) ? edges : edges.filter(varies)
  if (varying.length > 0) setTrace(result, { order: tensorsRecorded++, edges: varying })
  return result
}

const varies = (edge: PossibleEdge): edge is Edge => typeof edge[0] !== 'number' && traceOf(edge[0]) !== undefined

/** A tensor of the same numbers to take a derivative with respect to. It still passes gradients on to what it was made from. */
export function variable(x: Tensor): Tensor {
  const leaf = copy(x)
  setTrace(leaf, { order: tensorsRecorded++, edges: traceOf(x) === undefined ? noEdges : [[x, (gradient) => gradient]] })
  return leaf
}

/** Runs a function while recording what it does with tensors. */
export function recording<Result>(run: () => Result): Result {
  derivativesInProgress++
  try {
    return run()
  } finally {
    derivativesInProgress--
  }
}

/** Is some derivative being taken right now? */
export const isRecording = (): boolean => derivativesInProgress > 0

/** The same numbers without their past: no gradient flows through the result. */
export const detach = (x: Tensor): Tensor => (traceOf(x) === undefined ? x : copy(x))

/** Another tensor of the same numbers. */
function copy(x: Tensor): Tensor {
  if (!isWatched(x.size)) return new Tensor(x.size === 1 ? numberOf(x) : valuesOf(x), x.shape, x.dtype)
  return perform({ name: 'copy', inputs: [x], again: repeating(copy) }, x.shape, x.dtype, () => valuesOf(x))
}
