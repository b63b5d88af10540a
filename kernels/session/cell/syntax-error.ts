// A cell that is not a program: what is wrong, and where in the cell as the learner wrote it.

export class CellSyntaxError extends SyntaxError {
  override readonly name = 'SyntaxError'
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1. */
  readonly column: number
  /** The cell breaks off: more lines could make it complete. */
  readonly incomplete: boolean

  constructor(message: string, line: number, column: number, incomplete = false) {
    super(message)
    this.line = line
    this.column = column
    this.incomplete = incomplete
  }
}
