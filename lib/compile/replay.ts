// A program of large tensors is done again operation by operation, or pass by pass where several fit into one: the time goes into the
// numbers, not into what is around them. Saved are the function itself, what its results do not need, and the bookkeeping of derivatives.
import { gather, scatter } from '../tensor/rearrange.ts'
import { Tensor, valuesOf } from '../tensor/tensor.ts'
import { Walk } from '../tensor/walk.ts'
import { type Unit, unitsOf } from './group.ts'
import { writePass } from './pass.ts'
import type { Input, Made, Node, Program, Runnable } from './program.ts'

/** The tensors that are there while a program runs. */
interface Scene {
  readonly given: readonly Tensor[]
  readonly numbers: readonly number[]
  readonly lists: readonly Int32Array[]
  readonly made: (Tensor | undefined)[]
}

type Reader = (scene: Scene) => Tensor | number
type Deed = (scene: Scene) => void

export function replay(program: Program): { run: Runnable; units: readonly Unit[] } {
  const units = unitsOf(program)
  const kept = units.flatMap((unit) => (unit.kind === 'single' ? [unit.step] : unit.kept))
  const places = new Map<Node, number>(kept.map((step, place) => [step, place]))
  const deeds = units.map((unit) => (unit.kind === 'single' ? repeat(unit.step, places) : passing(unit, places)))
  const results = program.results.map((result) => readerOf(result, places))
  const done = lastUses(units, program, places)
  const run: Runnable = (given, numbers = [], lists = []) => {
    const scene: Scene = { given, numbers, lists, made: new Array<Tensor | undefined>(kept.length) }
    deeds.forEach((deed, i) => {
      deed(scene)
      for (const place of done[i]!) scene.made[place] = undefined
    })
    return results.map((read) => read(scene) as Tensor)
  }
  return { run, units }
}

/** One operation by itself. */
function repeat(step: Made, places: ReadonlyMap<Node, number>): Deed {
  const inputs = step.inputs.map((input) => readerOf(input, places))
  const place = places.get(step)!
  const { list } = step
  return (scene) => {
    const operands = inputs.map((read) => read(scene))
    scene.made[place] = list === undefined ? step.operation.again(...operands) : alongList(step, operands[0] as Tensor, scene.lists[list]!)
  }
}

/** The operation by other places than those that it was seen with. */
function alongList({ operation, shape }: Made, x: Tensor, list: Int32Array): Tensor {
  return operation.name === 'gather' ? gather(x, Walk.through(list, shape)) : scatter(x, Walk.through(list, x.shape), shape)
}

/** Several in one pass. */
function passing(pass: Extract<Unit, { kind: 'pass' }>, places: ReadonlyMap<Node, number>): Deed {
  const { reads, run } = writePass(pass)
  const readers = reads.map((node) => readerOf(node, places))
  return (scene) => {
    const values = run(() => readers.map((read) => valuesOf(read(scene) as Tensor)), scene.numbers, scene.lists)
    pass.kept.forEach((step, i) => { scene.made[places.get(step)!] = new Tensor(values[i]!, step.shape, step.dtype) })
  }
}

function readerOf(node: Input, places: ReadonlyMap<Node, number>): Reader {
  if (typeof node === 'number') return () => node
  if (node.kind === 'number') return ({ numbers }) => numbers[node.place]!
  if (node.kind === 'constant') return () => node.tensor
  if (node.kind === 'argument') return ({ given }) => given[node.place]!
  const place = places.get(node)!
  return ({ made }) => made[place]!
}

/** For each unit, the places whose tensors nobody reads after it; their memory can be used again. */
function lastUses(units: readonly Unit[], { results }: Program, places: ReadonlyMap<Node, number>): number[][] {
  const last = new Map<Input, number>()
  units.forEach((unit, i) => {
    for (const step of unit.kind === 'single' ? [unit.step] : unit.steps) for (const input of step.inputs) last.set(input, i)
  })
  const done: number[][] = units.map(() => [])
  for (const [node, i] of last) {
    if (typeof node !== 'number' && node.kind === 'made' && places.has(node) && !results.includes(node)) done[i]!.push(places.get(node)!)
  }
  return done
}
