// Losses: how wrong predictions are, example by example, and on average. The examples' own losses are for what weighs them differently
// (such as `ohem`); descent goes down their mean, whose stable learning rate does not change with the number of examples.
import { Tensor } from '../tensor/index.ts'
import { asIndices, checkSameShape } from './targets.ts'

/** Options of the losses. */
export interface LossOptions {
  /** What is made of the examples' losses: their mean (unless said), their sum, or nothing, `'none'`: a loss for each, [N]. */
  reduce?: 'mean' | 'sum' | 'none'
}

/**
 * Least squares: the mean over examples of ‖prediction - target‖².
 *
 * @param predictions of shape [N], or [N, outputs]
 * @param targets of the same shape
 * @returns a scalar, or [N] with `reduce: 'none'`
 * @throws RangeError if the shapes differ
 * @see Prince, Understanding Deep Learning, eq. 6.4 (a sum there)
 * @example
 * ```ts
 * leastSquares(tensor([1, 2, 5]), tensor([1, 3, 3])) // → 1.667
 * leastSquares(tensor([1, 2, 5]), tensor([1, 3, 3]), { reduce: 'none' }) // → [0, 1, 4]
 * ```
 */
export function leastSquares(predictions: Tensor, targets: Tensor, options: LossOptions = {}): Tensor {
  checkSameShape('leastSquares', predictions, targets)
  return reduced(perExample(predictions.sub(targets).square()), options)
}

/**
 * Logistic loss, for two classes: the mean over examples of -log P(label), with P(1) = sigmoid(logit).
 *
 * Computed as softplus(z) - label · z, which overflows for no logit z.
 *
 * @param logits of shape [N]
 * @param labels 0 or 1, or a probability between, of the same shape
 * @returns a scalar, or [N] with `reduce: 'none'`
 * @throws RangeError if the shapes differ
 * @see Prince, Understanding Deep Learning, eq. 6.21
 * @example
 * ```ts
 * logisticLoss(tensor([0, 100]), tensor([1, 1])) // → 0.3466
 * logisticLoss(tensor([-1000]), tensor([1])) // → 1000
 * ```
 */
export function logisticLoss(logits: Tensor, labels: Tensor, options: LossOptions = {}): Tensor {
  checkSameShape('logisticLoss', logits, labels)
  return reduced(perExample(logits.softplus().sub(logits.mul(labels))), options)
}

/**
 * Softmax cross-entropy, for many classes: the mean over examples of -log P(label), with P = softmax(logits).
 *
 * @param logits of shape [N, classes]
 * @param labels the class of each example, [N], as a tensor or a list of whole numbers; or a probability for each class, [N, classes]
 * @returns a scalar, or [N] with `reduce: 'none'`
 * @throws RangeError if the shapes do not go together or a label is no class
 * @example
 * ```ts
 * crossEntropy(tensor([[0, 0], [0, 100]]), [1, 1]) // → 0.3466
 * crossEntropy(zeros([2, 10]), [3, 12]) // → RangeError: crossEntropy: label 12 of example 1 is none of the 10 classes, 0 to 9
 * ```
 */
export function crossEntropy(logits: Tensor, labels: Tensor | readonly number[], options: LossOptions = {}): Tensor {
  const logProbabilities = logits.logSoftmax() as Tensor
  if (labels instanceof Tensor && labels.shape.length === 2) {
    checkSameShape('crossEntropy', logits, labels)
    return reduced(perExample(logProbabilities.mul(labels).neg()), options)
  }
  const right = logProbabilities.gather(asIndices('crossEntropy', logits, labels))
  return reduced(perExample(right.neg()), options)
}

/**
 * Hinge loss, for many classes (a linear support vector machine): the mean over examples of Σ max(0, margin + score - score of the right
 * class), over the wrong classes.
 *
 * @param scores of shape [N, classes]
 * @param labels the class of each example, [N], as a tensor or a list of whole numbers
 * @param options.margin by how much the right score is to lead, 1 unless said
 * @returns a scalar, or [N] with `reduce: 'none'`
 * @throws RangeError if the shapes do not go together or a label is no class
 * @see Weston & Watkins 1999; CS231n, "Linear classification"
 * @example hingeLoss(tensor([[3.2, 5.1, -1.7]]), [0]) // → 2.9
 */
export function hingeLoss(scores: Tensor, labels: Tensor | readonly number[], options: LossOptions & { margin?: number } = {}): Tensor {
  const { margin = 1 } = options
  const right = scores.gather(asIndices('hingeLoss', scores, labels))
  // The right class itself adds max(0, margin), which is taken off again.
  const each = scores.sub(right).add(margin).relu().sum(1).sub(Math.max(margin, 0)) as Tensor
  return reduced(each, options)
}

/** One number for each example: outputs of one example are added up. */
const perExample = (x: Tensor): Tensor => (x.shape.length < 2 ? x : (x.reshape([x.shape[0]!, -1]).sum(1) as Tensor))

function reduced(each: Tensor, { reduce = 'mean' }: LossOptions): Tensor {
  return reduce === 'none' ? each : reduce === 'sum' ? each.sum() : each.mean()
}
