// Parameters come as one tensor or as a tree of them: records and arrays, nested as the model likes (`{ W1, b1, layers: [...] }`). What
// takes parameters takes trees, by way of the two functions here: the leaves in order, and a tree of the same form with other leaves.
import { describe } from './broadcast.ts'
import { lengthOf } from './norm.ts'
import { Tensor } from './tensor.ts'

/** A tensor, or a record or array of trees. */
export type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree }

/** The tensors of a tree, in order. @throws TypeError that names the place of a leaf that is no tensor */
export function leavesOf(tree: Tree): Tensor[] {
  if (tree instanceof Tensor) return [tree]
  const leaves: Tensor[] = []
  return collect(tree, leaves) ? leaves : namedLeaves(tree).map(([, leaf]) => leaf) // which throws
}

/** @returns false if there is something in it that does not belong in a tree */
function collect(tree: Tree, leaves: Tensor[]): boolean {
  if (tree instanceof Tensor) {
    leaves.push(tree)
    return true
  }
  if (Array.isArray(tree)) return tree.every((branch: Tree) => collect(branch, leaves))
  return isRecord(tree) && Object.keys(tree).every((name) => collect(tree[name]!, leaves))
}

/** The tensors of a tree with their places: `W1`, `layers[0].b`; a lone tensor has the name ''. */
export function namedLeaves(tree: Tree, place = ''): [place: string, leaf: Tensor][] {
  if (tree instanceof Tensor) return [[place, tree]]
  if (Array.isArray(tree)) return tree.flatMap((branch: Tree, i) => namedLeaves(branch, `${place}[${i}]`))
  if (isRecord(tree)) return Object.entries(tree).flatMap(([name, branch]) => namedLeaves(branch, place === '' ? name : `${place}.${name}`))
  const hint = typeof tree === 'number' ? `; write tensor(${tree})` : ''
  const where = place === '' ? 'parameters' : `parameters ${place}`
  throw new TypeError(`${where}: expected a Tensor, or a record or array of them, got ${describe(tree)}${hint}`)
}

/** A tree of the same form, with each leaf made from the leaves at its place in up to four trees. */
export function mapTree<T extends Tree>(change: (leaf: Tensor, ...others: Tensor[]) => Tensor, tree: T, b?: Tree, c?: Tree, d?: Tree): T {
  return mapped(change, tree, tree, b, c, d) as T
}

type Branches = Readonly<Record<string | number, Tree>> | undefined

function mapped(change: (...leaves: Tensor[]) => Tensor, root: Tree, a: Tree, b?: Tree, c?: Tree, d?: Tree): Tree {
  if (a instanceof Tensor) return change(a, b as Tensor, c as Tensor, d as Tensor)
  const at = (key: string | number): Tree =>
    mapped(change, root, (a as Branches)![key]!, (b as Branches)?.[key], (c as Branches)?.[key], (d as Branches)?.[key])
  if (Array.isArray(a)) return a.map((_, i) => at(i))
  if (!isRecord(a)) namedLeaves(root) // which throws
  const tree: Record<string, Tree> = {}
  for (const name of Object.keys(a)) tree[name] = at(name)
  return tree
}

/** A tree of the same form with these leaves. */
export function withLeaves<T extends Tree>(tree: T, leaves: readonly Tensor[]): T {
  if (tree instanceof Tensor) return leaves[0] as Tree as T
  let next = 0
  const rebuild = (tree: Tree): Tree => {
    if (tree instanceof Tensor) return leaves[next++]!
    if (Array.isArray(tree)) return tree.map(rebuild)
    const rebuilt: Record<string, Tree> = {}
    for (const name of Object.keys(tree)) rebuilt[name] = rebuild((tree as Record<string, Tree>)[name]!)
    return rebuilt
  }
  return rebuild(tree) as T
}

/** Made by `{ … }`, in whatever realm: its prototype, if it has one, is a last one. */
export function isRecord(value: unknown): value is Readonly<Record<string, Tree>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: object | null = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** The inner product of two trees of one form: the sum over leaves. */
export function dotTree(a: Tree, b: Tree): Tensor {
  const others = leavesOf(b)
  return leavesOf(a).map((leaf, i) => leaf.mul(others[i]!).sum() as Tensor).reduce((sum, term) => sum.add(term))
}

/** The length of a tree as one vector, √Σx². */
export const normTree = (tree: Tree): number => Math.hypot(...leavesOf(tree).map(lengthOf))

/**
 * Whether all numbers of a tree are finite. One that is not makes a sum that is not; only where finite ones add up to more than there are
 * numbers for they must be looked at one by one.
 */
export const isFiniteTree = (tree: Tree): boolean =>
  leavesOf(tree).every((leaf) => Number.isFinite(leaf.size === 1 ? leaf.item() : leaf.sum().item()) || leaf.values().every(Number.isFinite))

/** @throws TypeError unless both trees have the same places with the same shapes */
export function checkSameForm(operation: string, tree: Tree, other: Tree, what = 'the parameters'): void {
  const show = (leaves: [string, Tensor][]): string => leaves.map(([place, { shape }]) => `${place}[${shape.join(', ')}]`).join(' ')
  const [form, found] = [show(namedLeaves(tree)), show(namedLeaves(other))]
  if (form !== found) throw new TypeError(`${operation}: expected a tree like ${what}, ${form}, got ${found}`)
}
