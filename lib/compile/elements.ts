// What each element of each tensor is computed from. Asking for an element writes the code that it needs, and what nobody asks for is never
// written. Elements that are only moved about need no code at all.
import { Tensor, valuesOf } from '../tensor/tensor.ts'
import { sizeOf } from '../tensor/layout.ts'
import { large } from '../tensor/storage/index.ts'
import { additions, longRun } from '../tensor/total.ts'
import type { Walk } from '../tensor/walk.ts'
import type { Code } from './code.ts'
import { NotUnrolled } from './not-unrolled.ts'
import { isNode, shapeOf, type Made, type Node } from './program.ts'
import { approximated, literal, sources } from '../tensor/sources.ts'
import { type Element, Seeded, structuralZero, withoutZeros } from './zeros.ts'

export class Elements {
  readonly #code: Code
  readonly #seeded = new Seeded()
  readonly #elements = new Map<Node, (Element | undefined)[]>()
  /** For what puts tensors together: from which input each element comes, and from where in it. */
  readonly #joined = new Map<Made, readonly (readonly [which: number, from: number])[]>()
  /** For what adds up along a walk: from where the terms come, at places that it leads to. */
  readonly #added = new Map<Walk, ReadonlyMap<number, readonly number[]>>()

  constructor(code: Code) {
    this.#code = code
  }

  /** What one element of a tensor is; its code has been written. */
  of(node: Node, i: number): Element {
    let elements = this.#elements.get(node)
    if (!elements) this.#elements.set(node, (elements = []))
    return (elements[i] ??= this.#find(node, i))
  }

  #find(node: Node, i: number): Element {
    if (node.kind === 'constant') {
      const number = valuesOf(node.tensor)[i]!
      return number === 0 && this.#seeded.has(node) ? structuralZero : number
    }
    if (node.kind === 'argument') return this.#code.compute(`a${node.place}[${i}]`)
    const { name, value, walk } = node.operation
    if (value) return this.#applied(node, value, i)
    switch (name) {
      case 'reshape': case 'copy': return this.#input(node, 0, i)
      case 'cast': return this.#stored(node, this.#input(node, 0, i))
      case 'gather': case 'stretch': return this.#input(node, 0, walk!.list()[i]!)
      case 'total': return this.#total(node, i)
      case 'scatter': return this.#scattered(node, i)
      case 'concat': return this.#moved(node, i)
      default: throw new NotUnrolled(name)
    }
  }

