// A line search chooses how far to go once the direction is known: it looks for a low place of φ(t) = L(w + t·d) on t > 0. What it is given
// is a line; what it reports is a step, what it cost, and every interval on the way, so that the search can be drawn.
/** The loss along a direction: φ(t) = L(w + t·d). */
export interface Line {
  /** φ(0), the loss where the line starts. */
  readonly value: number
  /** φ′(0) = g·d, negative when the direction leads downhill. */
  readonly slope: number
  /** φ(t) */
  at(t: number): number
  /** φ(t) and φ′(t); costs a gradient. */
  withSlopeAt(t: number): { value: number; slope: number }
}

/** A place that was tried. */
export interface Trial {
  t: number
  value: number
}

/** An interval known to hold a low place, and where in it the loss was measured. */
export interface Bracket {
  from: number
  to: number
  trials: Trial[]
}

/** What a line search found. */
export interface SearchResult {
  /** t: the update is this times the direction; 0 if nothing lower was found. */
  step: number
  /** φ(step) */
  value: number
  /** Was a lower place found? */
  found: boolean
  /** How often the loss was measured. */
  evaluations: number
  /** How often the gradient was. */
  gradientEvaluations: number
  /** The intervals from first to last. */
  brackets: Bracket[]
}

/** A way to choose how far to go along a line. */
export interface LineSearch {
  readonly name: string
  search(line: Line): SearchResult
}

/** Keeps count of what a search measures, and of the lowest place so far. */
export class Measurements {
  readonly brackets: Bracket[] = []
  private readonly line: Line
  private lowest: Trial
  private evaluations = 0
  private gradientEvaluations = 0

  constructor(line: Line) {
    this.line = line
    this.lowest = { t: 0, value: line.value }
  }

  /** Measures φ(t). */
  at(t: number): Trial {
    return this.keep({ t, value: this.line.at(t) })
  }

  /** Measures φ(t) and φ′(t). */
  withSlopeAt(t: number): Trial & { slope: number } {
    this.gradientEvaluations++
    return this.keep({ t, ...this.line.withSlopeAt(t) })
  }

  /** The report, with this place as the step taken: the lowest one measured, unless another is given. */
  result(taken: Trial = this.lowest): SearchResult {
    const { evaluations, gradientEvaluations, brackets } = this
    const found = taken.t > 0 && taken.value < this.line.value
    const { t: step, value } = found ? taken : { t: 0, value: this.line.value }
    return { step, value, found, evaluations, gradientEvaluations, brackets }
  }

  private keep<Kept extends Trial>(trial: Kept): Kept {
    this.evaluations++
    if (trial.value < this.lowest.value) this.lowest = trial
    return trial
  }
}
