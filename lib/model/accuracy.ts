// How often a classifier is right. It jumps, so it is watched and not descended.
import type { Tensor } from '../tensor/index.ts'
import { asIndices } from './targets.ts'

/**
 * The fraction of examples whose largest score is that of the right class.
 *
 * @param scores of shape [N, classes]
 * @param labels the class of each example, [N], as a tensor or a list of whole numbers
 * @throws RangeError if the shapes do not go together or a label is no class
 * @example accuracy(tensor([[2, 1], [0, 1], [5, 3]]), [0, 1, 1]) // → 0.6666666666666666
 */
export function accuracy(scores: Tensor, labels: Tensor | readonly number[]): number {
  const right = asIndices('accuracy', scores, labels).reshape([-1])
  return (scores.argmax(1) as Tensor).equal(right).mean().item()
}
