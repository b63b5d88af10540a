// The form of a tree: how its records and lists are nested, and the shapes and kinds of its tensors. A compiled program fits arguments of
// one form. Fitting a tree to a form and collecting its tensors is one walk, because it is done at every call.
import { type Tree, namedLeaves } from '../tensor/index.ts'
import { sameShape, showShape } from '../tensor/layout.ts'
import type { DType } from '../tensor/dtype.ts'
import type { Shape } from '../tensor/index.ts'
import { Tensor } from '../tensor/tensor.ts'

export type Form =
  | { readonly kind: 'tensor'; readonly shape: Shape; readonly dtype: DType }
  | { readonly kind: 'list'; readonly items: readonly Form[] }
  | { readonly kind: 'record'; readonly names: readonly string[]; readonly items: readonly Form[] }

/** The form of a tree. @throws TypeError if it is none */
export function formOf(tree: Tree): Form {
  namedLeaves(tree) // names the place of what does not belong in a tree
  return describe(tree)
}

function describe(tree: Tree): Form {
  if (tree instanceof Tensor) return { kind: 'tensor', shape: tree.shape, dtype: tree.dtype }
  if (Array.isArray(tree)) return { kind: 'list', items: tree.map(describe) }
  const entries = Object.entries(tree as Record<string, Tree>)
  return { kind: 'record', names: entries.map(([name]) => name), items: entries.map(([, branch]) => describe(branch)) }
}

/** Adds the tensors of a tree to a list. @returns false if the tree is not of the form */
export function fit(form: Form, tree: Tree, leaves: Tensor[]): boolean {
  if (form.kind === 'tensor') {
    if (!(tree instanceof Tensor) || tree.dtype !== form.dtype || !sameShape(tree.shape, form.shape)) return false
    leaves.push(tree)
    return true
  }
  if (tree instanceof Tensor || typeof tree !== 'object' || tree === null || Array.isArray(tree) !== (form.kind === 'list')) return false
  const { items } = form
  if (form.kind === 'list') {
    return (tree as readonly Tree[]).length === items.length && items.every((item, i) => fit(item, (tree as readonly Tree[])[i]!, leaves))
  }
  const branches = tree as Readonly<Record<string, Tree>>
  return Object.keys(branches).length === items.length && items.every((item, i) => fit(item, branches[form.names[i]!]!, leaves))
}

/** A tree of the form, of the tensors that `next` gives one after another. */
export function build(form: Form, next: () => Tensor): Tree {
  if (form.kind === 'tensor') return next()
  if (form.kind === 'list') return form.items.map((item) => build(item, next))
  const tree: Record<string, Tree> = {}
  form.items.forEach((item, i) => { tree[form.names[i]!] = build(item, next) })
  return tree
}

/** In words: `[3] float64`, `{ W: [2, 3] float64, b: [3] float64 }`. */
export function showForm(form: Form): string {
  if (form.kind === 'tensor') return `${showShape(form.shape)} ${form.dtype}`
  if (form.kind === 'list') return `[${form.items.map(showForm).join(', ')}]`
  return `{ ${form.items.map((item, i) => `${form.names[i]}: ${showForm(item)}`).join(', ')} }`
}
