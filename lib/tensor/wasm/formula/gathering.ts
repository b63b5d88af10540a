// What becomes of the values of a pass: one class for each way. They are told of each value in turn, a vector of a block or a single one at
// the end of a row, and of the beginnings and ends of what they gather over.
import type { Local, Vector } from '../expression.ts'

export interface Gathering {
  /** What is gathered into one result: everything, a row, or a strip of columns. Nothing for a value that is just stored. */
  readonly over: 'all' | 'row' | 'strip' | 'nothing'
  begin(): void
  /** A vector, the index-th of its block. */
  vector(value: Vector, index: number): void
  /** A single value, in the first lane of a vector. */
  one(value: Vector): void
  endRow?(): void
  finish(): void
}

/** Steps by single numbers in a run: 0 in short runs, of the whole and of a row. */
export interface Steps {
  readonly all: Local<'i32'>
  readonly row: Local<'i32'>
}
