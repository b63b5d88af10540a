// Reverse-mode differentiation: from the loss back to the parameters, each operation hands its gradient on to its inputs, and what reaches
// a tensor by several ways is added up (the chain rule for many variables). One walk gives the derivatives with respect to all parameters.
import { type Tensor, zeros } from '../tensor/index.ts'
import { isRecording, recording, type Trace, variable } from '../tensor/record.ts'
import { scoped } from '../tensor/storage/index.ts'
import { traceOf, valuesOf } from '../tensor/tensor.ts'
import { witness } from '../tensor/witness.ts'

/** A recorded computation: its result, and the walk from a gradient with respect to the result to gradients with respect to the leaves. */
export interface Recorded {
  result: Tensor
  pullback(gradient: Tensor): Tensor[]
}

/** Runs `compute` on variables that stand for the given tensors, and remembers the way back. */
export function recordFrom(points: readonly Tensor[], compute: (leaves: Tensor[]) => Tensor): Recorded {
  const leaves = points.map(variable)
  const result = recording(() => compute(leaves))
  const way = wayBack(result, leaves)
  return { result, pullback: (gradient) => backward(way, gradient, leaves) }
}

/**
 * The tensors between the leaves and the result, by numbers in the order in which they were made; the first leaf's is 0. Those that a
 * gradient passes on its way have their traces here.
 */
interface Way {
  readonly first: number
  readonly leaves: number
  readonly traces: readonly (Trace | undefined)[]
  /** The result's number. It is negative if the result was made of none of the leaves. */
  readonly end: number
}

/**
 * The walk. What it makes on the way is the library's own, so its memory is free again when it ends; unless somebody keeps an account of
 * it: a derivative further out, or a witness.
 */
function backward(way: Way, gradient: Tensor, leaves: readonly Tensor[]): Tensor[] {
  const walk = (): Tensor[] => walkBack(way, gradient, leaves)
  return isRecording() || witness !== undefined ? walk() : scoped(walk, (gradients) => gradients.map(valuesOf))
}

function walkBack(way: Way, gradient: Tensor, leaves: readonly Tensor[]): Tensor[] {
  const gradients = new Array<Tensor | undefined>(Math.max(way.end + 1, leaves.length)).fill(undefined)
  if (way.end >= 0) gradients[way.end] = gradient
  for (let from = way.end; from >= leaves.length; from--) {
    const arrived = gradients[from]
    const trace = way.traces[from]
    if (arrived === undefined || trace === undefined) continue
    for (const edge of trace.edges) {
      const number = numberOf(edge[0], way)
      if (!leadsOn(number, way)) continue
      const contribution = edge[1](arrived)
      const sofar = gradients[number]
      gradients[number] = sofar === undefined ? contribution : sofar.add(contribution)
    }
  }
  return leaves.map((leaf, i) => gradients[i] ?? zeros(leaf.shape, { dtype: leaf.dtype }))
}

/** Whether a number is that of a leaf or of a tensor on the way to one. */
const leadsOn = (number: number, { leaves, traces }: Way): boolean =>
  number >= 0 && (number < leaves || traces[number] !== undefined)

/**
 * The way back from the result. What a tensor was made of has smaller numbers: going down from the result meets all that has a part in it,
 * and going up again from the leaves leaves out what does not depend on them. What was made before the first leaf cannot depend on one; it
 * belongs to a derivative further out, if any.
 */
function wayBack(result: Tensor, leaves: readonly Tensor[]): Way {
  const first = orderOf(leaves[0])
  const end = leaves.length === 0 ? -1 : orderOf(result) - first
  const traces = new Array<Trace | undefined>(Math.max(end + 1, 0)).fill(undefined)
  const way = { first, leaves: leaves.length, traces, end }
  if (end >= leaves.length) traces[end] = traceOf(result)
  for (let number = end; number >= leaves.length; number--) {
    const trace = traces[number]
    if (trace === undefined) continue
    for (const [input] of trace.edges) {
      const before = numberOf(input, way)
      if (before >= leaves.length) traces[before] = traceOf(input)
    }
  }
  for (let number = leaves.length; number <= end; number++) {
    if (!traces[number]?.edges.some(([input]) => leadsOn(numberOf(input, way), way))) traces[number] = undefined
  }
  return way
}

const numberOf = (tensor: Tensor, { first }: Way): number => orderOf(tensor) - first

/** When a tensor was recorded; never, if it was not. */
const orderOf = (tensor: Tensor | undefined): number => (tensor && traceOf(tensor)?.order) ?? -1
