// A program of large tensors is done again operation by operation, or pass by pass where several fit into one: the time goes into the
// numbers, not into what is around them. Saved are the function itself, what its results do not need, and the bookkeeping of derivatives.
import { Tensor, valuesOf } from '../tensor/tensor.ts'
import { type Unit, unitsOf } from './group.ts'
import { writePass } from './pass.ts'
import type { Made, Node, Program } from './program.ts'
import type { Runnable } from './unroll.ts'

/** The tensors that are there while a program runs. */
interface Scene {
  readonly given: readonly Tensor[]
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
  const run: Runnable = (given) => {
    const scene: Scene = { given, made: new Array<Tensor | undefined>(kept.length) }
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
  return (scene) => { scene.made[place] = step.operation.again(...inputs.map((read) => read(scene))) }
}

/** Several in one pass. */
function passing(pass: Extract<Unit, { kind: 'pass' }>, places: ReadonlyMap<Node, number>): Deed {
  const { reads, run } = writePass(pass)
  const readers = reads.map((node) => readerOf(node, places))
  return (scene) => {
    const values = run(() => readers.map((read) => valuesOf(read(scene) as Tensor)))
    pass.kept.forEach((step, i) => { scene.made[places.get(step)!] = new Tensor(values[i]!, step.shape, step.dtype) })
  }
}

function readerOf(node: Node | number, places: ReadonlyMap<Node, number>): Reader {
  if (typeof node === 'number') return () => node
  if (node.kind === 'constant') return () => node.tensor
  if (node.kind === 'argument') return ({ given }) => given[node.place]!
  const place = places.get(node)!
  return ({ made }) => made[place]!
}

/** For each unit, the places whose tensors nobody reads after it; their memory can be used again. */
function lastUses(units: readonly Unit[], { results }: Program, places: ReadonlyMap<Node, number>): number[][] {
  const last = new Map<Node | number, number>()
  units.forEach((unit, i) => {
    for (const step of unit.kind === 'single' ? [unit.step] : unit.steps) for (const input of step.inputs) last.set(input, i)
  })
  const done: number[][] = units.map(() => [])
  for (const [node, i] of last) {
    if (typeof node !== 'number' && places.has(node) && !results.includes(node)) done[i]!.push(places.get(node)!)
  }
  return done
}
