// The deeds of a plan as functions that do them: a kernel called with addresses, a loop over arrays, a product, or an operation on tensors.
import { sizeOf } from '../../tensor/layout.ts'
import { multiply } from '../../tensor/multiply.ts'
import { heap, large } from '../../tensor/storage/index.ts'
import type { Values } from '../../tensor/dtype.ts'
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

export function actsOf({ deeds, places, placeOf }: Schedule): Act[] {
  const kernels = kernelsOf(deeds.flatMap((deed) => (deed.kind === 'pass' && hasKernel(deed.pass) ? [deed.pass] : [])))
  const at = (node: Node): number => placeOf.get(node)!
  return deeds.map((deed): Act => {
    switch (deed.kind) {
      case 'pass': return hasKernel(deed.pass) ? inKernel(deed.pass, kernels[deed.pass.key]!, at) : inScript(deed.pass, at)
      case 'product': return product(deed.node, at)
      case 'other': return other(deed.node, at(deed.node))
    }
  })
}

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

function inKernel({ rows, columns, reads, writes, numbers }: Pass, kernel: Kernel, at: At): Act {
  const places = [...writes, ...reads].map(at)
  const parameters = [rows, columns, ...places, ...numbers]
  return (scene) => {
    places.forEach((place, i) => { parameters[2 + i] = scene.addresses[place]! })
    numbers.forEach((number, i) => { parameters[2 + places.length + i] = scene.numbers[number]! })
    kernel(...parameters)
  }
}

function inScript(pass: Pass, at: At): Act {
  const places = [...pass.writes, ...pass.reads].map(at)
  const script = scriptOf(pass)
  return (scene) => script(places.map((place) => scene.view(place)), scene.numbers)
}

function product(node: Made, at: At): Act {
  const [a, b] = node.inputs.filter(isNode) as [Node, Node]
  const [transposedA, transposedB] = node.operation.choices as [boolean, boolean]
  const [rows, columns] = node.shape.slice(-2) as [number, number]
  const inner = shapeOf(a).at(transposedA ? -2 : -1)!
  const count = sizeOf(node.shape.slice(0, -2))
  const [placeA, placeB, placeOut] = [at(origin(a)), at(origin(b)), at(node)]
  const part = (values: Values, i: number): Values => (count === 1 ? values : values.subarray((i * values.length) / count, ((i + 1) * values.length) / count))
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
