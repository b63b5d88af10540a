// How much of a row is done at a time: blocks of several vectors while there are, then smaller ones. Writing a short formula out for
// several vectors saves jumps; a long one gives the machine enough to do at once, and code that is written out is code to be compiled.
import type { ElementOp, Formula, Output, PassSpec } from './formula.ts'

/** The vectors of a block, at most. */
export const mostVectors = 4

/**
 * The sizes of blocks, in vectors, the largest first. With sums among the outputs they hold whole eights of numbers: see running-sums.ts.
 */
export function blockSizes({ type, outputs }: PassSpec): number[] {
  const isLong = lengthOf(outputs) > longFormula
  if (!outputs.some(({ kind }) => kind === 'sum' || kind === 'rowSum' || kind === 'columnSum')) return isLong ? [1] : [mostVectors, 1]
  const eight = type === 'float64' ? 4 : 2
  return isLong || eight === mostVectors ? [eight] : [mostVectors, eight]
}

/** In instructions. */
const longFormula = 24

/** About how many instructions the formulas take. */
function lengthOf(outputs: readonly Output[]): number {
  const seen = new Set<Formula>()
  const visit = (formula: Formula): number => {
    if (!('of' in formula) || seen.has(formula)) return 0
    seen.add(formula)
    return formula.of.reduce((length, part) => length + visit(part), functions.has(formula.op) ? 30 : 1)
  }
  return outputs.reduce((length, { formula }) => length + visit(formula), 0)
}

const functions: ReadonlySet<ElementOp> = new Set(['exp', 'log', 'sin', 'cos', 'tanh', 'sigmoid', 'softplus', 'pow'])
