// Parameters come as one tensor or as a tree of them: records and arrays, nested as the model likes (`{ W1, b1, layers: [...] }`). What
// takes parameters takes trees, by way of the two functions here: the leaves in order, and a tree of the same form with other leaves.
import { describe } from './broadcast.ts'
import { Tensor } from './tensor.ts'

/** A tensor, or a record or array of trees. */
export type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree }

/** The tensors of a tree, in order. @throws TypeError that names the place of a leaf that is no tensor */
export const leavesOf = (tree: Tree): Tensor[] => (tree instanceof Tensor ? [tree] : namedLeaves(tree).map(([, leaf]) => leaf))

/** The tensors of a tree with their places: `W1`, `layers[0].b`; a lone tensor has the name ''. */
export function namedLeaves(tree: Tree, place = ''): [place: string, leaf: Tensor][] {
  if (tree instanceof Tensor) return [[place, tree]]
  return branches(tree, place).flatMap(([key, branch]) => namedLeaves(branch, placeOf(tree, place, key)))
}

/** A tree of the same form, with each leaf made from the leaves at its place. */
export function mapTree<T extends Tree>(change: (leaf: Tensor, ...others: Tensor[]) => Tensor, tree: T, ...others: Tree[]): T {
  const rest = others.map(leavesOf)
  let next = 0
  return rebuild(tree, (leaf) => {
    const i = next++
    return change(leaf, ...rest.map((leaves) => leaves[i]!))
  }) as T
}

/** A tree of the same form with these leaves. */
export function withLeaves<T extends Tree>(tree: T, leaves: readonly Tensor[]): T {
  let next = 0
  return rebuild(tree, () => leaves[next++]!) as T
}

function rebuild(tree: Tree, replace: (leaf: Tensor) => Tensor, place = ''): Tree {
  if (tree instanceof Tensor) return replace(tree)
  const rebuilt = branches(tree, place).map(([key, branch]) => [key, rebuild(branch, replace, placeOf(tree, place, key))] as const)
  return Array.isArray(tree) ? rebuilt.map(([, branch]) => branch) : Object.fromEntries(rebuilt)
}

function branches(tree: Exclude<Tree, Tensor>, place: string): [string, Tree][] {
  const isBranch = typeof tree === 'object' && tree !== null && (Array.isArray(tree) || isPlainObject(tree))
  if (isBranch) return Object.entries(tree)
  const hint = typeof tree === 'number' ? `; write tensor(${tree})` : ''
  const where = place === '' ? 'parameters' : `parameters ${place}`
  throw new TypeError(`${where}: expected a Tensor, or a record or array of them, got ${describe(tree)}${hint}`)
}

/** Made by `{ … }`, in whatever realm: its prototype, if it has one, is a last one. */
function isPlainObject(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const placeOf = (parent: Tree, place: string, key: string): string =>
  Array.isArray(parent) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`

/** The inner product of two trees of one form: the sum over leaves. */
export function dotTree(a: Tree, b: Tree): Tensor {
  const others = leavesOf(b)
  return leavesOf(a).map((leaf, i) => leaf.mul(others[i]!).sum() as Tensor).reduce((sum, term) => sum.add(term))
}

/** The length of a tree as one vector, √Σx². */
export const normTree = (tree: Tree): number => Math.hypot(...leavesOf(tree).map((leaf) => leaf.norm().item()))

/** @throws TypeError unless both trees have the same places with the same shapes */
export function checkSameForm(operation: string, tree: Tree, other: Tree, what = 'the parameters'): void {
  const show = (leaves: [string, Tensor][]): string => leaves.map(([place, { shape }]) => `${place}[${shape.join(', ')}]`).join(' ')
  const [form, found] = [show(namedLeaves(tree)), show(namedLeaves(other))]
  if (form !== found) throw new TypeError(`${operation}: expected a tree like ${what}, ${form}, got ${found}`)
}
