// A claim of the lectures, settled: what was predicted beside what was measured, and the verdict. A claim whose numbers do not bear it out
// throws, so a chapter that runs to its end has shown everything that it says.
import { formatNumber } from './format.ts'

/** One comparison. `tolerance` is in the unit of the number; a bound needs none; words need `holds`. */
export type Comparison =
  | { readonly what?: string; readonly predicted: number; readonly measured: number; readonly tolerance: number; readonly unit?: string }
  | { readonly what?: string; readonly predicted: Bound; readonly measured: number; readonly unit?: string }
  | { readonly what?: string; readonly predicted: string; readonly measured: string | number; readonly holds: boolean; readonly unit?: string }

/** A prediction that is a limit and not a number. */
export type Bound = { readonly atMost: number } | { readonly atLeast: number } | { readonly between: readonly [number, number] }

/** `shown`: the lectures are right. `corrected`: they are wrong or loose, and the statement says what is true. */
export type Verdict = 'shown' | 'corrected'

export interface ClaimText {
  /** the claim in one sentence */
  readonly statement: string
  readonly verdict?: Verdict
  /** what to make of it */
  readonly note?: string
}

/** A claim that the numbers do not bear out. */
export class ClaimError extends Error {
  override name = 'ClaimError'
}

/**
 * States a claim, compares what it predicts with what was measured, and shows the verdict.
 *
 * @param id the claim's number in the syllabus, e.g. `D5`
 * @param text the statement and one comparison, or several as `rows`
 * @throws ClaimError if a measured value is outside of what was predicted: `|measured − predicted| > tolerance`, or beyond the bound
 * @example
 * ```ts
 * claim('D5', { statement: 'Consecutive steps are at right angles.', predicted: 90, measured: 89.9999, tolerance: 0.01, unit: '°' })
 * // → ✓ D5 shown: Consecutive steps are at right angles. Predicted 90° ± 0.01°, measured 90°.
 * ```
 */
export function claim(id: string, text: ClaimText & (Comparison | { readonly rows: readonly Comparison[] })): Claim {
  const comparisons = 'rows' in text ? text.rows : [text]
  if (comparisons.length === 0) throw new ClaimError(`claim ${id}: nothing compared. Give at least one row of predicted and measured.`)
  const rows = comparisons.map((comparison) => settle(id, comparison))
  const refuted = rows.filter(({ holds }) => !holds)
  if (refuted.length > 0) {
    throw new ClaimError(
      `claim ${id} is not borne out: ${text.statement}\n` +
        refuted.map(({ what, predicted, measured }) => `  ${what ? `${what}: ` : ''}predicted ${predicted}, measured ${measured}`).join('\n') +
        '\nLook for the mistake in the experiment first. If it is right, the claim is not: state what is true and give it the verdict ' +
        "'corrected'.",
    )
  }
  return new Claim(id, text.statement, text.verdict ?? 'shown', rows, text.note)
}

/** One comparison as it is printed, and whether it bears the claim out. */
export interface Row {
  readonly what: string | undefined
  readonly predicted: string
  readonly measured: string
  readonly holds: boolean
}

function settle(id: string, comparison: Comparison): Row {
  const { what, predicted, measured, unit = '' } = comparison
  const print = (value: number | string) => (typeof value === 'number' ? formatNumber(value, 4) : value) + (/^[°%]?$/.test(unit) ? unit : ` ${unit}`)
  const row = (prediction: string, holds: boolean): Row => ({ what, predicted: prediction, measured: print(measured), holds })

  if (typeof predicted === 'string') {
    return row(predicted, 'holds' in comparison && comparison.holds)
  }
  const value = Number(measured)
  if (typeof predicted === 'number') {
    const tolerance = 'tolerance' in comparison ? comparison.tolerance : NaN
    if (!(tolerance >= 0 && tolerance < Infinity)) {
      throw new ClaimError(`claim ${id}: tolerance: ${tolerance}. Say how far the measured value may be from ${predicted} before the claim fails.`)
    }
    return row(tolerance === 0 ? print(predicted) : `${print(predicted)} ± ${print(tolerance)}`, Math.abs(value - predicted) <= tolerance)
  }
  if ('atMost' in predicted) return row(`at most ${print(predicted.atMost)}`, value <= predicted.atMost)
  if ('atLeast' in predicted) return row(`at least ${print(predicted.atLeast)}`, value >= predicted.atLeast)
  const [low, high] = predicted.between
  return row(`${print(low)} to ${print(high)}`, low <= value && value <= high)
}

/** The verdict's sign and word: neither is left to colour. */
const signs: Record<Verdict, string> = { shown: '✓', corrected: '✎' }

/** A settled claim; it shows itself as a box with a table. */
export class Claim {
  readonly id: string
  readonly statement: string
  readonly verdict: Verdict
  readonly rows: readonly Row[]
  readonly note: string | undefined

  constructor(id: string, statement: string, verdict: Verdict, rows: readonly Row[], note?: string) {
    this.id = id
    this.statement = statement
    this.verdict = verdict
    this.rows = rows
    this.note = note
  }

  toString(): string {
    const { id, statement, verdict, rows, note } = this
    const compared = rows.map(({ what, predicted, measured }) => `${what ? `${what}: ` : ''}predicted ${predicted}, measured ${measured}.`)
    return [`${signs[verdict]} Claim ${id}, ${verdict}: ${statement}`, ...compared.map((line) => `  ${line}`), ...(note ? [note] : [])].join('\n')
  }

  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    const { id, statement, verdict, rows } = this
    return {
      'text/html': htmlOf(this),
      'text/plain': this.toString(),
      'application/vnd.downhill.claim+json': { id, statement, verdict, rows },
    }
  }
}

// The box takes its colours from the page (currentColor), so it reads in a light and in a dark theme and on paper.
const box = 'border: 1px solid; border-left-width: 6px; border-radius: 4px; padding: 0.6em 1em; margin: 0.5em 0; max-width: 50em'
const cell = 'text-align: left; padding: 0.15em 1.2em 0.15em 0'

function htmlOf({ id, statement, verdict, rows, note }: Claim): string {
  const named = rows.some(({ what }) => what !== undefined)
  const line = ({ what, predicted, measured }: Row) =>
    `<tr>${named ? `<th scope="row" style="${cell}; font-weight: normal">${escape(what ?? '')}</th>` : ''}` +
    `<td style="${cell}">${escape(predicted)}</td><td style="${cell}"><strong>${escape(measured)}</strong></td></tr>`
  const head = ['predicted', 'measured'].map((name) => `<th scope="col" style="${cell}">${name}</th>`).join('')
  return (
    `<div class="downhill-claim downhill-claim-${verdict}" role="group" aria-label="Claim ${escape(id)}: ${verdict}" style="${box}">` +
    `<p style="margin: 0 0 0.4em"><strong>${signs[verdict]} Claim ${escape(id)}: ${verdict}.</strong> ${escape(statement)}</p>` +
    `<table style="border-collapse: collapse; margin: 0"><thead><tr>${named ? '<td></td>' : ''}${head}</tr></thead>` +
    `<tbody>${rows.map(line).join('')}</tbody></table>` +
    `${note ? `<p style="margin: 0.4em 0 0">${escape(note)}</p>` : ''}</div>`
  )
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
