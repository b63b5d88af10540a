// Inputs as tensors, and where the descents begin.
import { adam, sgd, Tensor, tensor, type Optimizer } from 'downhill'
import { BATCH, CLASSES, LAYERS, type Inputs, type Ready, type Task } from '../work.ts'
import { gabor, mlp, rosenbrock, softmaxRegression, type Examples } from './losses.ts'

/** What is descended, from where, and how. */
export interface Problem {
  loss(params: Tensor[], examples: Examples): Tensor
  params: Tensor[]
  examples: Examples
  optimizer: Optimizer
  learningRate: number
}

export const tensorOf = (inputs: Inputs, name: string, { dtype }: Task, shape: number[] = [-1]): Tensor =>
  tensor(inputs.read(name, dtype), { dtype }).reshape(shape) as Tensor

export const mlpTensors = (inputs: Inputs, { dtype }: Task, prefix = ''): Tensor[] =>
  inputs.mlp(dtype, prefix).map(({ numbers, shape }) => tensor(numbers, { dtype }).reshape(shape) as Tensor)

export const mlpExamples = (inputs: Inputs, task: Task): Examples => classified(inputs, 'mlp', LAYERS[0], task)

const classified = (inputs: Inputs, name: string, pixels: number, task: Task): Examples => ({
  x: tensorOf(inputs, `${name}-x`, task, [BATCH, pixels]),
  y: tensor(inputs.oneHot(`${name}-classes`, task.dtype), task).reshape([BATCH, CLASSES]) as Tensor,
})

const nothing = (task: Task): Examples => ({ x: tensor(0, task), y: tensor(0, task) })

export const PROBLEMS = {
  rosenbrock: (_inputs: Inputs, task: Task): Problem => ({
    loss: rosenbrock,
    params: [tensor(-1.2, task), tensor(1, task)],
    examples: nothing(task),
    optimizer: adam({ learningRate: 0.01 }),
    learningRate: 0.01,
  }),
  gabor: (inputs: Inputs, task: Task): Problem => ({
    loss: gabor,
    params: [tensor(0.06, task), tensor(14.4, task)],
    examples: { x: tensorOf(inputs, 'gabor-x', task), y: tensorOf(inputs, 'gabor-y', task) },
    optimizer: adam({ learningRate: 0.001 }),
    learningRate: 0.001,
  }),
  softmaxRegression: (inputs: Inputs, task: Task): Problem => ({
    loss: softmaxRegression,
    params: [tensorOf(inputs, 'softmax-W', task, [3072, CLASSES]), tensorOf(inputs, 'softmax-b', task)],
    examples: classified(inputs, 'softmax', 3072, task),
    optimizer: sgd({ learningRate: 0.001 }),
    learningRate: 0.001,
  }),
  mlp: (inputs: Inputs, task: Task): Problem => ({
    loss: mlp,
    params: mlpTensors(inputs, task),
    examples: mlpExamples(inputs, task),
    optimizer: adam({ learningRate: 0.001 }),
    learningRate: 0.001,
  }),
}

/** Work that makes a tensor, or a list of them. One number of each large one is looked at, so that none can be left for later. */
export function giving(compute: () => Tensor | readonly Tensor[]): Ready {
  const run = (): void => {
    const made = compute()
    for (const each of made instanceof Tensor ? [made] : made) if (each.size >= 1000) each.reshape([-1]).at(0).item()
  }
  return { run, result: () => [compute()].flat().map((each) => each.values()) }
}
