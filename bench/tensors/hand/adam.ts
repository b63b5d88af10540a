// Adam in place, one loop for the moments and the step.
import type { Numbers } from '../work.ts'

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]

export class Adam {
  readonly #m: Numbers
  readonly #v: Numbers
  readonly #learningRate: number
  // β₁ᵗ and β₂ᵗ, multiplied up from step to step.
  #power1 = 1
  #power2 = 1

  constructor(like: Numbers, learningRate: number) {
    this.#m = like.slice().fill(0)
    this.#v = like.slice().fill(0)
    this.#learningRate = learningRate
  }

  /** As if no step had been taken. */
  reset(): void {
    this.#m.fill(0)
    this.#v.fill(0)
    this.#power1 = 1
    this.#power2 = 1
  }

  step(params: Numbers, gradient: Numbers): void {
    const m = this.#m
    const v = this.#v
    this.#power1 *= beta1
    this.#power2 *= beta2
    const rate = this.#learningRate / (1 - this.#power1)
    const scale = 1 / (1 - this.#power2)
    for (let i = 0; i < params.length; i++) {
      const g = gradient[i]!
      const mean = beta1 * m[i]! + (1 - beta1) * g
      const square = beta2 * v[i]! + (1 - beta2) * g * g
      m[i] = mean
      v[i] = square
      params[i] = params[i]! - (rate * mean) / (Math.sqrt(square * scale) + epsilon)
    }
  }
}
