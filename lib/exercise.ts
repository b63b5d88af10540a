// What a chapter asks of its reader: to predict before running, and to try a task whose check answers with a hint. Neither throws, for a
// chapter must also run to its end for those who only read; and neither gives the answer to those who have not tried.
import { boxAround, escape } from './box.ts'
import { formatNumber, oneLine } from './format.ts'

/** What a reader may predict: a number, or one of several words. */
export type Answer = number | string

/** How a prediction is held against the measurement. */
export interface Measured {
  /** how far off still counts as right, in the unit of the number; 0 unless told */
  readonly tolerance?: number
  /** of both numbers */
  readonly unit?: string
  /** why it came out so */
  readonly because: string
}

/** What a check asks of an answer, and what helps when the answer does not have it. */
export interface Requirement<Attempt> {
  readonly holds: (attempt: Attempt) => boolean
  /** a question or a pointer, never the solution */
  readonly hint: string
}

/**
 * Something the reader predicts before running the experiment: the cell shows the question, and `.against` in a later cell the outcome.
 *
 * @param question what to predict
 * @param yours the reader's prediction; the chapter leaves it out
 * @example
 * ```ts
 * const guess = predict('Of 100 directions, how many lead downhill?', 25)
 * String(guess) // → 'Of 100 directions, how many lead downhill? You say 25.'
 * String(guess.against(50, { tolerance: 5, because: 'Half of them point away from the gradient.' }))
 * // → '✗ Of 100 directions, how many lead downhill? You said 25, measured 50. Half of them point away from the gradient.'
 * ```
 */
export const predict = (question: string, yours?: Answer): Prediction => new Prediction(oneLine(question), yours)

/**
 * A question with the reader's prediction, if there is one.
 *
 * @example
 * ```ts
 * predict('Which is steeper?', 'left').against('left', { because: 'Its contours are denser.' }).passed // → true
 * ```
 */
export class Prediction {
  readonly question: string
  readonly yours: Answer | undefined

  /** @internal Predictions are made by `predict`. */
  constructor(question: string, yours: Answer | undefined) {
    this.question = question
    this.yours = yours
  }

  /**
   * Holds the prediction against what was measured. Without a prediction it asks for one and keeps the measurement to itself.
   *
   * @example
   * ```ts
   * String(predict('How many?').against(50, { because: 'Half of them.' }))
   * // → '✎ How many? You have not said yet. Write your answer into the cell that asks, and run on from there.'
   * ```
   */
  against(measured: Answer, { tolerance = 0, unit = '', because }: Measured): Feedback {
    const { question, yours } = this
    if (yours === undefined) {
      return new Feedback('open', `${question} You have not said yet.`, 'Write your answer into the cell that asks, and run on from there.')
    }
    const print = (answer: Answer) => (typeof answer === 'number' ? formatNumber(answer) : answer) + (unit && ` ${unit}`)
    const right = typeof yours === 'number' && typeof measured === 'number' ? Math.abs(yours - measured) <= tolerance : yours === measured
    return new Feedback(right ? 'passed' : 'failed', `${question} You said ${print(yours)}, measured ${print(measured)}.`, because)
  }

  /** The question, and the prediction or how to make one. */
  toString(): string {
    const { question, yours } = this
    if (yours === undefined) return `${question} Write your answer after the question, as in predict('…', 3), and run the cell again.`
    return `${question} You say ${typeof yours === 'number' ? formatNumber(yours) : yours}.`
  }

  /** How a notebook shows it. */
  [Symbol.for('Jupyter.display')](): Record<string, string> {
    return shown('Your prediction', 'prediction', `✎ Predict: ${this}`)
  }
}

/**
 * Checks what the reader made, and answers with the hint of the first requirement that it does not meet.
 *
 * @param task what was to be done
 * @param attempt the reader's answer: a number, a function, anything; `undefined` while there is none
 * @param requirements what must hold, from the first thing to look at to the last; one that throws is not met
 * @example
 * ```ts
 * const requirements = [
 *   { holds: (slope: number) => slope !== 0, hint: 'Is x² level at 3?' },
 *   { holds: (slope: number) => slope === 6, hint: 'How much does x² grow from 3 to 3.01?' },
 * ]
 * String(check('The slope of x² at 3', 9, requirements)) // → '✗ The slope of x² at 3: not yet. Hint: How much does x² grow from 3 to 3.01?'
 * check('The slope of x² at 3', 6, requirements).passed // → true
 * ```
 */
export function check<Attempt>(task: string, attempt: Attempt | undefined, requirements: readonly Requirement<Attempt>[]): Feedback {
  const name = oneLine(task)
  if (requirements.length === 0) throw new RangeError(`check('${name}'): no requirements. Give at least one, with its hint.`)
  if (attempt === undefined) return new Feedback('open', `${name}: yours to do.`, 'Fill in the cell, and run it again.')
  for (const { holds, hint } of requirements) {
    const problem = problemOf(() => holds(attempt))
    if (problem !== undefined) return new Feedback('failed', `${name}: not yet.`, `Hint: ${oneLine(hint)}${problem}`)
  }
  return new Feedback('passed', `${name}: right.`, '')
}

/** Nothing if it holds; else what was thrown, if anything. */
function problemOf(holds: () => boolean): string | undefined {
  try {
    return holds() ? undefined : ''
  } catch (error) {
    return ` (It stopped with: ${error instanceof Error ? error.message : String(error)})`
  }
}

const signs = { open: '✎', passed: '✓', failed: '✗' } as const

/**
 * What the reader is told: whether it is right, and a word of help.
 *
 * @example check('One', 1, [{ holds: (one: number) => one === 1, hint: 'Count.' }]).state // → 'passed'
 */
export class Feedback {
  /** `open` while there is no answer. */
  readonly state: keyof typeof signs
  readonly verdict: string
  readonly help: string

  /** @internal Feedback is made by `check` and by predictions. */
  constructor(state: keyof typeof signs, verdict: string, help: string) {
    this.state = state
    this.verdict = verdict
    this.help = oneLine(help)
  }

  get passed(): boolean {
    return this.state === 'passed'
  }

  /** Sign, verdict and help in a line. */
  toString(): string {
    return `${signs[this.state]} ${this.verdict} ${this.help}`.trim()
  }

  /** How a notebook shows it. */
  [Symbol.for('Jupyter.display')](): Record<string, string> {
    return shown('Check', this.state, String(this))
  }
}

const shown = (label: string, kind: string, text: string): Record<string, string> => ({
  'text/html': boxAround(`downhill-exercise downhill-exercise-${kind}`, label, `<p style="margin: 0">${escape(text)}</p>`),
  'text/plain': text,
})
