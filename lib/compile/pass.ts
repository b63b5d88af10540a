// A pass over all elements as a JavaScript loop: each step is one line of its body.
import { allocate, current, type Values } from '../tensor/dtype.ts'
import { sizeOf } from '../tensor/layout.ts'
import { longRun, ofEight } from '../tensor/total.ts'
import { valuesOf } from '../tensor/tensor.ts'
import { isSum, type Pass } from './group.ts'
import { type Input, isNode, type Made, type Node, shapeOf } from './program.ts'
import { literal, sources } from './sources.ts'

/** A pass that runs: it is given the numbers of what it reads, once it has made room, and gives those of what it keeps. */
export interface RunnablePass {
  /** What it reads, in the order in which it wants the numbers. */
  readonly reads: readonly Node[]
  run(read: () => readonly Values[], numbers: readonly number[], lists: readonly Int32Array[]): Values[]
}

/** Writes the loop of a pass. */
export function writePass({ size, steps, kept }: Pass): RunnablePass {
  const writer = new Writer(steps, size)
  const body = steps.map((step) => writer.step(step, kept.includes(step))).join('')
  const sums = steps.filter(isSum)
  const code = [
    ...writer.functions.map((_, i) => `const f${i} = functions[${i}]`),
    ...writer.places.map((_, i) => `const p${i} = places[${i}]`),
    'return (read, out, numbers, lists) => {',
    ...writer.before,
    ...sums.map((sum) => (size < longRun ? `let ${writer.name(sum)} = 0` : `const ${writer.name(sum)} = new Float64Array(8)`)),
    ...kept.map((step, i) => `const out${i} = out[${i}]`),
    `for (let i = 0; i < ${size}; i++) {`,
    `${body}}`,
    ...kept.flatMap((step, i) => (isSum(step) ? [`out${i}[0] = ${size < longRun ? writer.name(step) : `ofEight(${writer.name(step)})`}`] : [])),
    '}',
  ].join('\n')
  type Loop = (read: readonly Values[], out: readonly Values[], numbers: readonly number[], lists: readonly Int32Array[]) => void
  const bind = new Function('functions', 'places', 'ofEight', code) as (...bound: unknown[]) => Loop
  const loop = bind(writer.functions, writer.places, ofEight)
  return {
    reads: writer.reads,
    run(read, numbers, lists) {
      const out = kept.map((step) => allocate(step.dtype, sizeOf(step.shape))).map(current)
      loop(read(), out, numbers, lists)
      return out
    },
  }
}

class Writer {
  readonly functions: ((...elements: number[]) => number)[] = []
  readonly places: Int32Array[] = []
  /** Statements before the loop. */
  readonly before: string[] = []
  readonly reads: Node[] = []
  readonly #names = new Map<Node, string>()
  readonly #size: number
  #kept = 0

  constructor(steps: readonly Made[], size: number) {
    this.#size = size
    steps.forEach((step, i) => this.#names.set(step, `v${i}`))
  }

  name(step: Node): string {
    return this.#names.get(step)!
  }

  /** The line of one step. */
  step(step: Made, isKept: boolean): string {
    const name = this.name(step)
    const out = isKept ? this.#kept++ : undefined
    if (isSum(step)) return `${name}${this.#size < longRun ? '' : '[i & 7]'} += ${this.#element(step.inputs[0]!)}\n`
    const store = out === undefined ? '' : `out${out}[i] = ${name}\n`
    const value = this.#value(step)
    return `const ${name} = ${step.dtype === 'float32' && step.operation.value ? `Math.fround(${value})` : value}\n${store}`
  }

  #value(step: Made): string {
    const { name, value, walk } = step.operation
    if (step.list !== undefined) return `${this.#read(step.inputs[0] as Node)}[lists[${step.list}][i]]`
    if (walk) return this.#gathered(step.inputs[0] as Node, walk.list())
    if (name === 'cast') return step.dtype === 'float32' ? `Math.fround(${this.#element(step.inputs[0]!)})` : this.#element(step.inputs[0]!)
    if (!value) return this.#element(step.inputs[0]!)
    const operands = step.inputs.map((input) => {
      if (typeof input === 'number') return literal(step.dtype === 'float32' ? Math.fround(input) : input)
      if (isNode(input)) return this.#element(input)
      return step.dtype === 'float32' ? `Math.fround(numbers[${input.place}])` : `numbers[${input.place}]`
    })
    return sources[name]?.(...operands) ?? `f${indexIn(this.functions, value)}(${operands.join(', ')})`
  }

  /** The element of an operand at the loop's place. */
  #element(input: Input): string {
    if (!isNode(input)) throw new TypeError('pass: only functions of elements take plain numbers')
    const known = this.#names.get(input)
    if (known) return known
    if (input.kind === 'constant' && sizeOf(shapeOf(input)) === 1) return literal(valuesOf(input.tensor)[0]!)
    return sizeOf(shapeOf(input)) === 1 && this.#size > 1 ? `${this.#read(input)}_0` : `${this.#read(input)}[i]`
  }

  #gathered(input: Node, places: Int32Array): string {
    const from = this.#read(input)
    if (places.every((place) => place === places[0])) {
      const name = `${from}_${places[0]}`
      const load = `const ${name} = ${from}[${places[0]}]`
      if (!this.before.includes(load)) this.before.push(load)
      return name
    }
    return `${from}[p${indexIn(this.places, places)}[i]]`
  }

  /** The array of something that was there before the pass. */
  #read(input: Node): string {
    const known = this.reads.indexOf(input)
    if (known >= 0) return `r${known}`
    const name = `r${this.reads.push(input) - 1}`
    this.before.push(`const ${name} = read[${this.reads.length - 1}]`)
    if (sizeOf(shapeOf(input)) === 1) this.before.push(`const ${name}_0 = ${name}[0]`)
    return name
  }
}

/** Where something is in a list; it is put there if it is not. */
function indexIn<Item>(list: Item[], item: Item): number {
  const known = list.indexOf(item)
  return known >= 0 ? known : list.push(item) - 1
}

