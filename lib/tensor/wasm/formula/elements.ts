// What each operation does to a vector of elements. Arithmetic, comparisons and choices give the bits that JavaScript gives for single
// numbers; a comparison is a mask of bits first, and 1 or 0 only where it is wanted as a number.
import { type Vector, v128 } from '../expression.ts'
import type { Emitter } from './emitter.ts'
import { exponential, hyperbolicTangent, logistic } from './exponential.ts'
import { type ElementOp, elementOps, type Formula } from './formula.ts'
import { logarithm, smoothRelu } from './logarithm.ts'
import { cosine, sine } from './trigonometric.ts'

/** Of operands that are computed already. */
type Element = (e: Emitter, ...operands: Vector[]) => Vector

/** The comparisons, as masks. */
const comparisons: Partial<Record<ElementOp, (e: Emitter, a: Vector, b: Vector) => Vector>> = {
  greater: ({ numbers }, a, b) => numbers.isGreater(a, b),
  greaterEqual: ({ numbers }, a, b) => numbers.isAtLeast(a, b),
  less: ({ numbers }, a, b) => numbers.isLess(a, b),
  lessEqual: ({ numbers }, a, b) => numbers.isAtMost(a, b),
  equal: ({ numbers }, a, b) => numbers.isEqual(a, b),
  notEqual: ({ numbers }, a, b) => numbers.isNotEqual(a, b),
}

const oneWhere = (e: Emitter, mask: Vector): Vector => v128.and(mask, e.number(1))

const elements: Partial<Record<ElementOp, Element>> = {
  add: ({ numbers }, a, b) => numbers.add(a!, b!),
  sub: ({ numbers }, a, b) => numbers.sub(a!, b!),
  mul: ({ numbers }, a, b) => numbers.mul(a!, b!),
  div: ({ numbers }, a, b) => numbers.div(a!, b!),
  maximum: ({ numbers }, a, b) => numbers.max(a!, b!),
  minimum: ({ numbers }, a, b) => numbers.min(a!, b!),
  neg: ({ numbers }, x) => numbers.neg(x!),
  square: ({ numbers }, x) => numbers.mul(x!, x!),
  sqrt: ({ numbers }, x) => numbers.sqrt(x!),
  abs: ({ numbers }, x) => numbers.abs(x!),
  // x < 0 ? 0 : x is to the bit what `greater` does, for NaN and -0 as well.
  relu: (e, x) => e.numbers.greater(x!, e.number(0)),
  step: (e, x) => oneWhere(e, e.numbers.isGreater(x!, e.number(0))),
  // A 1 with the sign of x, but x itself where that is 0, -0 or NaN.
  sign: (e, x) => {
    const signed = v128.or(v128.and(x!, e.number(-0)), e.number(1))
    return v128.select(signed, x!, e.numbers.isGreater(e.numbers.abs(x!), e.number(0)))
  },
  exp: (e, x) => exponential(e, x!),
  tanh: (e, x) => hyperbolicTangent(e, x!),
  sigmoid: (e, x) => logistic(e, x!),
  log: (e, x) => logarithm(e, x!),
  softplus: (e, x) => smoothRelu(e, x!),
  sin: (e, x) => sine(e, x!),
  cos: (e, x) => cosine(e, x!),
}

/** Whether a formula can have this operation. */
export const canEmit = (op: string): op is ElementOp => (elementOps as readonly string[]).includes(op)

/** The values of formulas at one vector of elements. */
export class Evaluation {
  readonly #emitter: Emitter
  readonly #given: (leaf: Formula & { op: 'input' | 'parameter' }) => Vector
  readonly #known: ReadonlyMap<Formula, Vector>
  readonly #values = new Map<Formula, Vector>()
  readonly #masks = new Map<Formula, Vector>()

  /**
   * @param given what inputs and parameters are there
   * @param known what was computed before
   */
  constructor(emitter: Emitter, given: (leaf: Formula & { op: 'input' | 'parameter' }) => Vector, known: ReadonlyMap<Formula, Vector>) {
    this.#emitter = emitter
    this.#given = given
    this.#known = known
    emitter.nextVector()
  }

  value(formula: Formula): Vector {
    if (formula.op === 'constant') return this.#emitter.number(formula.value)
    let value = this.#known.get(formula) ?? this.#values.get(formula)
    if (!value) this.#values.set(formula, (value = this.#emitter.keep(this.#computed(formula))))
    return value
  }

  #computed(formula: Exclude<Formula, { op: 'constant' }>): Vector {
    if (formula.op === 'input' || formula.op === 'parameter') return this.#given(formula)
    const { op, of } = formula
    if (!canEmit(op)) throw new RangeError(`passFunction: no vector code for operation: ${op as string}`)
    if (comparisons[op]) return oneWhere(this.#emitter, this.#mask(formula))
    if (op === 'where') return v128.select(this.value(of[1]!), this.value(of[2]!), this.#mask(of[0]!))
    if (op === 'pow') return power(this.#emitter, this.value(of[0]!), of[1]!, () => this.value(of[1]!))
    return elements[op]!(this.#emitter, ...of.map((part) => this.value(part)))
  }

  /** Where a formula is not 0. */
  #mask(formula: Formula): Vector {
    let mask = this.#masks.get(formula)
    if (!mask) this.#masks.set(formula, (mask = this.#emitter.keep(this.#compared(formula))))
    return mask
  }

  #compared(formula: Formula): Vector {
    const comparison = 'of' in formula && !this.#known.has(formula) ? comparisons[formula.op] : undefined
    if (comparison && 'of' in formula) return comparison(this.#emitter, this.value(formula.of[0]!), this.value(formula.of[1]!))
    return this.#emitter.numbers.isNotEqual(this.value(formula), this.#emitter.number(0))
  }
}

/** Powers with small whole exponents are products, within 2 ulp of Math.pow; the others are left to Math.pow, number by number. */
function power(e: Emitter, base: Vector, exponent: Formula, value: () => Vector): Vector {
  const { numbers } = e
  switch (exponent.op === 'constant' ? exponent.value : undefined) {
    case 0: return e.number(1)
    case 1: return base
    case 2: return numbers.mul(base, base)
    case 3: return numbers.mul(numbers.mul(base, base), base)
    case -1: return numbers.div(e.number(1), base)
  }
  return e.eachLane('pow', base, value())
}
