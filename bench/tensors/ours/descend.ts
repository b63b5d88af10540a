// Ours, as most people use it: `descend` for a function of few parameters, `train` for a model. Whatever they do to be fast, they do by
// themselves.
import { descend, train } from 'downhill'
import type { Program, Ready, Task } from '../work.ts'
import { giving, PROBLEMS, type Problem } from './starts.ts'

const descended = ({ loss, params, examples, optimizer }: Problem, { steps }: Task): Ready =>
  giving(() => descend((w: typeof params) => loss(w, examples), params, { optimizer, steps }).params)

/** One epoch of as many batches as there are steps, all of them the same. */
function trained({ loss, params, examples, optimizer }: Problem, { steps }: Task): Ready {
  const batches = Array.from({ length: steps }, () => examples)
  return giving(() => train(loss, params, { optimizer, epochs: 1, batches }).params)
}

export const program: Program = {
  rosenbrock: (inputs, task) => descended(PROBLEMS.rosenbrock(inputs, task), task),
  gabor: (inputs, task) => descended(PROBLEMS.gabor(inputs, task), task),
  softmaxRegression: (inputs, task) => trained(PROBLEMS.softmaxRegression(inputs, task), task),
  mlp: (inputs, task) => trained(PROBLEMS.mlp(inputs, task), task),
}
