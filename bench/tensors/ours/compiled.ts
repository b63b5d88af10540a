// Ours, with `compile` around what is done again and again: a whole step of a descent, or a function. How many steps Adam has taken goes in
// as two scalar tensors, its corrections, for a compiled function takes tensors.
import { compile, grad, hessian, hvp, tensor, zeros, type Tensor } from 'downhill'
import type { Program, Ready, Task } from '../work.ts'
import { firstOf } from './eager.ts'
import { chain, mlp, wave } from './losses.ts'
import { giving, mlpExamples, mlpTensors, PROBLEMS, tensorOf, type Problem } from './starts.ts'

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]
const zerosLike = (params: Tensor[]): Tensor[] => params.map(({ shape, dtype }) => zeros(shape, { dtype }) as Tensor)

/** The next parameters and moments of Adam; c1 and c2 are 1 / (1 - βᵗ). */
function adamStep(params: Tensor[], gradient: Tensor[], m: Tensor[], v: Tensor[], c1: Tensor, c2: Tensor, learningRate: number) {
  const nextM = m.map((m, i) => m.mul(beta1).add(gradient[i]!.mul(1 - beta1)))
  const nextV = v.map((v, i) => v.mul(beta2).add(gradient[i]!.square().mul(1 - beta2)))
  const next = params.map((w, i) => w.sub(nextM[i]!.mul(c1).div(nextV[i]!.mul(c2).sqrt().add(epsilon)).mul(learningRate)))
  return { params: next, m: nextM, v: nextV }
}

type Step = (params: Tensor[], m: Tensor[], v: Tensor[], c1: Tensor, c2: Tensor) => ReturnType<typeof adamStep>

/** Steps of Adam, each of them a call of `step`. */
function adamSteps(start: Tensor[], { steps, dtype }: Task, step: Step): Ready {
  return giving(() => {
    let [params, m, v] = [start, zerosLike(start), zerosLike(start)]
    for (let t = 1; t <= steps; t++) {
      ;({ params, m, v } = step(params, m, v, tensor(1 / (1 - beta1 ** t), { dtype }), tensor(1 / (1 - beta2 ** t), { dtype })))
    }
    return params
  })
}

function adamDescent({ loss, params, examples, learningRate }: Problem, task: Task): Ready {
  const step = compile((params: Tensor[], m: Tensor[], v: Tensor[], c1: Tensor, c2: Tensor) =>
    adamStep(params, grad(loss)(params, examples), m, v, c1, c2, learningRate))
  return adamSteps(params, task, step)
}

function sgdDescent({ loss, params: start, examples, learningRate }: Problem, { steps }: Task): Ready {
  const step = compile((params: Tensor[]) => {
    const gradient = grad(loss)(params, examples)
    return params.map((w, i) => w.sub(gradient[i]!.mul(learningRate)))
  })
  return giving(() => {
    let params = start
    for (let i = 0; i < steps; i++) params = step(params)
    return params
  })
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
    const step = compile((params: Tensor[], g: Tensor, m: Tensor[], v: Tensor[], c1: Tensor, c2: Tensor) =>
      adamStep(params, [g], m, v, c1, c2, 0.001))
    return adamSteps([p!], task, (params, m, v, c1, c2) => step(params, g!, m, v, c1, c2))
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