  #input({ inputs, list }: Made, which: number, i: number): Element {
    const input = inputs[which]!
    if (typeof input === 'number') return input
    if (!isNode(input) || list !== undefined) throw new NotUnrolled('something that is given anew at each run')
    return this.of(input, i)
  }

  #applied(node: Made, value: (...elements: number[]) => number, i: number): Element {
    const { name } = node.operation
    if (approximated.has(name) && sizeOf(node.shape) >= large) throw new NotUnrolled(`${name} of many elements`)
    if (this.#isZero(node, i)) return structuralZero
    const elements = node.inputs.map((input, which) => (typeof input === 'number' ? rounded(node, input) : this.#input(node, which, i)))
    const left = withoutZeros(name, elements)
    if (typeof left === 'object') return this.#code.compute(`-${left.minus}`)
    if (left !== undefined) return left
    const operands = elements.map((element) => (element === structuralZero ? 0 : element))
    if (operands.every((operand) => typeof operand === 'number')) return rounded(node, value(...operands))
    const sourceOperands = operands.map(textOf)
    return this.#stored(node, this.#code.compute(sources[name]?.(...sourceOperands) ?? `${this.#code.called(value)}(${sourceOperands.join(', ')})`))
  }

  /** Whether a factor is a structural zero; the other, whose code may be long, is not asked for then. */
  #isZero(node: Made, i: number): boolean {
    if ((node.operation.name !== 'mul' && node.operation.name !== 'div') || !this.#seeded.has(node)) return false
    const factors = node.operation.name === 'mul' ? node.inputs : node.inputs.slice(0, 1)
    return factors.some((factor) => isNode(factor) && this.#seeded.has(factor) && this.of(factor, i) === structuralZero)
  }

  /** What a scatter adds up at one place, in the order of the elements. */
  #scattered(node: Made, i: number): Element {
    const walk = node.operation.walk!
    let sources = this.#added.get(walk)
    if (!sources) this.#added.set(walk, (sources = sourcesOfSums(walk)))
    const from = sources.get(i)
    if (from === undefined) return this.#seeded.has(node) ? structuralZero : 0
    return this.#stored(node, this.#sum(from.map((from) => this.#input(node, 0, from))))
  }

  /** The same additions in the same order as in lib/tensor/total.ts. */
  #total(node: Made, i: number): Element {
    const steps = additions(shapeOf(node.inputs[0] as Node), node.shape)
    const sumAfter = (step: number, place: number): Element => {
      if (step < 0) return this.#input(node, 0, place)
      const { length, inner } = steps[step]!
      const [outer, column] = [Math.floor(place / inner), place % inner]
      const terms = Array.from({ length }, (_, k) => sumAfter(step - 1, (outer * length + k) * inner + column))
      if (inner > 1 || length < longRun) return this.#sum(terms)
      const [s0, s1, s2, s3, s4, s5, s6, s7] = Array.from({ length: 8 }, (_, lane) => this.#sum(terms.filter((_, k) => k % 8 === lane)))
      const both = (a: Element, b: Element): Element => this.#plus(a, b)
      return both(both(both(s0!, s2!), both(s4!, s6!)), both(both(s1!, s3!), both(s5!, s7!)))
    }
    return this.#stored(node, sumAfter(steps.length - 1, i))
  }

  /** Added in order from 0 on, in double precision. */
  #sum(terms: readonly Element[]): Element {
    if (terms.length > 0 && terms.every((term) => term === structuralZero)) return structuralZero
    return terms.reduce((sum, term) => this.#plus(sum, term), 0)
  }

  #plus(a: Element, b: Element): Element {
    if (b === structuralZero) return a
    if (a === structuralZero) return b
    return typeof a === 'number' && typeof b === 'number' ? a + b : this.#code.compute(`${textOf(a)} + ${textOf(b)}`)
  }

  /** Where an element comes from is found out by letting the operation move the numbers 0, 1, 2, … of all places. */
  #moved(node: Made, i: number): Element {
    let sources = this.#joined.get(node)
    if (!sources) this.#joined.set(node, (sources = sourcesOf(node)))
    const [which, from] = sources[i]!
    return this.#stored(node, this.#input(node, which, from))
  }

  /** A number of the tensor's kind: storing one of 32 bits rounds it. */
  #stored(node: Made, element: Element): Element {
    if (node.dtype === 'float64' || element === structuralZero) return element
    return typeof element === 'number' ? Math.fround(element) : this.#code.compute(`Math.fround(${element})`)
  }
}

/** An element in code. */
export const textOf = (element: Exclude<Element, typeof structuralZero>): string => (typeof element === 'number' ? literal(element) : element)

/** For each element of an operation that puts tensors together: from which of its inputs it comes, and which element it is there. */
function sourcesOf({ operation, inputs }: Made): [which: number, from: number][] {
  let start = 0
  const whence: [number, number][] = []
  const marked = inputs.map((input, which) => {
    const shape = shapeOf(input as Node)
    const marks = Float64Array.from({ length: sizeOf(shape) }, (_, from) => {
      whence.push([which, from])
      return start + from
    })
    start += marks.length
    return new Tensor(marks, shape, 'float64')
  })
  return Array.from(valuesOf(operation.again(...marked)), (mark) => whence[mark]!)
}

/** For each place that a walk leads to: the numbers of the steps that lead there, in order. */
function sourcesOfSums(walk: Walk): Map<number, number[]> {
  const sources = new Map<number, number[]>()
  walk.visit((place, from) => {
    const sofar = sources.get(place)
    if (sofar) sofar.push(from)
    else sources.set(place, [from])
  })
  return sources
}

const rounded = ({ dtype }: Made, value: number): number => (dtype === 'float32' ? Math.fround(value) : value)
