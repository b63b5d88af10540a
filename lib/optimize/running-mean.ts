// The leaky averages of the adaptive methods: m ← β m + (1 - β) x forgets what is older than about 1/(1 - β) steps. Started from zero it is
// too small at first, by the factor 1 - βᵗ; dividing by that is Adam's bias correction.
import { mapTree, type Tree } from '../tensor/index.ts'

/** Zeros like a tree: where averages and velocities start. */
export const zerosLike = <Params extends Tree>(tree: Params): Params => mapTree((x) => x.mul(0), tree)

/** β m + (1 - β) x */
export const blend = <Params extends Tree>(beta: number, mean: Tree, x: Params): Params =>
  mapTree((x, m) => m.mul(beta).add(x.mul(1 - beta)), x, mean)

/** The element-by-element square of a tree. */
export const squareTree = <Params extends Tree>(tree: Params): Params => mapTree((x) => x.square(), tree)
