// What a session is told with a cell that it is to execute, and what it tells when the cell has ended.
import type { AskReader } from './input.ts'
import type { MimeBundle, OutputListener } from './output.ts'
import type { CellError } from './traceback.ts'

export interface ExecuteOptions {
  /** Hears what the cell puts out, also what its timers put out after it has ended. */
  onOutput: OutputListener
  /** Evaluates without a count or a shown result. */
  silent?: boolean
  /** Whether the cell counts among those that were executed (the default); if not, it bears the number of the one after it. */
  counted?: boolean
  /** The id of the notebook's cell, where it is known. */
  cell?: string
  /** Asks whoever runs the cell; without it, cells that ask fail. */
  ask?: AskReader
}

export interface ExecuteResult {
  status: 'ok' | 'error'
  /** How many cells have been executed, this one counted. */
  executionCount: number
  error?: CellError
  /** What the front end is to show in its pager. */
  pages: MimeBundle[]
}
