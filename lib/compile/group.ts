// Operations that go through tensors of one size element by element are done in one pass: what one makes, the next takes up while it is at
// hand, and most tensors on the way are never written to memory. A sum over all elements can end such a pass.
//
// Steps are taken in their order. A pass stays open as long as steps of its size come along, and is closed when something needs what it
// makes.
import { sizeOf } from '../tensor/layout.ts'
import { isNode, madeInOrder, type Made, type Node, type Program, shapeOf } from './program.ts'

/** An operation by itself, or several in one pass. */
export type Unit = { readonly kind: 'single'; readonly step: Made } | Pass

export interface Pass {
  readonly kind: 'pass'
  /** How many elements it goes through. */
  readonly size: number
  readonly steps: readonly Made[]
  /** Those of its steps that something else needs; the others are never written to memory. */
  readonly kept: readonly Made[]
}

interface OpenPass {
  size: number
  steps: Made[]
}

/** Below so many elements a pass costs as much as it saves. */
const smallest = 2

export function unitsOf(program: Program): Unit[] {
  const steps = madeInOrder(program)
  const units: (OpenPass | Made)[] = []
  const open = new Map<number, OpenPass>()
  const passOf = new Map<Node, OpenPass>()

  /** What an open pass makes is needed: it ends here. */
  const close = (pass: OpenPass): void => {
    if (open.get(pass.size) !== pass) return
    open.delete(pass.size)
    units.push(pass)
  }
  const closeWhatMakes = (inputs: readonly Node[], except?: OpenPass): void => {
    for (const input of inputs) {
      const pass = passOf.get(input)
      if (pass && pass !== except) close(pass)
    }
  }

  for (const step of steps) {
    const size = passSize(step)
    if (size === undefined || size < smallest) {
      closeWhatMakes(nodesOf(step))
      units.push(step)
      continue
    }
    // What is read elsewhere than at the pass's own place, and sums, must be there before the pass begins.
    const pass = open.get(size)
    closeWhatMakes(nodesOf(step).filter((input) => !isInPlace(step, input, size) || isSum(input)), undefined)
    closeWhatMakes(nodesOf(step), pass)
    const joined = open.get(size) ?? { size, steps: [] }
    open.set(size, joined)
    joined.steps.push(step)
    passOf.set(step, joined)
  }
  for (const pass of [...open.values()]) close(pass)
  return finished(units, program)
}

/** Notes which steps of a pass are needed outside of it. A pass of one step is that step. */
function finished(units: readonly (OpenPass | Made)[], { results }: Program): Unit[] {
  const unitOf = new Map<Node, OpenPass | Made>()
  for (const unit of units) for (const step of stepsOf(unit)) unitOf.set(step, unit)
  const kept = new Set<Node>(results)
  for (const unit of units) {
    for (const step of stepsOf(unit)) for (const input of nodesOf(step)) if (unitOf.get(input) !== unit) kept.add(input)
  }
  return units.map((unit) => {
    if ('kind' in unit) return { kind: 'single', step: unit }
    if (unit.steps.length === 1) return { kind: 'single', step: unit.steps[0]! }
    return { kind: 'pass', size: unit.size, steps: unit.steps, kept: unit.steps.filter((step) => kept.has(step)) }
  })
}

const stepsOf = (unit: OpenPass | Made): readonly Made[] => ('kind' in unit ? [unit] : unit.steps)

const nodesOf = ({ inputs }: Made): Node[] => inputs.filter(isNode)

/** Operations besides the functions of elements that make one element of one. */
const inPlace = new Set(['reshape', 'copy', 'cast', 'gather', 'stretch'])

/** The size of the pass that a step can be part of. */
function passSize(step: Made): number | undefined {
  const { name, value } = step.operation
  if (isSum(step)) return sizeOf(shapeOf(step.inputs[0] as Node))
  if (value || inPlace.has(name)) return sizeOf(step.shape)
  return undefined
}

/** Adds up all elements of its input. */
export const isSum = (node: Node): boolean => node.kind === 'made' && node.operation.name === 'total' && sizeOf(node.shape) === 1

/** Whether a step, at its i-th element, reads the i-th element of the input. */
export const isInPlace = ({ operation }: Made, input: Node, size: number): boolean =>
  operation.walk === undefined && sizeOf(shapeOf(input)) === size
