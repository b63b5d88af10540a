// Reverse-mode differentiation: from the loss back to the parameters, each operation hands its gradient on to its inputs, and what reaches
// a tensor by several ways is added up (the chain rule for many variables). One walk gives the derivatives with respect to all parameters.
import { type Tensor, zeros } from '../tensor/index.ts'
import { type Edge, isRecording, recording, type Trace, variable } from '../tensor/record.ts'
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
 * The steps between the leaves and the result, in the order in which they were taken. Tensors are told by numbers in the order in which
 * they were made, the first leaf's being 0.
 */
interface Way {
  readonly steps: readonly Step[]
  /** The result's number. It is negative if the result was made of none of the leaves. */
  readonly end: number
}

/** A step: whose gradient contributes to the gradients of which others, and how. */
interface Step {
  readonly from: number
  readonly edges: readonly Edge[]
}

/**
 * The walk. What it makes on the way is the library's own, so its memory is free again when it ends; unless somebody keeps an account of
 * it: a derivative further out, or a witness.
 */
function backward(way: Way, gradient: Tensor, leaves: readonly Tensor[]): Tensor[] {
  const walk = (): Tensor[] => walkBack(way, gradient, leaves)
  return isRecording() || witness !== undefined ? walk() : scoped(walk, (gradients) => gradients.map(valuesOf))
}

function walkBack({ steps, end }: Way, gradient: Tensor, leaves: readonly Tensor[]): Tensor[] {
  const first = orderOf(leaves[0])
  const gradients: (Tensor | undefined)[] = []
  for (let number = 0; number <= end; number++) gradients.push(undefined)
  if (end >= 0) gradients[end] = gradient
  for (let i = steps.length - 1; i >= 0; i--) {
    const { from, edges } = steps[i]!
    const arrived = gradients[from]!
    for (const [input, pullback] of edges) {
      const number = orderOf(input) - first
      const contribution = pullback(arrived)
      const sofar = gradients[number]
      gradients[number] = sofar === undefined ? contribution : sofar.add(contribution)
    }
  }
  return leaves.map((leaf, i) => gradients[i] ?? zeros(leaf.shape, { dtype: leaf.dtype }))
}

/**
 * The way back from the result. What a tensor was made of has smaller numbers: going down from the result meets all that has a part in it,
 * and going up again from the leaves tells what of that depends on them. What was made before the first leaf cannot depend on one; it
 * belongs to a derivative further out, if any.
 */
function wayBack(result: Tensor, leaves: readonly Tensor[]): Way {
  const first = orderOf(leaves[0])
  const end = orderOf(result) - first
  const met: (Trace | undefined)[] = []
  for (let number = 0; number <= end; number++) met.push(undefined)
  const meet = (tensor: Tensor): void => {
    const number = orderOf(tensor) - first
    if (number >= leaves.length) met[number] = traceOf(tensor)
  }
  meet(result)
  for (let number = end; number >= leaves.length; number--) for (const [input] of met[number]?.edges ?? []) meet(input)

  const depends = met.map((_, number) => number < leaves.length)
  const steps: Step[] = []
  for (let from = leaves.length; from <= end; from++) {
    const edges = met[from]?.edges.filter(([input]) => depends[orderOf(input) - first] === true) ?? []
    if (edges.length === 0) continue
    depends[from] = true
    steps.push({ from, edges })
  }
  return { steps, end }
}

/** When a tensor was recorded; never, if it was not. */
const orderOf = (tensor: Tensor | undefined): number => (tensor && traceOf(tensor)?.order) ?? -1
