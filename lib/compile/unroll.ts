// A small program is written out number by number: every element of every tensor on the way becomes one JavaScript constant. Then tensors,
// shapes and broadcasting cost nothing, moving elements about is only a matter of names, and what the compiler of JavaScript gets is what
// a person would have written by hand.
//
// The code is written backwards from the results: asking for an element writes what it needs, and what nobody asks for is never written.
import { Tensor, valuesOf } from '../tensor/tensor.ts'
import { allocate } from '../tensor/dtype.ts'
import { sizeOf } from '../tensor/layout.ts'
import { additions, longRun } from '../tensor/total.ts'
import { dtypeOf, isNode, shapeOf, type Made, type Node, type Program, type Runnable } from './program.ts'
import { literal, sources } from './sources.ts'

/** Longer code takes more time to be compiled than it saves. */
const longest = 4000

/** @returns nothing if the program is too long to be written out, or has an operation that cannot be */
export function unroll(program: Program): { run: Runnable; statements: number } | undefined {
  const writer = new Writer()
  try {
    const results = program.results.map((result, place) => writer.result(result, place))
    const code = `${writer.loads()}return (given) => {\n${writer.code(program.given)}\nreturn [${results.join(', ')}]\n}`
    const bind = new Function('functions', 'make', code) as (functions: unknown, make: unknown) => (given: readonly unknown[]) => Tensor[]
    const shapes = program.results.map((result) => ({ shape: Object.freeze([...shapeOf(result)]), dtype: dtypeOf(result) }))
    const run = bind(writer.functions, (values: Float64Array, place: number) => {
      const { shape, dtype } = shapes[place]!
      return new Tensor(values, shape, dtype)
    })
    return { run: (given) => run(given.map(valuesOf)), statements: writer.statements.length }
  } catch (obstacle) {
    if (obstacle instanceof NotUnrolled) return undefined
    throw obstacle
  }
}

/** Thrown where the code would get too long, or an operation cannot be written out. */
class NotUnrolled extends Error {}

class Writer {
  readonly statements: string[] = []
  /** Functions that the code calls. */
  readonly functions: ((...elements: number[]) => number)[] = []
  readonly #elements = new Map<Node, (string | undefined)[]>()
  /** What has been computed already, by its code. */
  readonly #computed = new Map<string, string>()

  /** Code that makes one of the results. */
  result(node: Node, place: number): string {
    const size = sizeOf(shapeOf(node))
    const elements = Array.from({ length: size }, (_, i) => this.element(node, i))
    const name = `result${place}`
    this.#write(`const ${name} = new ${dtypeOf(node) === 'float32' ? 'Float32Array' : 'Float64Array'}(${size})`)
    elements.forEach((element, i) => this.#write(`${name}[${i}] = ${element}`))
    return `make(${name}, ${place})`
  }

  /** The code before the function: names for what it calls. */
  loads(): string {
    return this.functions.map((_, i) => `const f${i} = functions[${i}]\n`).join('')
  }

  code(given: number): string {
    const loads = Array.from({ length: given }, (_, i) => `const a${i} = given[${i}]`)
    return [...loads, ...this.statements].join('\n')
  }

  /** The name, or the literal, of one element of a tensor; its code has been written. */
  element(node: Node, i: number): string {
    let elements = this.#elements.get(node)
    if (!elements) this.#elements.set(node, (elements = []))
    return (elements[i] ??= this.#elementOf(node, i))
  }

  #elementOf(node: Node, i: number): string {
    if (node.kind === 'constant') return literal(valuesOf(node.tensor)[i]!)
    if (node.kind === 'argument') return this.#compute(`a${node.place}[${i}]`)
    const { name, value, walk } = node.operation
    if (value) return this.#applied(node, i)
    if (node.list !== undefined) throw new NotUnrolled('places that are given')
    switch (name) {
      case 'reshape': case 'copy': return this.#input(node, 0, i)
      case 'cast': return this.#stored(node, this.#input(node, 0, i))
      case 'gather': case 'stretch': return this.#input(node, 0, walk!.list()[i]!)
      case 'total': return this.#total(node, i)
      case 'scatter': return this.#added(node, i)
      case 'concat': return this.#moved(node, i)
      default: throw new NotUnrolled(name)
    }
  }

  #input({ inputs }: Made, which: number, i: number): string {
    const input = inputs[which]!
    if (typeof input === 'number') return literal(input)
    return this.element(input as Node, i)
  }

