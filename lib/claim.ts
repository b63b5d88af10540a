// A claim of the lectures, settled: what was predicted beside what was measured, and the verdict. A claim whose numbers do not bear it out
// throws, so a chapter that runs to its end has shown everything that it says.
import { boxOf, signs } from './claim/box.ts'
import { compare, type Comparison, type Row } from './claim/compare.ts'
import { oneLine } from './format.ts'

export type { Bound, Comparison } from './claim/compare.ts'

/** `shown`: the lectures are right. `corrected`: they are wrong or loose, and the statement says what is true. */
export type Verdict = 'shown' | 'corrected'

/** What a claim says, and how it was tested: by one comparison, or by several with their names. Texts may run over several lines. */
export type Statement = {
  /** the claim in one sentence */
  readonly statement: string
  /** `shown` unless said */
  readonly verdict?: Verdict
  /** what to make of it */
  readonly note?: string
} & (Comparison | { readonly rows: Readonly<Record<string, Comparison>> })

/**
 * A claim that the numbers do not bear out, or one that could not fail.
 *
 * @example
 * ```ts
 * claim('G1', { statement: 'One is one.', rows: {} }) // → ClaimError: claim G1: nothing compared. Give at least one row.
 * ```
 */
export class ClaimError extends Error {
  override name = 'ClaimError'
}

/**
 * States a claim, compares what it predicts with what was measured, and shows the verdict.
 *
 * A prediction is a number with a `tolerance`, a bound (`{ atMost: 2 }`, `{ atLeast: 1 }`, `{ between: [1, 2] }`), or words that come with
 * `holds`.
 *
 * @param id the claim's number in the syllabus, e.g. `D5`
 * @param text the statement and one comparison, or several as `rows: { name: comparison, … }`
 * @throws ClaimError if |measured − predicted| > tolerance, if a bound is broken, or if nothing could fail
 * @example
 * ```ts
 * const angle = { statement: 'Steps are at right angles.', predicted: 90, tolerance: 0.01, unit: '°' }
 * claim('D5', { ...angle, measured: 89.9999 }).verdict // → 'shown'
 * String(claim('D5', { ...angle, measured: 90 }))
 * // → '✓ Claim D5, shown: Steps are at right angles.\n  predicted 90° ± 0.01°, measured 90°'
 * ```
 */
export function claim(id: string, text: Statement): Claim {
  const comparisons = Object.entries('rows' in text ? text.rows : { '': text })
  if (comparisons.length === 0) throw new ClaimError(`claim ${id}: nothing compared. Give at least one row.`)
  const rows = comparisons.map(([what, comparison]) => {
    try {
      return compare(what, comparison)
    } catch (error) {
      throw new ClaimError(`claim ${id}: ${(error as Error).message}`, { cause: error })
    }
  })
  const refuted = rows.filter(({ holds }) => !holds)
  const statement = oneLine(text.statement)
  if (refuted.length > 0) throw new ClaimError(refutation(id, statement, refuted))
  return new Claim(id, statement, text.verdict ?? 'shown', rows, text.note && oneLine(text.note))
}

function refutation(id: string, statement: string, refuted: readonly Row[]): string {
  return [
    `claim ${id} is not borne out: ${statement}`,
    ...refuted.map((row) => `  ${inWords(row)}`),
    'Look for the mistake in the experiment first. If it is right, the claim is not: state what is true, with the verdict "corrected".',
  ].join('\n')
}

const inWords = ({ what, predicted, measured }: Row): string =>
  `${what ? `${what}: ` : ''}predicted ${predicted}, measured ${measured}`

/**
 * A settled claim; it shows itself as a box with a table.
 *
 * @example
 * ```ts
 * claim('G1', { statement: 'One is at most two.', predicted: { atMost: 2 }, measured: 1 }).verdict // → 'shown'
 * ```
 */
export class Claim {
  readonly id: string
  readonly statement: string
  readonly verdict: Verdict
  readonly rows: readonly Row[]
  readonly note: string | undefined

  /** @internal Claims are made by `claim`, which tests them. */
  constructor(id: string, statement: string, verdict: Verdict, rows: readonly Row[], note?: string) {
    this.id = id
    this.statement = statement
    this.verdict = verdict
    this.rows = rows
    this.note = note
  }

  /** The claim, its numbers and its note, a line each. */
  toString(): string {
    const head = `${signs[this.verdict]} Claim ${this.id}, ${this.verdict}: ${this.statement}`
    return [head, ...this.rows.map((row) => `  ${inWords(row)}`), ...(this.note ? [this.note] : [])].join('\n')
  }

  /** How a notebook shows it; the course's index reads the JSON. */
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    const { id, statement, verdict, rows } = this
    return {
      'text/html': boxOf(this),
      'text/plain': this.toString(),
      'application/vnd.downhill.claim+json': { id, statement, verdict, rows },
    }
  }
}
