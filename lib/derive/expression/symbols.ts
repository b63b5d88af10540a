// A formula and the formulas of its first and second derivatives, each worked out when it is first asked for.
import type { MathNode } from 'mathjs'
import { compiled, derivative, texOf } from './mathjs.ts'

/** A formula and the formulas of its derivatives. */
export interface Formulas {
  readonly value: string
  /** ∂f/∂wᵢ, in the order of the variables. */
  readonly gradient: readonly string[]
  /** ∂²f/∂wᵢ∂wⱼ, a row for each i. */
  readonly hessian: readonly (readonly string[])[]
}

type Evaluate = (scope: Record<string, number>) => number

/** The symbolic side of an expression. */
export interface Symbols {
  readonly value: Evaluate
  gradient(): Evaluate[]
  hessian(): Evaluate[][]
  text(): Formulas
  tex(): Formulas
}

export function symbolsOf(formula: MathNode, variables: readonly string[]): Symbols {
  const first = once(() => variables.map((name) => derivative(formula, name)))
  const second = once(() => first().map((slope) => variables.map((name) => derivative(slope, name))))
  const written = (write: (node: MathNode) => string): Formulas => ({
    value: write(formula),
    gradient: first().map(write),
    hessian: second().map((row) => row.map(write)),
  })
  return {
    value: compiled(formula),
    gradient: once(() => first().map(compiled)),
    hessian: once(() => second().map((row) => row.map(compiled))),
    text: once(() => written(String)),
    tex: once(() => written(texOf)),
  }
}

/** Works something out at the first call and remembers it. */
function once<Result>(work: () => Result): () => Result {
  let done: { result: Result } | undefined
  return () => (done ??= { result: work() }).result
}
