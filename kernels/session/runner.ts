// What a session needs of its host: something that runs a compiled cell. In Node that is a worker thread, in a browser a Web Worker. It
// runs one cell at a time and can be told to stop it.
import type { CommPort } from './comms/index.ts'
import type { InputAnswer, InputQuestion } from './input.ts'
import type { MimeBundle } from './output.ts'
import type { CompiledCell } from './cell/compile.ts'

/** A compiled cell under way to what runs it; plain data that can be posted to another thread. */
export interface CellRun {
  /** Counts all runs of a session, silent ones too. */
  id: number
  /** The name under which the cell appears in stacks: `cell-3.ts`. */
  file: string
  code: string
  /** How long the text is that stands before the cell on its first line; columns there are counted without it. */
  headLength: number
  flush: string
  objects: number
  /** Modules to load before the cell runs. */
  imports: string[]
  /** The names it declares, each with the shared object it lives in. */
  declared: Map<string, string>
  /** Whether somebody is there who could answer a question or move a control. */
  attended: boolean
}

/** A place in a cell where something was awaited, as an offset into its JavaScript. */
export interface AwaitSite {
  file: string
  offset: number
  /** False for the code of the cell itself. */
  inFunction: boolean
}

/** A thrown value, as data. */
export interface ThrownError {
  name: string
  message: string
  /** As V8 writes it, or empty for a thrown value that is no error. */
  stack: string
  /** Where cells awaited what threw, from the inside out: V8's stack ends at the first of them. */
  awaits: AwaitSite[]
  /** For an import that failed: which of the cell's imports. */
  importIndex?: number
  cause?: ThrownError
}

export type RunOutcome =
  | { status: 'ok'; elapsed: number; result?: { data: MimeBundle; metadata: MimeBundle } }
  | { status: 'error'; error: ThrownError; unset: string[] }
  /** Stopped from outside; the stack and the awaits tell where it was. */
  | { status: 'interrupted'; stack: string; awaits: AwaitSite[]; unset: string[] }
  | ({ status: 'died' } & Death)

/** The thread is gone, and all variables with it. */
export interface Death {
  name: string
  message: string
}

/** What a run puts out while it runs, or later from a timer or a listener that it left behind; `run` tells which. */
export type RunOutput = { run: number } & RunOutputContent

export type RunOutputContent =
  | { type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; data: MimeBundle; metadata: MimeBundle; id?: string; update: boolean }
  | { type: 'clear'; wait: boolean }
  /** An error that nobody caught, after or beside the cell's own. */
  | { type: 'uncaught'; error: ThrownError; inPromise: boolean }

export interface CellRunner {
  /** Runs a cell. Never rejects: whatever happens is an outcome. */
  run(run: CellRun): Promise<RunOutcome>
  /** Hears all output, whichever cell it comes from. */
  onOutput(listener: (output: RunOutput) => void): void
  /** Gives what answers the questions that cells ask their reader. */
  onInput(answer: (question: InputQuestion) => Promise<InputAnswer>): void
  /** The lines between objects in the notebook and the front end. */
  readonly comms: CommPort
  /** Hears that the thread has ended and a fresh one, which knows no names, has taken its place. */
  onDeath(listener: (death: Death) => void): void
  /** Stops the running cell, if one runs; the names and values of all cells stay. */
  interrupt(): Promise<void>
  /** Begins anew with no names at all. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** What is posted of a compiled cell. */
export function runOf(id: number, file: string, cell: CompiledCell, attended: boolean): CellRun {
  const { code, headLength, flush, objects, imports, objectOf: declared } = cell
  return { id, file, code, headLength, flush, objects, imports: imports.map(({ source }) => source), declared, attended }
}
