// What the searches without a direction share: they try parameters one after another and keep the best. Random search and the grid differ
// only in what they try.
import { showNumber, shownAs, type Tensor, type Tree } from '../tensor/index.ts'

/** The outcome of a search that only tries. */
export interface Search<Params extends Tree = Tree> {
  readonly name: string
  /** The best parameters of all. */
  readonly params: Params
  /** The lowest loss so far, after each try. */
  readonly loss: readonly number[]
  /** The best parameters so far, each time they got better. */
  readonly path: readonly Params[]
  /** How often the loss was measured: once a try. */
  readonly evaluations: number
}

/** Measures the loss of everything that `tries` gives; told what is best so far, `heard` gets each loss. */
export function bestOf<Params extends Tree>(
  name: string,
  loss: (params: Params) => Tensor,
  tries: number,
  tryNumber: (i: number, best: Params | undefined) => Params,
  heard: (loss: number) => void = () => {},
): Search<Params> {
  const path: Params[] = []
  const lowest: number[] = []
  for (let i = 0; i < tries; i++) {
    const params = tryNumber(i, path.at(-1))
    const value = loss(params).item()
    heard(value)
    const before = lowest.at(-1) ?? Infinity
    if (value < before) path.push(params)
    lowest.push(Math.min(before, Number.isNaN(value) ? Infinity : value))
  }
  const params = path.at(-1)
  if (params === undefined) throw new RangeError(`${name}: none of ${tries} tries gave a finite loss`)
  const search = { name, params, loss: lowest, path, evaluations: tries }
  return shownAs(search, () => `${name}: loss ${showNumber(lowest.at(-1)!)}, the lowest of ${tries}`)
}
