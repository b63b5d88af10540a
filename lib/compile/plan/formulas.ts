// A group of work as a pass: formulas of the elements that it reads, and what becomes of them. Equal formulas are one, arithmetic on
// constants is done here once and for all, what multiplies by 1 does nothing, and a quotient that can be a product is one. None of that
// changes a bit.
import { valuesOf } from '../../tensor/tensor.ts'
import { sizeOf } from '../../tensor/layout.ts'
import { approximated } from '../../tensor/sources.ts'
import type { ElementOp, Formula, Output, PassSpec } from '../../tensor/wasm/formula/index.ts'
import { type Made, type Node, shapeOf } from '../program.ts'
import type { Group } from './fuse.ts'
import { type Reading, readsInPlace } from './reading.ts'
import type { Work } from './work.ts'

/** What a pass makes. */
export interface Write {
  readonly node: Made
  /** Where in the node it begins to write, if it writes only some of its numbers; the others are zeros. */
  readonly start: number
  readonly isPadded: boolean
}

/** A pass over rows × columns elements. */
export interface Pass {
  readonly spec: PassSpec
  /** Passes of equal keys do the same. */
  readonly key: string
  readonly rows: number
  readonly columns: number
  /** What it reads, in the order of the inputs, and makes, in that of the outputs. */
  readonly reads: readonly Reading[]
  readonly writes: readonly Write[]
  /** Which of the given numbers are its parameters. */
  readonly numbers: readonly number[]
  /** What the operations do to single numbers. */
  readonly functions: ReadonlyMap<string, (...elements: number[]) => number>
}

/** The pass that does a group's work. @param kept what is needed outside of the group */
export function passOf(group: Group, kept: ReadonlySet<Node>): Pass {
  const columns = group.columns ?? group.size
  return new Writer(group).pass(group.size / columns, columns, kept)
}

/** Whether the result on constants is the same however it is computed. */
const isExact = (op: ElementOp): boolean => !approximated.has(op) && op !== 'pow'

class Writer {
  readonly #group: Group
  readonly #reads: Reading[] = []
  readonly #numbers: number[] = []
  readonly #functions = new Map<string, (...elements: number[]) => number>()
  readonly #known = new Map<string, Formula>()
  readonly #names = new Map<Formula, number>()
  readonly #values = new Map<Node, Formula>()

  constructor(group: Group) {
    this.#group = group
  }

  pass(rows: number, columns: number, kept: ReadonlySet<Node>): Pass {
    const outputs: Output[] = []
    const writes: Write[] = []
    for (const work of this.#group.works) {
      const formula = this.#formulaOf(work)
      if (work.output === 'store' && work.kind !== 'padding') this.#values.set(work.node, formula)
      if (work.output === 'store' && !kept.has(work.node)) continue
      outputs.push({ kind: work.output, formula })
      const isPadded = work.kind === 'padding'
      writes.push({ node: work.node, isPadded, start: isPadded ? work.node.operation.walk!.offset : 0 })
    }
    const inputs = this.#reads.map(({ access }) => access)
    const spec: PassSpec = { type: this.#type, inputs, parameters: this.#numbers.length, outputs }
    const key = [
      this.#type, inputs, ...this.#known.keys(), ...outputs.map(({ kind, formula }) => `${kind} ${this.#names.get(formula)}`),
    ].join(';')
    return { spec, key, rows, columns, reads: this.#reads, writes, numbers: this.#numbers, functions: this.#functions }
  }

  get #type(): 'float32' | 'float64' {
    return this.#group.works[0]!.node.dtype
  }

  #formulaOf({ node, kind, reads }: Work): Formula {
    // Zeros are what is added to, so that a -0 becomes 0 there.
    if (kind === 'padding') return this.#applied('add', [this.#read(reads[0]!), this.#constant(0)], (a, b) => a + b)
    if (kind !== 'element') return this.#read(reads[0]!)
    const { name, value } = node.operation
    let next = 0
    const of = node.inputs.map((input): Formula => {
      if (typeof input === 'number') return this.#constant(input)
      return input.kind === 'number' ? this.#parameter(input.place) : this.#read(reads[next++]!)
    })
    return this.#applied(name as ElementOp, of, value!)
  }

  #read(reading: Reading): Formula {
    const { node, access, start } = reading
    const made = readsInPlace(reading, this.#group.size) ? this.#values.get(node) : undefined
    if (made) return made
    if (node.kind === 'constant' && sizeOf(shapeOf(node)) === 1) return this.#constant(valuesOf(node.tensor)[0]!)
    const known = this.#reads.findIndex((read) => read.node === node && read.access === access && read.start === start)
    const index = known >= 0 ? known : this.#reads.push(reading) - 1
    return this.#one(`input ${index}`, () => ({ op: 'input', index }))
  }

  #parameter(place: number): Formula {
    const known = this.#numbers.indexOf(place)
    const index = known >= 0 ? known : this.#numbers.push(place) - 1
    return this.#one(`parameter ${index}`, () => ({ op: 'parameter', index }))
  }

  #constant(number: number): Formula {
    const value = this.#rounded(number)
    return this.#one(`constant ${Object.is(value, -0) ? '-0' : value}`, () => ({ op: 'constant', value }))
  }

  #applied(op: ElementOp, of: readonly Formula[], value: (...elements: number[]) => number): Formula {
    const [a, b] = of
    if (op === 'mul' && isOne(b!)) return a!
    if (op === 'mul' && isOne(a!)) return b!
    if (op === 'div' && isOne(b!)) return a!
    // Dividing by a power of 2 is multiplying by another, which takes a fraction of the time and rounds alike.
    if (op === 'div' && isPowerOfTwo(b!)) return this.#applied('mul', [a!, this.#constant(1 / b.value)], (a, b) => a * b)
    if (isExact(op) && of.every((part) => part.op === 'constant')) return this.#constant(value(...of.map((part) => part.value)))
    this.#functions.set(op, value)
    return this.#one(`${op} ${of.map((part) => this.#names.get(part)).join(' ')}`, () => ({ op, of }))
  }

  #one(key: string, make: () => Formula): Formula {
    let formula = this.#known.get(key)
    if (!formula) {
      this.#known.set(key, (formula = make()))
      this.#names.set(formula, this.#names.size)
    }
    return formula
  }

  #rounded(value: number): number {
    return this.#type === 'float32' ? Math.fround(value) : value
  }
}

/** One whose reciprocal can be had in either kind of number. */
function isPowerOfTwo(formula: Formula): formula is Formula & { op: 'constant' } {
  if (formula.op !== 'constant') return false
  const power = Math.round(Math.log2(Math.abs(formula.value)))
  return Math.abs(power) < 100 && 2 ** power === Math.abs(formula.value)
}

const isOne = (formula: Formula): boolean => formula.op === 'constant' && formula.value === 1