  #applied(node: Made, i: number): string {
    const { name, value } = node.operation
    const operands = node.inputs.map((input, which) => {
      if (isNode(input)) return this.element(input, i)
      if (typeof input !== 'number') throw new NotUnrolled('a plain number that is given')
      return literal(node.dtype === 'float32' ? Math.fround(input) : input)
    })
    const numbers = operands.map(numberOf)
    if (numbers.every((number) => number !== undefined)) return literal(rounded(node, value!(...(numbers as number[]))))
    const source = sources[name]?.(...operands) ?? `${this.#called(value!)}(${operands.join(', ')})`
    return this.#stored(node, source)
  }

  /** What a scatter adds up at one place, in the order of the elements. */
  #added(node: Made, i: number): string {
    const terms: string[] = []
    node.operation.walk!.visit((place, from) => { if (place === i) terms.push(this.#input(node, 0, from)) })
    return this.#stored(node, this.#sum(terms))
  }

  /** The same additions in the same order as in lib/tensor/total.ts. */
  #total(node: Made, i: number): string {
    const steps = additions(shapeOf(node.inputs[0] as Node), node.shape)
    const sumAfter = (step: number, place: number): string => {
      if (step < 0) return this.#input(node, 0, place)
      const { length, inner } = steps[step]!
      const [outer, column] = [Math.floor(place / inner), place % inner]
      const terms = Array.from({ length }, (_, k) => sumAfter(step - 1, (outer * length + k) * inner + column))
      if (inner > 1 || length < longRun) return this.#sum(terms)
      const sums = Array.from({ length: 8 }, (_, lane) => this.#sum(terms.filter((_, k) => k % 8 === lane)))
      return this.#compute(`((${sums[0]} + ${sums[2]}) + (${sums[4]} + ${sums[6]})) + ((${sums[1]} + ${sums[3]}) + (${sums[5]} + ${sums[7]}))`)
    }
    return this.#stored(node, sumAfter(steps.length - 1, i))
  }

  /** Added in order from 0 on, in double precision. */
  #sum(terms: readonly string[]): string {
    let sum = '0'
    for (const term of terms) sum = sum === '0' ? this.#compute(`0 + ${term}`) : this.#compute(`${sum} + ${term}`)
    return sum
  }

  /** Where an element comes from is found out by letting the operation move the numbers 0, 1, 2, … of all places. */
  #moved(node: Made, i: number): string {
    let start = 0
    const starts: number[] = []
    const marked = node.inputs.map((input) => {
      const shape = shapeOf(input as Node)
      const size = sizeOf(shape)
      starts.push(start)
      const values = allocate('float64', size).map((_, k) => start + k)
      start += size
      return new Tensor(values, shape, 'float64')
    })
    const from = valuesOf(node.operation.again(...marked))[i]!
    const which = starts.findLastIndex((first) => first <= from)
    return this.#stored(node, this.#input(node, which, from - starts[which]!))
  }

  #called(value: (...elements: number[]) => number): string {
    const known = this.functions.indexOf(value)
    return `f${known >= 0 ? known : this.functions.push(value) - 1}`
  }

  /** A number of the tensor's kind: storing one of 32 bits rounds it. */
  #stored(node: Made, source: string): string {
    return node.dtype === 'float32' ? this.#compute(`Math.fround(${source})`) : this.#compute(source)
  }

  #compute(source: string): string {
    if (/^v\d+$/.test(source) || numberOf(source) !== undefined) return source
    const known = this.#computed.get(source)
    if (known) return known
    const name = `v${this.#computed.size}`
    this.#computed.set(source, name)
    this.#write(`const ${name} = ${source}`)
    return name
  }

  #write(statement: string): void {
    if (this.statements.push(statement) > longest) throw new NotUnrolled('too long')
  }
}

const rounded = ({ dtype }: Made, value: number): number => (dtype === 'float32' ? Math.fround(value) : value)

/** The number that a literal stands for. */
function numberOf(source: string): number | undefined {
  if (!/^\(?-?[\dNI]/.test(source)) return undefined
  const number = Number(source.replace(/[()]/g, ''))
  return source === 'NaN' || !Number.isNaN(number) ? number : undefined
}
