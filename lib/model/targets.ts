// What losses ask of their targets: the shape of the predictions, or one class for each example.
import { Tensor, tensor } from '../tensor/index.ts'

const show = ({ shape }: Tensor): string => `[${shape.join(', ')}]`

/** @throws RangeError unless both have one shape; broadcasting [N] against [N, 1] would compare every example with every other */
export function checkSameShape(operation: string, predictions: Tensor, targets: Tensor): void {
  if (show(predictions) === show(targets)) return
  const hint = predictions.size === targets.size ? `; reshape one of them` : ''
  throw new RangeError(`${operation}: predictions ${show(predictions)} and targets ${show(targets)} differ in shape${hint}`)
}

/** Labels as indices into the rows of scores, [N, 1]. @throws RangeError that names the example whose label is no class */
export function asIndices(operation: string, scores: Tensor, labels: Tensor | readonly number[]): Tensor {
  const classes = labels instanceof Tensor ? labels : tensor([...labels])
  const [examples, count] = scores.shape
  if (scores.shape.length !== 2 || classes.shape.length !== 1 || classes.shape[0] !== examples) {
    throw new RangeError(`${operation}: expected scores [N, classes] and labels [N], got ${show(scores)} and ${show(classes)}`)
  }
  const values = classes.values()
  const wrong = values.findIndex((label) => !Number.isInteger(label) || label < 0 || label >= count!)
  if (wrong >= 0) {
    throw new RangeError(`${operation}: label ${values[wrong]} of example ${wrong} is none of the ${count} classes, 0 to ${count! - 1}`)
  }
  return classes.reshape([-1, 1])
}
