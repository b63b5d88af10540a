// Parts of formulas that are the same for all elements of a row, or of the whole pass: they are computed once for it, not at each element.
import type { Access, Formula, Output } from './formula.ts'

/** For what a value is the same. */
export type Span = 'pass' | 'row' | 'element'

const narrowness: Record<Span, number> = { pass: 0, row: 1, element: 2 }
const spanOfAccess: Record<Access, Span> = { scalar: 'pass', column: 'row', row: 'element', full: 'element' }

/** The largest parts that are the same for more than an element, and are not there already. */
export function invariants(outputs: readonly Output[], inputs: readonly Access[]): { pass: Formula[]; row: Formula[] } {
  const spans = new Map<Formula, Span>()
  const spanOf = (formula: Formula): Span => {
    let span = spans.get(formula)
    if (!span) spans.set(formula, (span = computedSpan(formula)))
    return span
  }
  const computedSpan = (formula: Formula): Span => {
    if (formula.op === 'input') return spanOfAccess[inputs[formula.index]!]
    if (!('of' in formula)) return 'pass'
    return formula.of.map(spanOf).reduce((a, b) => (narrowness[a] > narrowness[b] ? a : b), 'pass')
  }

  const found = { pass: new Set<Formula>(), row: new Set<Formula>() }
  const seen = new Set<Formula>()
  const collect = (formula: Formula, around: Span): void => {
    if (!('of' in formula)) return
    const span = spanOf(formula)
    if (span !== 'element' && span !== around) found[span].add(formula)
    if (seen.has(formula)) return
    seen.add(formula)
    for (const part of formula.of) collect(part, span)
  }
  for (const { formula } of outputs) collect(formula, 'element')
  return { pass: [...found.pass], row: [...found.row] }
}
