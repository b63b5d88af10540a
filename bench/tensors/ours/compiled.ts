// Ours, with `compile` around what is done again and again: a whole step of a descent, or a function. What a step needs to know of those
// before it is its state, a tree of tensors: the moments of Adam, and the powers of its two memories for their corrections.
import { compile, div, grad, hessian, hvp, ones, sub, zeros, type Tensor } from 'downhill'
import type { Program, Ready, Task } from '../work.ts'
import { firstOf } from './eager.ts'
import { chain, mlp, wave } from './losses.ts'
import { giving, mlpExamples, mlpTensors, PROBLEMS, tensorOf, type Problem } from './starts.ts'

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]

interface State {
  params: Tensor[]
  m: Tensor[]
  v: Tensor[]
  power1: Tensor
  power2: Tensor
  [name: string]: Tensor | Tensor[]
}

function startOf(params: Tensor[], dtype: Task['dtype']): State {
  const zero = (): Tensor[] => params.map(({ shape }) => zeros(shape, { dtype }) as Tensor)
  const one = ones([], { dtype }) as Tensor
  return { params, m: zero(), v: zero(), power1: one, power2: one }
}

/** The next state of Adam. */
function adamStep({ params, ...before }: State, gradient: Tensor[], learningRate: number): State {
  const m = before.m.map((m, i) => m.mul(beta1).add(gradient[i]!.mul(1 - beta1)))
  const v = before.v.map((v, i) => v.mul(beta2).add(gradient[i]!.square().mul(1 - beta2)))
  const [power1, power2] = [before.power1.mul(beta1), before.power2.mul(beta2)]
  const rate: Tensor = div(learningRate, sub(1, power1))
  const root: Tensor = div(1, sub(1, power2).sqrt())
  const next = params.map((w, i) => w.sub(m[i]!.mul(rate).div(v[i]!.sqrt().mul(root).add(epsilon))))
  return { params: next, m, v, power1, power2 }
}

function adamDescent({ loss, params, examples, learningRate }: Problem, { steps, dtype }: Task): Ready {
  const step = compile((state: State) => adamStep(state, grad(loss)(state.params, examples), learningRate))
  const start = startOf(params, dtype)
  return giving(() => step.repeat(steps, start).params)
}

function sgdDescent({ loss, params: start, examples, learningRate }: Problem, { steps }: Task): Ready {
  const step = compile((params: Tensor[]) => {
    const gradient = grad(loss)(params, examples)
    return params.map((w, i) => w.sub(gradient[i]!.mul(learningRate)))
  })
  return giving(() => step.repeat(steps, start))
}

export const program: Program = {
  rosenbrock: (inputs, task) => adamDescent(PROBLEMS.rosenbrock(inputs, task), task),
  gabor: (inputs, task) => adamDescent(PROBLEMS.gabor(inputs, task), task),
  softmaxRegression: (inputs, task) => sgdDescent(PROBLEMS.softmaxRegression(inputs, task), task),
  mlp: (inputs, task) => adamDescent(PROBLEMS.mlp(inputs, task), task),
  wave: (inputs, task) => {
    const x = firstOf(inputs, 'wave-x', task, task.size)
    const compiled = compile(wave)
    return giving(() => compiled(x))
  },
  waveGradient: (inputs, task) => {
    const x = firstOf(inputs, 'wave-x', task, task.size)
    const gradient = compile(grad((x: Tensor) => wave(x).sum()))
    return giving(() => gradient(x))
  },
  rowSoftmax: (inputs, task) => {
    const x = tensorOf(inputs, 'wave-x', task, [1000, 1000])
    const compiled = compile((x: Tensor) => x.softmax())
    return giving(() => compiled(x))
  },
  adamUpdate: (inputs, task) => {
    const [p, g] = ['adam-p', 'adam-g'].map((name) => tensorOf(inputs, name, task))
    const step = compile((state: State, g: Tensor) => adamStep(state, [g], 0.001))
    const start = startOf([p!], task.dtype)
    return giving(() => step.repeat(task.steps, start, g!).params)
  },
  chainGradient: (inputs, task) => {
    const x = firstOf(inputs, 'chain-x', task, task.size)
    const gradient = compile(grad(chain))
    return giving(() => gradient(x))
  },
  chainHvp: (inputs, task) => {
    const [x, v] = ['chain-x', 'chain-v'].map((name) => firstOf(inputs, name, task, task.size))
    const product = compile(hvp(chain))
    return giving(() => product(x!, v!))
  },
  chainHessian: (inputs, task) => {
    const x = firstOf(inputs, 'chain-x', task, task.size)
    const matrix = compile(hessian(chain))
    return giving(() => matrix(x))
  },
  mlpGradient: (inputs, task) => {
    const [params, examples] = [mlpTensors(inputs, task), mlpExamples(inputs, task)]
    const gradient = compile((params: Tensor[]) => grad(mlp)(params, examples))
    return giving(() => gradient(params))
  },
  mlpHvp: (inputs, task) => {
    const [params, direction, examples] = [mlpTensors(inputs, task), mlpTensors(inputs, task, 'v'), mlpExamples(inputs, task)]
    const product = compile((params: Tensor[], direction: Tensor[]) => hvp(mlp)(params, direction, examples))
    return giving(() => product(params, direction))
  },
}
