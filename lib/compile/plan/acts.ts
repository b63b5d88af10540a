// The deeds of a plan as functions that do them: a kernel called with addresses, a loop over arrays, a product, or an operation on tensors.
import { sizeOf } from '../../tensor/layout.ts'
import { multiply } from '../../tensor/multiply.ts'
import { bytesPerNumber, heap, large } from '../../tensor/storage/index.ts'
import type { Values } from '../../tensor/dtype.ts'
import { alongOutput } from '../../tensor/fast/pass.ts'
import { passFunction } from '../../tensor/wasm/formula/index.ts'
import type { FunctionBody } from '../../tensor/wasm/function.ts'
import { instantiate, type Kernel } from '../../tensor/wasm/module.ts'
import { wasm } from '../../tensor/wasm/runtime.ts'
import { isNode, type Made, type Node, shapeOf } from '../program.ts'
import { repeated } from '../replay.ts'
import type { Pass } from './formulas.ts'
import { origin } from './reading.ts'
import type { Scene } from './scene.ts'
import type { Schedule } from './schedule.ts'
import { scriptOf } from './script.ts'

export type Act = (scene: Scene) => void

/** Whether a pass is done by a kernel; small ones are done in JavaScript. */
export const hasKernel = ({ rows, columns }: Pass): boolean => rows * columns >= large

export function actsOf({ deeds, chains, placeOf }: Schedule): Act[] {
  const kernels = kernelsOf(deeds.flatMap((deed) => (deed.kind === 'pass' && hasKernel(deed.pass) ? [deed.pass] : [])))
  const at = (node: Node): number => placeOf.get(node)!
  return deeds.flatMap((deed, i): Act[] => {
    if (deed.kind === 'product') return [product(deed.node, at)]
    if (deed.kind === 'other') return [other(deed.node, at(deed.node))]
    const { from, to, rows } = chains[i]!
    if (from < i) return []
    const passes = deeds.slice(from, to + 1).flatMap((deed) => (deed.kind === 'pass' ? [deed.pass] : []))
    const parts = passes.map((pass) => partOf(pass, from < to && pass.rows === 1, at, kernels))
    const [part, { rows: all, columns }] = [parts[0]!, passes[0]!]
    return [from === to ? (scene) => part(scene, 0, all) : byRows(parts, rows, Math.ceil(atOnce / columns))]
  })
}

/** So many numbers of a matrix stay in the cache from one pass to the next. */
const atOnce = 8 * 1024

/** The kernels of all passes; equal passes have one. */
function kernelsOf(passes: readonly Pass[]): Readonly<Record<string, Kernel>> {
  if (passes.length === 0) return {}
  const names = new Map<string, string>()
  const bodies: Record<string, FunctionBody> = {}
  for (const { key, spec } of passes) {
    if (names.has(key)) continue
    const name = `pass${names.size}`
    names.set(key, name)
    bodies[name] = passFunction(spec)
  }
  const kernels = instantiate(wasm!, bodies, heap.memory!)
  return Object.fromEntries(Array.from(names, ([key, name]) => [key, kernels[name]!]))
}

type At = (node: Node) => number

/** Does a pass for some of its rows. */
type Part = (scene: Scene, row: number, rows: number) => void

/** All passes for some rows, then for the next. */
const byRows = (parts: readonly Part[], rows: number, most: number): Act => (scene) => {
  for (let row = 0; row < rows; row += most) for (const part of parts) part(scene, row, Math.min(most, rows - row))
}

/** An array that a pass reads or writes. */
interface Spot {
  readonly place: number
  /** Where in the place it begins, and how many of its numbers belong to a row. */
  readonly start: number
  readonly step: number
}

/** A pass, to be done in parts. @param isFlat whether its rows, for those who do it in parts, are single elements */
function partOf(pass: Pass, isFlat: boolean, at: At, kernels: Readonly<Record<string, Kernel>>): Part {
  const { spec: { inputs, outputs }, reads, writes, columns } = pass
  const accesses = [...outputs.map(({ kind }) => alongOutput[kind]), ...inputs]
  const spots = [...writes, ...reads].map(({ node, start }, i): Spot => {
    const step = { full: isFlat ? 1 : columns, column: 1, row: 0, scalar: 0 }[accesses[i]!]
    return { place: at(node), start, step }
  })
  const run = hasKernel(pass) ? inKernel(pass, kernels[pass.key]!, spots) : inScript(pass, spots)
  const padded = spots.filter((_, i) => writes[i]?.isPadded)
  return (scene, row, rows) => {
    for (const { place, start } of padded) zerosAround(scene.view(place), start, pass.rows * columns)
    run(scene, row, isFlat ? 1 : rows, isFlat ? rows : columns)
  }
}

function zerosAround(values: Values, start: number, length: number): void {
  values.fill(0, 0, start)
  values.fill(0, start + length)
}

type Run = (scene: Scene, row: number, rows: number, columns: number) => void

function inKernel({ spec: { type }, numbers }: Pass, kernel: Kernel, spots: readonly Spot[]): Run {
  const bytes = bytesPerNumber(type)
  const parameters = new Array<number>(2 + spots.length + numbers.length).fill(0)
  return (scene, row, rows, columns) => {
    parameters[0] = rows
    parameters[1] = columns
    for (let i = 0; i < spots.length; i++) {
      const { place, start, step } = spots[i]!
      parameters[2 + i] = scene.addresses[place]! + (start + row * step) * bytes
    }
    for (let i = 0; i < numbers.length; i++) parameters[2 + spots.length + i] = scene.numbers[numbers[i]!]!
    kernel(...parameters)
  }
}

function inScript(pass: Pass, spots: readonly Spot[]): Run {
  const script = scriptOf(pass)
  return (scene, row, rows, columns) => {
    const arrays = spots.map(({ place, start, step }) => {
      const [view, from] = [scene.view(place), start + row * step]
      return from === 0 ? view : view.subarray(from)
    })
    script(arrays, scene.numbers, rows, columns)
  }
}

function product(node: Made, at: At): Act {
  const [a, b] = node.inputs.filter(isNode) as [Node, Node]
  const [transposedA, transposedB] = node.operation.choices as [boolean, boolean]
  const [rows, columns] = node.shape.slice(-2) as [number, number]
  const inner = shapeOf(a).at(transposedA ? -2 : -1)!
  const count = sizeOf(node.shape.slice(0, -2))
  const [placeA, placeB, placeOut] = [at(origin(a)), at(origin(b)), at(node)]
  const part = (values: Values, i: number): Values => {
    const size = values.length / count
    return count === 1 ? values : values.subarray(i * size, (i + 1) * size)
  }
  return (scene) => {
    for (let i = 0; i < count; i++) {
      const factorA = { values: part(scene.view(placeA), i), transposed: transposedA }
      const factorB = { values: part(scene.view(placeB), i), transposed: transposedB }
      multiply(factorA, factorB, { rows, inner, columns }, part(scene.view(placeOut), i))
    }
  }
}

function other(node: Made, place: number): Act {
  return (scene) => {
    const operands = node.inputs.map((input) => {
      if (typeof input === 'number') return input
      return isNode(input) ? scene.tensor(input) : scene.numbers[input.place]!
    })
    scene.made(place, repeated(node, operands, scene.lists))
  }
}
