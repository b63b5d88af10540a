// What ours should reach: how many times as fast as somebody else it is to be, for each way of ours. A bound below 1 lets it be slower.
import { OURS } from './peers.ts'

/** The best library of JavaScript, or one program by its name. */
export type Rival = 'best library' | 'tfjs, wasm' | 'PyTorch' | 'JavaScript by hand' | 'limit'

export interface Target {
  workload: string
  case: string
  ours: string
  rival: Rival
  /** Times as fast as the rival, at least. */
  atLeast: number
}

const { eager, compiled, descend, fast, two, fastTwo } = OURS
const target = (workload: string, name: string, ours: string, rival: Rival, atLeast: number): Target =>
  ({ workload, case: name, ours, rival, atLeast })
/** The same for several of ours. */
const each = (several: string[], workload: string, name: string, rival: Rival, atLeast: number): Target[] =>
  several.map((ours) => target(workload, name, ours, rival, atLeast))
const [single, double] = ['float32', 'float64']
const large = [256, 512, 1024]

export const TARGETS: readonly Target[] = [
  target('W1', 'Rosenbrock', eager, 'best library', 15),
  target('W1', 'Rosenbrock', eager, 'PyTorch', 30),
  target('W1', 'Rosenbrock', compiled, 'best library', 1000),
  target('W1', 'Rosenbrock', compiled, 'JavaScript by hand', 1 / 2),
  target('W1', 'Gabor model, 28 points', eager, 'best library', 15),
  target('W1', 'Gabor model, 28 points', compiled, 'best library', 100),
  target('W1', 'Gabor model, 28 points', compiled, 'JavaScript by hand', 1),
  ...each([compiled, descend], 'W2', single, 'best library', 6),
  ...each([compiled, descend], 'W2', double, 'best library', 10),
  ...each([compiled, descend], 'W2', single, 'PyTorch', 1 / 1.4),
  ...each([compiled, descend], 'W2', double, 'PyTorch', 1 / 1.6),
  ...each([compiled, descend], 'W3', single, 'best library', 2.2),
  ...each([compiled, descend], 'W3', double, 'best library', 12),
  ...each([compiled, descend], 'W3', single, 'PyTorch', 1 / 1.75),
  ...each([compiled, descend], 'W3', double, 'PyTorch', 1 / 1.6),
  ...large.flatMap((n) => [
    target('W4', `n = ${n}, ${single}`, eager, 'best library', 1.4),
    target('W4', `n = ${n}, ${double}`, eager, 'best library', 12),
    ...[single, double].flatMap((dtype) => [
      target('W4', `n = ${n}, ${dtype}`, eager, 'PyTorch', 0.42),
      target('W4', `n = ${n}, ${dtype}`, eager, 'limit', 0.9),
      target('W4', `n = ${n}, ${dtype}`, fast, 'PyTorch', 0.48),
      ...each([two, fastTwo], 'W4', `n = ${n}, ${dtype}`, 'PyTorch', 0.8),
    ]),
  ]),
  target('W5', 'exp(-x²/2) sin x, float32', compiled, 'best library', 8),
  target('W5', 'exp(-x²/2) sin x, float32', compiled, 'PyTorch', 1),
  target('W5', 'its gradient, float32', compiled, 'best library', 8),
  target('W5', 'its gradient, float32', compiled, 'PyTorch', 2),
  target('W5', 'softmax of 1,000 rows, float32', compiled, 'tfjs, wasm', 1 / 1.5),
  target('W6', single, compiled, 'best library', 7),
  target('W6', single, compiled, 'PyTorch', 1.3),
  target('W7', 'Hessian', compiled, 'best library', 3),
  target('W7', 'Hessian', compiled, 'PyTorch', 30),
]

/** How many gradients a product with the Hessian may cost. */
export const HVP_COST: Readonly<Record<string, number>> = { [eager]: 2.5, [compiled]: 1.5 }
