// Descents whose gradient is a formula, and the update of many parameters.
import type { Inputs, Numbers, Ready, Task } from '../work.ts'
import { Adam } from './adam.ts'

/** Steps of Adam from a start; `slope` writes the gradient at the parameters into its second argument. */
function descent(start: Numbers, learningRate: number, { steps }: Task, slope: (params: Numbers, gradient: Numbers) => void): Ready {
  const params = start.slice()
  const gradient = start.slice().fill(0)
  const adam = new Adam(params, learningRate)
  const run = (): void => {
    params.set(start)
    adam.reset()
    for (let step = 0; step < steps; step++) {
      slope(params, gradient)
      adam.step(params, gradient)
    }
  }
  // The two parameters of a workload are two arrays of one number for everybody else; of many there is one array.
  return { run, result: () => (run(), params.length === 2 ? [[params[0]!], [params[1]!]] : [params]) }
}

export const rosenbrock = (_inputs: Inputs, task: Task): Ready =>
  descent(Float64Array.of(-1.2, 1), 0.01, task, (params, gradient) => {
    const x = params[0]!
    const r = params[1]! - x * x
    gradient[0] = 2 * (x - 1) - 400 * x * r
    gradient[1] = 200 * r
  })

export function gabor(inputs: Inputs, task: Task): Ready {
  const xs = inputs.read('gabor-x', 'float64')
  const ys = inputs.read('gabor-y', 'float64')
  return descent(Float64Array.of(0.06, 14.4), 0.001, task, (params, gradient) => {
    const offset = params[0]!
    const frequency = 0.06 * params[1]!
    let g0 = 0
    let g1 = 0
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i]!
      const z = offset + frequency * x
      const s = Math.sin(z)
      const e = Math.exp((-z * z) / 32)
      const slope = 2 * (s * e - ys[i]!) * e * (Math.cos(z) - (s * z) / 16)
      g0 += slope
      g1 += slope * 0.06 * x
    }
    gradient[0] = g0
    gradient[1] = g1
  })
}

export function adamUpdate(inputs: Inputs, task: Task): Ready {
  const given = inputs.read('adam-g', task.dtype)
  const start = inputs.read('adam-p', task.dtype)
  const params = start.slice()
  const adam = new Adam(params, 0.001)
  const run = (): void => {
    params.set(start)
    adam.reset()
    for (let step = 0; step < task.steps; step++) adam.step(params, given)
  }
  return { run, result: () => (run(), [params]) }
}
