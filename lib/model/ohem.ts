// Online hard example mining: learn from the examples of a batch that are most wrong, and leave the many easy ones alone.
import { tensor, type Tensor } from '../tensor/index.ts'

/**
 * The mean loss of the hardest examples: those with the largest losses, a fraction of the batch, at least one. No gradient flows from the
 * others.
 *
 * @param each the loss of each example, [N], such as `crossEntropy(logits, labels, { reduce: 'none' })`
 * @param fraction how much of the batch counts, above 0 and at most 1
 * @returns a scalar
 * @throws RangeError if the fraction is out of range or there is not one loss for each example
 * @see Shrivastava, Gupta & Girshick 2016, "Training region-based object detectors with online hard example mining"
 * @example ohem(tensor([0.1, 3, 0.2, 1]), 0.5) // → 2
 */
export function ohem(each: Tensor, fraction: number): Tensor {
  if (!(fraction > 0 && fraction <= 1)) throw new RangeError(`ohem: fraction ${fraction}: it must be above 0 and at most 1`)
  if (each.shape.length !== 1 || each.size === 0) {
    const shape = `[${each.shape.join(', ')}]`
    throw new RangeError(`ohem: expected a loss for each example, [N], got shape ${shape}; give the loss { reduce: 'none' }`)
  }
  const count = Math.ceil(fraction * each.size)
  const hardest = each.neg().argsort().slice([0, count]) as Tensor
  return each.gather(tensor(hardest.values())).mean()
}
