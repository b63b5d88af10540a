// Why a kernel ended, for the person: one line. What else the process wrote at its end, a trace most likely, is for the log.

const MORE = 'The window in which Downhill was started says more.'

/**
 * The end of a kernel in one line.
 *
 * @param reason what the process said of its end: one plain sentence, or the last lines that it wrote
 * @param answered whether it had answered before; if not, the first line of `reason` is its sentence
 * @param log hears the whole reason where that is more than a line
 */
export function sentenceOf(reason: string, code: number | null, answered: boolean, log: (line: string) => void): string {
  const [first = '', ...rest] = reason.trim().split('\n')
  if (rest.length === 0) return first
  log(`A kernel ended: ${reason.trim()}`)
  const sentence = answered ? `The kernel stopped unexpectedly${code === null ? '' : ` (exit code ${code})`}.` : first
  return `${sentence} ${MORE}`
}
