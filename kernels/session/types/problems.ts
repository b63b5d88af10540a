// Type errors as a learner sees them above a cell's output: where, what, and the line. The cell runs all the same.
import type { MimeBundle } from '../output.ts'
import type { TypeProblem } from './service.ts'

/** What TypeScript says, in words that fit a notebook, where an earlier cell looks like an import. */
export function plainWords(code: number, message: string): string {
  const sentence = shapeSentence(message)
  if (sentence !== undefined) return sentence
  if (code === 2632) return message.replace('because it is an import', 'because it is a constant of an earlier cell')
  return message
}

/**
 * What the types of a library say by themselves: they ask for `ShapeError<"matmul: inner sizes 3 and 4 differ">`, which nothing is, so that
 * the sentence appears within TypeScript's own words about how that came about. It is all that a reader needs.
 */
function shapeSentence(message: string): string | undefined {
  const quoted = /ShapeError<("(?:\\.|[^"\\])*")>/.exec(message)?.[1]
  return quoted === undefined ? undefined : (JSON.parse(quoted) as string)
}

/**
 * What is no error of a cell: names without a type yet, which arise from the way cells are put into modules (7005, 7034), and packages that
 * bring no types, whose exports are then of any type (7016).
 */
export const isArtefact = (code: number): boolean => code === 7005 || code === 7034 || code === 7016

export function problemsBundle(problems: readonly TypeProblem[], source: string): MimeBundle {
  const lines = source.split('\n')
  const text = problems.map((problem) => `  ${placeOf(problem)}: ${problem.message}`).join('\n')
  const items = problems.map((problem) => `<li>${placeOf(problem)}: ${escaped(problem.message)}${excerpt(problem, lines)}</li>`)
  const title = `${problems.length === 1 ? 'A type error' : `${problems.length} type errors`}; the cell runs all the same`
  return {
    'text/plain': `${title}:\n${text}`,
    'text/html': `<div class="downhill-type-errors" role="note" style="${box}"><p style="margin: 0">⚠ ${title}:</p><ul style="${list}">${items.join('')}</ul></div>`,
  }
}

// Written into the elements, so that every front end shows them alike: set apart by a bar at the side and a sign, not by colour alone.
const box = 'border-left: 4px solid #c77700; padding: 0.1em 0.8em; margin: 0.2em 0 0.6em'
const list = 'margin: 0.2em 0 0; padding-left: 1.4em'

const placeOf = ({ line, column }: TypeProblem): string => `line ${line}, column ${column}`

/** The line, with what is wrong marked in it. */
function excerpt({ line, column, endLine, endColumn }: TypeProblem, lines: readonly string[]): string {
  const text = lines[line - 1]
  if (text === undefined) return ''
  const start = column - 1
  const end = endLine === line ? endColumn - 1 : text.length
  return `<pre style="margin: 0.1em 0 0.3em">${escaped(text.slice(0, start))}<mark>${escaped(text.slice(start, end))}</mark>${escaped(text.slice(end))}</pre>`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
