// Ours, as a learner writes it who knows of gradients and optimizers and of nothing else.
import { adam, grad, hessian, hvp, valueAndGrad, type Tensor } from 'downhill'
import type { Inputs, Program, Ready, Task } from '../work.ts'
import { chain, mlp, wave } from './losses.ts'
import { giving, mlpExamples, mlpTensors, PROBLEMS, tensorOf, type Problem } from './starts.ts'

const plus = (params: Tensor[], update: Tensor[]): Tensor[] => params.map((w, i) => w.add(update[i]!))

function descent({ loss, params: start, examples, optimizer }: Problem, { steps }: Task): Ready {
  return giving(() => {
    let params = start
    let state = optimizer.init(params)
    for (let step = 0; step < steps; step++) {
      const { gradient } = valueAndGrad(loss)(params, examples)
      const [update, next] = optimizer.step(gradient, state, params)
      params = plus(params, update)
      state = next
    }
    return params
  })
}

export const program: Program = {
  rosenbrock: (inputs, task) => descent(PROBLEMS.rosenbrock(inputs, task), task),
  gabor: (inputs, task) => descent(PROBLEMS.gabor(inputs, task), task),
  softmaxRegression: (inputs, task) => descent(PROBLEMS.softmaxRegression(inputs, task), task),
  mlp: (inputs, task) => descent(PROBLEMS.mlp(inputs, task), task),
  product: (inputs, task) => {
    const [A, B] = ['product-A', 'product-B'].map((name) => firstOf(inputs, name, task, task.size ** 2).reshape([task.size, task.size]))
    return giving(() => A!.matmul(B!))
  },
  wave: (inputs, task) => {
    const x = firstOf(inputs, 'wave-x', task, task.size)
    return giving(() => wave(x))
  },
  waveGradient: (inputs, task) => {
    const x = firstOf(inputs, 'wave-x', task, task.size)
    const gradient = grad((x: Tensor) => wave(x).sum())
    return giving(() => gradient(x))
  },
  rowSoftmax: (inputs, task) => {
    const x = tensorOf(inputs, 'wave-x', task, [1000, 1000])
    return giving(() => x.softmax())
  },
  adamUpdate: (inputs, task) => {
    const [p, g] = ['adam-p', 'adam-g'].map((name) => tensorOf(inputs, name, task))
    const optimizer = adam({ learningRate: 0.001 })
    return giving(() => {
      let params = [p!]
      let state = optimizer.init(params)
      for (let step = 0; step < task.steps; step++) {
        const [update, next] = optimizer.step([g!], state, params)
        params = plus(params, update)
        state = next
      }
      return params
    })
  },
  chainGradient: (inputs, task) => {
    const x = firstOf(inputs, 'chain-x', task, task.size)
    return giving(() => grad(chain)(x))
  },
  chainHvp: (inputs, task) => {
    const [x, v] = ['chain-x', 'chain-v'].map((name) => firstOf(inputs, name, task, task.size))
    return giving(() => hvp(chain)(x!, v!))
  },
  chainHessian: (inputs, task) => {
    const x = firstOf(inputs, 'chain-x', task, task.size)
    return giving(() => hessian(chain)(x))
  },
  mlpGradient: (inputs, task) => {
    const [params, examples] = [mlpTensors(inputs, task), mlpExamples(inputs, task)]
    return giving(() => grad(mlp)(params, examples))
  },
  mlpHvp: (inputs, task) => {
    const [params, direction, examples] = [mlpTensors(inputs, task), mlpTensors(inputs, task, 'v'), mlpExamples(inputs, task)]
    return giving(() => hvp(mlp)(params, direction, examples))
  },
}

/** The first so many numbers of an input. */
export const firstOf = (inputs: Inputs, name: string, task: Task, count: number): Tensor =>
  tensorOf(inputs, name, task).slice([0, count]) as Tensor
