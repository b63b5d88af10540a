// First and second derivatives of Rosenbrock's function in many dimensions, from their formulas: each term joins two neighbours, so the
// Hessian has three diagonals.
import type { Inputs, Ready, Task } from '../work.ts'

const read = (inputs: Inputs, name: string, { size }: Task) => inputs.read(name, 'float64', size)

export function chainGradient(inputs: Inputs, task: Task): Ready {
  const x = read(inputs, 'chain-x', task)
  const g = x.slice()
  const run = (): void => {
    g.fill(0)
    for (let i = 0; i < x.length - 1; i++) {
      const r = x[i + 1]! - x[i]! * x[i]!
      g[i] = g[i]! - 400 * x[i]! * r + 2 * (x[i]! - 1)
      g[i + 1] = g[i + 1]! + 200 * r
    }
  }
  return { run, result: () => (run(), [g]) }
}

export function chainHvp(inputs: Inputs, task: Task): Ready {
  const x = read(inputs, 'chain-x', task)
  const v = read(inputs, 'chain-v', task)
  const h = x.slice()
  const run = (): void => {
    h.fill(0)
    for (let i = 0; i < x.length - 1; i++) {
      const across = -400 * x[i]!
      h[i] = h[i]! + (1200 * x[i]! * x[i]! - 400 * x[i + 1]! + 2) * v[i]! + across * v[i + 1]!
      h[i + 1] = h[i + 1]! + across * v[i]! + 200 * v[i + 1]!
    }
  }
  return { run, result: () => (run(), [h]) }
}

export function chainHessian(inputs: Inputs, task: Task): Ready {
  const x = read(inputs, 'chain-x', task)
  const n = x.length
  const H = new Float64Array(n * n)
  const run = (): void => {
    H.fill(0)
    for (let i = 0; i < n - 1; i++) {
      const at = i * n + i
      H[at] = H[at]! + 1200 * x[i]! * x[i]! - 400 * x[i + 1]! + 2
      H[at + 1] = H[at + n] = -400 * x[i]!
      H[at + n + 1] = 200
    }
  }
  return { run, result: () => (run(), [H]) }
}
