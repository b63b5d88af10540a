// Reverse-mode differentiation: from the loss back to the parameters, each operation hands its gradient on to its inputs, and what reaches
// a tensor by several ways is added up (the chain rule for many variables). One walk gives the derivatives with respect to all parameters.
import { type Tensor, zeros } from '../tensor/index.ts'
import { type Edge, recording, variable } from '../tensor/record.ts'
import { traceOf } from '../tensor/tensor.ts'

/** A recorded computation: its result, and the walk from a gradient with respect to the result to gradients with respect to the leaves. */
export interface Recorded {
  result: Tensor
  pullback(gradient: Tensor): Tensor[]
}

/** Runs `compute` on variables that stand for the given tensors, and remembers the way back. */
export function recordFrom(points: readonly Tensor[], compute: (leaves: Tensor[]) => Tensor): Recorded {
  const leaves = points.map(variable)
  const result = recording(() => compute(leaves))
  const steps = wayBack(result, leaves)
  return { result, pullback: (gradient) => backward(steps, result, gradient, leaves) }
}

/** A tensor between the result and the leaves, with those of its inputs that lead to a leaf. */
type Step = readonly [tensor: Tensor, edges: readonly Edge[]]

function backward(steps: readonly Step[], result: Tensor, gradient: Tensor, leaves: readonly Tensor[]): Tensor[] {
  const gradients = new Map<Tensor, Tensor>([[result, gradient]])
  for (const [tensor, edges] of steps) {
    const arrived = gradients.get(tensor)!
    for (const [input, pullback] of edges) {
      const contribution = pullback(arrived)
      const sofar = gradients.get(input)
      gradients.set(input, sofar === undefined ? contribution : sofar.add(contribution))
    }
  }
  return leaves.map((leaf) => gradients.get(leaf) ?? zeros(leaf.shape, { dtype: leaf.dtype }))
}

/**
 * The steps from the result to the leaves, each after all that use it. Tensors are numbered as they are made, so sorting by number is
 * enough.
 * What was made before the first leaf cannot depend on one; it belongs to a derivative further out, if any.
 */
function wayBack(result: Tensor, leaves: readonly Tensor[]): Step[] {
  const isLeaf = new Set(leaves)
  const first = Math.min(...leaves.map(orderOf))
  const found = new Set<Tensor>([result])
  for (const tensor of found) {
    if (isLeaf.has(tensor)) continue
    for (const [input] of traceOf(tensor)?.edges ?? []) if (orderOf(input) >= first) found.add(input)
  }

  const leads = new Set(leaves)
  const steps: Step[] = []
  for (const tensor of [...found].sort((a, b) => orderOf(a) - orderOf(b))) {
    if (isLeaf.has(tensor)) continue
    const edges = (traceOf(tensor)?.edges ?? []).filter(([input]) => leads.has(input))
    if (edges.length === 0) continue
    leads.add(tensor)
    steps.push([tensor, edges])
  }
  return steps.reverse()
}

const orderOf = (tensor: Tensor): number => traceOf(tensor)?.order ?? -1
