// Reverse-mode differentiation: from the loss back to the parameters, each operation hands its gradient on to its inputs, and what reaches
// a tensor by several ways is added up (the chain rule for many variables). One walk gives the derivatives with respect to all parameters.
import { type Tensor, zeros } from '../tensor/index.ts'
import { isRecording, type Pullback, recording, variable } from '../tensor/record.ts'
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

/** The tensors between the leaves and the result, told by numbers: first the leaves, then the others as they were made. */
interface Way {
  readonly steps: readonly Step[]
  /** The result's number; none if no leaf has a part in it. */
  readonly end: number | undefined
}

/** A step backwards: to whose gradients the gradient of one tensor contributes, and how. */
interface Step {
  readonly from: number
  readonly to: readonly (readonly [number: number, pullback: Pullback])[]
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
  const gradients: (Tensor | undefined)[] = new Array(leaves.length + steps.length).fill(undefined)
  if (end !== undefined) gradients[end] = gradient
  for (let i = steps.length - 1; i >= 0; i--) {
    const { from, to } = steps[i]!
    const arrived = gradients[from]!
    for (const [input, pullback] of to) {
      const contribution = pullback(arrived)
      const sofar = gradients[input]
      gradients[input] = sofar === undefined ? contribution : sofar.add(contribution)
    }
  }
  return leaves.map((leaf, i) => gradients[i] ?? zeros(leaf.shape, { dtype: leaf.dtype }))
}

/** The way back from the result: its steps stand in the order in which the tensors were made, each before all that use it. */
function wayBack(result: Tensor, leaves: readonly Tensor[]): Way {
  const numbers = new Map<Tensor, number>()
  leaves.forEach((leaf, i) => numbers.set(leaf, i))
  const steps: Step[] = []
  for (const tensor of madeSince(leaves, result)) {
    const to: [number, Pullback][] = []
    for (const [input, pullback] of traceOf(tensor)!.edges) {
      const number = numbers.get(input)
      if (number !== undefined) to.push([number, pullback])
    }
    if (to.length === 0) continue
    const from = leaves.length + steps.length
    numbers.set(tensor, from)
    steps.push({ from, to })
  }
  return { steps, end: numbers.get(result) }
}

/**
 * What the result was made of since the leaves were there, the leaves left out, in the order it was made.
 * What was made before the first leaf cannot depend on one; it belongs to a derivative further out, if any.
 */
function madeSince(leaves: readonly Tensor[], result: Tensor): Tensor[] {
  const first = Math.min(...leaves.map(orderOf))
  const seen = new Set<Tensor>(leaves)
  const made: Tensor[] = []
  const visit = (tensor: Tensor): void => {
    if (orderOf(tensor) < first || seen.has(tensor)) return
    seen.add(tensor)
    made.push(tensor)
  }
  visit(result)
  for (let i = 0; i < made.length; i++) for (const [input] of traceOf(made[i]!)!.edges) visit(input)
  return made.sort((a, b) => orderOf(a) - orderOf(b))
}

const orderOf = (tensor: Tensor): number => traceOf(tensor)?.order ?? -1
