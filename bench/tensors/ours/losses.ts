// The losses of the workloads, as a learner writes them. Parameters are lists of tensors.
import { crossEntropy, type Tensor } from 'downhill'

/** (x - 1)² + 100 (y - x²)² */
export const rosenbrock = ([x, y]: Tensor[]): Tensor => x!.sub(1).square().add(y!.sub(x!.square()).square().mul(100))

/** Σ (sin(z) exp(-z²/32) - y)², z = φ₀ + 0.06 φ₁ x */
export function gabor([phi0, phi1]: Tensor[], { x, y }: Examples): Tensor {
  const z = phi0!.add(phi1!.mul(0.06).mul(x))
  return z.sin().mul(z.square().div(-32).exp()).sub(y).square().sum()
}

/** Inputs, and what they should give; for classes a row of probabilities each. */
export interface Examples {
  readonly [name: string]: Tensor
  x: Tensor
  y: Tensor
}

export const softmaxRegression = ([W, b]: Tensor[], { x, y }: Examples): Tensor => crossEntropy(x.matmul(W!).add(b!) as Tensor, y)

/** Two hidden layers with relu. */
export function mlp([W0, b0, W1, b1, W2, b2]: Tensor[], { x, y }: Examples): Tensor {
  const first = x.matmul(W0!).add(b0!).relu()
  const second = first.matmul(W1!).add(b1!).relu()
  return crossEntropy(second.matmul(W2!).add(b2!) as Tensor, y)
}

/** exp(-x²/2) sin x */
export const wave = (x: Tensor): Tensor => x.square().div(-2).exp().mul(x.sin())

/** Rosenbrock's function in many dimensions: Σ 100 (xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)² */
export function chain(x: Tensor): Tensor {
  const low = x.slice([0, -1])
  const high = x.slice([1])
  return high.sub(low.square()).square().mul(100).add(low.sub(1).square()).sum()
}
