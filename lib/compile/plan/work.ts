// The work that a program comes to: what is to be done, each after what it depends on, when renamings are left out and nobody writes out a
// tensor that was only stretched to be read element by element.
import { sizeOf } from '../../tensor/layout.ts'
import { large } from '../../tensor/storage/index.ts'
import { canEmit, type OutputKind } from '../../tensor/wasm/formula/index.ts'
import { dtypeOf, isNode, type Made, type Node, type Program, shapeOf } from '../program.ts'
import { gatheringOf, isStretch, origin, type Reading, readingOf } from './reading.ts'

/**
 * What one node takes to be made. As part of a pass it is a function of elements, a stretched tensor written out, elements among zeros,
 * or a sum or extreme of elements; else it is a matrix product, or the operation done by itself.
 */
export interface Work {
  readonly node: Made
  readonly kind: 'element' | 'spread' | 'padding' | 'gathering' | 'product' | 'other'
  /** Of its inputs that are tensors, in their order. */
  readonly reads: readonly Reading[]
  /** How many elements the pass goes through that it can be part of, and how long the rows must be for it. */
  readonly size: number
  readonly columns: number | undefined
  /** What becomes of its value in a pass. */
  readonly output: OutputKind
}

/** Whether it is done in a pass over elements. */
export const isPassable = ({ kind }: Work): boolean => kind !== 'product' && kind !== 'other'

/** All that has to be done for the results. */
export function worksOf({ results }: Program): Work[] {
  const seen = new Set<Node>()
  const works: Work[] = []
  const visit = (node: Node): void => {
    if (node.kind !== 'made' || seen.has(node)) return
    seen.add(node)
    const work = workOf(node)
    for (const { node: input } of work.reads) visit(input)
    works.push(work)
  }
  for (const result of results) visit(origin(result))
  return works
}

function workOf(node: Made): Work {
  const inputs = node.inputs.filter(isNode)
  const { name, value } = node.operation
  const size = sizeOf(node.shape)
  const isEmpty = size === 0 || inputs.some((input) => sizeOf(shapeOf(input)) === 0)
  const isOneKind = inputs.every((input) => dtypeOf(input) === node.dtype)
  if (isEmpty || !isOneKind || isOpenPower(node)) return apart(node, 'other')
  if (value && hasFormula(name, size)) return inPass(node, 'element', size, inputs.map(readingOf), 'store')
  if (name === 'stretch') {
    const reading = readingOf(node)
    return reading.node === node ? apart(node, 'other') : inPass(node, 'spread', size, [reading], 'store')
  }
  const { walk } = node.operation
  if (name === 'scatter' && isStretch(walk!) && node.list === undefined && walk!.size < size) {
    return inPass(node, 'padding', walk!.size, [readingOf(inputs[0]!)], 'store')
  }
  const gathering = gatheringOf(node)
  if (gathering) return inPass(node, 'gathering', sizeOf(shapeOf(inputs[0]!)), [readingOf(inputs[0]!)], gathering.kind, gathering.columns)
  return apart(node, name === 'product' ? 'product' : 'other')
}

/** Some powers are products, which is decided by an exponent that is a plain number (see tensor/fast/); so it must be known. */
const isOpenPower = ({ operation: { name }, inputs }: Made): boolean => name === 'pow' && typeof inputs[1] !== 'number'

/** Passes of few elements are written in JavaScript, which has a word for each function. */
const hasFormula = (name: string, size: number): boolean => size < large || canEmit(name)

function apart(node: Made, kind: 'product' | 'other'): Work {
  const reads = node.inputs.filter(isNode).map((input) => ({ node: origin(input), access: 'full' as const, start: 0 }))
  return { node, kind, reads, size: sizeOf(node.shape), columns: undefined, output: 'store' }
}

/** What reads rows of other lengths than the rest must be written out for it. */
function inPass(
  node: Made, kind: Work['kind'], size: number, readings: readonly Reading[], output: OutputKind, demanded?: number,
): Work {
  let columns = demanded
  const reads = readings.map((reading, i): Reading => {
    if (reading.columns === undefined || reading.columns === (columns ??= reading.columns)) return reading
    return { node: origin(node.inputs.filter(isNode)[i]!), access: 'full', start: 0 }
  })
  return { node, kind, reads, size, columns, output }
}

