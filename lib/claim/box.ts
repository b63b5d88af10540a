// How a settled claim looks: a box with the statement, and a table of what was predicted beside what was measured.
import { boxAround, escape } from '../box.ts'
import type { Claim } from '../claim.ts'
import type { Row } from './compare.ts'

/** The signs of the verdicts; the word stands beside them. */
export const signs = { shown: '✓', corrected: '✎' } as const

const cell = 'text-align: left; padding: 0.15em 1.2em 0.15em 0'

/** The box of a claim as HTML. Sign and word tell the verdict, and no colour does. */
export function boxOf({ id, statement, verdict, rows, note }: Claim): string {
  const sign = signs[verdict]
  const named = rows.some(({ what }) => what !== '')
  const line = ({ what, predicted, measured }: Row) =>
    `<tr>${named ? `<th scope="row" style="${cell}; font-weight: normal">${escape(what)}</th>` : ''}` +
    `<td style="${cell}">${escape(unbroken(predicted))}</td><td style="${cell}"><strong>${escape(unbroken(measured))}</strong></td></tr>`
  const head = ['predicted', 'measured'].map((name) => `<th scope="col" style="${cell}">${name}</th>`).join('')
  return boxAround(
    `downhill-claim downhill-claim-${verdict}`,
    `Claim ${id}: ${verdict}`,
    `<p style="margin: 0 0 0.4em"><strong>${sign} Claim ${escape(id)}: ${verdict}.</strong> ${escape(statement)}</p>` +
      `<table style="border-collapse: collapse; margin: 0"><thead><tr>${named ? '<td></td>' : ''}${head}</tr></thead>` +
      `<tbody>${rows.map(line).join('')}</tbody></table>` +
      `${note ? `<p style="margin: 0.4em 0 0">${escape(note)}</p>` : ''}`,
  )
}

/** A number stays on one line with its tolerance and its unit; words may be broken into several. */
const unbroken = (text: string): string => (text.length <= 24 ? text.replaceAll(' ', '\u00a0') : text)
