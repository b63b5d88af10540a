// Where an operation finds the numbers of an operand. Reshaping changes no number, and a tensor that was stretched is a row, a column or a
// single number read again and again; so neither is ever written out for a pass over elements, which reads what is behind them. Nor is a
// slice whose numbers follow one another: the pass begins to read where it begins.
//
// A pass goes through its elements as a matrix. Whether a stretched tensor is a row or a column in it depends on how long the rows are
// taken to be, which is the pass's own choice as long as all that takes part agrees.
import { sizeOf, stridesOf } from '../../tensor/layout.ts'
import { additions } from '../../tensor/total.ts'
import type { Walk } from '../../tensor/walk.ts'
import type { Access, OutputKind } from '../../tensor/wasm/formula/index.ts'
import { readingOf as lyingOfTensor } from '../../tensor/fast/reading.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { type Constant, isNode, type Made, type Node, shapeOf } from '../program.ts'

/** An operand as a pass reads it. */
export interface Reading {
  readonly node: Node
  readonly access: Access
  /** How many numbers of the node come before the first that is read. */
  readonly start: number
  /** How long a row must be for that; any length if nothing is said. */
  readonly columns?: number
}

/** Whether a pass over so many elements reads each where it is itself. */
export const readsInPlace = ({ node, access, start }: Reading, size: number): boolean =>
  access === 'full' && start === 0 && sizeOf(shapeOf(node)) === size

const renaming = new Set(['reshape', 'copy'])
/** They change nothing where they have nothing to do: where the result has as many elements as the input. */
const idle = new Set(['stretch', 'total', 'max', 'min'])

/** The node that has the same numbers in the same order, and is no mere renaming. */
export function origin(node: Node): Node {
  if (node.kind !== 'made') return node
  const [input] = node.inputs
  const { name } = node.operation
  if (input === undefined || !isNode(input)) return node
  const isSame = renaming.has(name) || (idle.has(name) && sizeOf(shapeOf(input)) === sizeOf(node.shape) && sizeOf(node.shape) > 0)
  return isSame ? origin(input) : node
}

/** How a pass over the elements of a tensor reads it. */
export function readingOf(operand: Node): Reading {
  const node = origin(operand)
  if (node.kind === 'constant') return readingOfConstant(node)
  const whole: Reading = { node, access: 'full', start: 0 }
  if (node.kind !== 'made' || !node.operation.walk?.strides || node.list !== undefined) return whole
  const { name, walk } = node.operation
  const lying = name === 'stretch' ? lyingOf(walk) : name === 'gather' && isStretch(walk) ? { access: 'full' as const } : undefined
  if (!lying) return whole
  const source = readingOf(node.inputs[0] as Node)
  const { node: from, start } = source.access === 'full' ? source : { node: origin(node.inputs[0] as Node), start: 0 }
  return { node: from, start: name === 'gather' ? start + walk.offset : start, ...lying }
}

/** Whether a walk visits places that follow one another in memory. */
export function isStretch({ shape, strides }: Walk): boolean {
  if (!strides) return false
  const own = stridesOf(shape)
  return shape.every((length, axis) => length === 1 || strides[axis] === own[axis])
}

/** Constants that were stretched are not written out either. */
function readingOfConstant(node: Constant): Reading {
  const { tensor, access, columns } = lyingOfTensor(node.tensor)
  if (access === 'full') return { node, access, start: 0 }
  let source = sources.get(tensor)
  if (!source) sources.set(tensor, (source = { kind: 'constant', tensor }))
  return { node: source, access, start: 0, ...(columns !== undefined && { columns }) }
}

const sources = new WeakMap<Tensor, Constant>()

/** How the stretched tensor lies in a matrix of the result's elements; nothing if it is no row, column or number of one. */
function lyingOf({ shape, strides }: Walk): { access: Access; columns?: number } | undefined {
  // Whether the place changes along each axis; axes of one element say nothing.
  const axes = shape.map((length, axis) => ({ length, isRead: strides![axis] !== 0 })).filter(({ length }) => length !== 1)
  const [first] = axes
  if (!axes.some(({ isRead }) => isRead)) return { access: 'scalar' }
  const turn = axes.findIndex(({ isRead }) => isRead !== first!.isRead)
  if (turn < 0 || axes.slice(turn).some(({ isRead }) => isRead === first!.isRead)) return undefined
  const columns = axes.slice(turn).reduce((size, { length }) => size * length, 1)
  return { access: first!.isRead ? 'column' : 'row', columns }
}

/** What a pass over the elements of its input can make of a sum or an extreme; nothing if it cannot. */
export function gatheringOf({ operation: { name }, inputs, shape }: Made): { kind: OutputKind; columns?: number } | undefined {
  const kinds = name === 'total' ? sums : name === 'max' || name === 'min' ? extremes[name] : undefined
  if (!kinds) return undefined
  const [step, ...more] = additions(shapeOf(inputs[0] as Node), shape)
  if (!step || more.length > 0) return undefined
  const { outer, length, inner } = step
  if (inner === 1) return outer === 1 ? { kind: kinds.all } : { kind: kinds.row, columns: length }
  return outer === 1 && kinds.column ? { kind: kinds.column, columns: inner } : undefined
}

interface Kinds {
  all: OutputKind
  row: OutputKind
  column?: OutputKind
}
const sums: Kinds = { all: 'sum', row: 'rowSum', column: 'columnSum' }
const extremes: Record<'max' | 'min', Kinds> = { max: { all: 'max', row: 'rowMax' }, min: { all: 'min', row: 'rowMin' } }
