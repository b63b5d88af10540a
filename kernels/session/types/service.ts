// What a session may be given to know about types: TypeScript's language server in Node, TypeScript itself in a browser. A session without
// it runs cells just the same.
import type { CompiledCell } from '../cell/compile.ts'

/** A type error, at a place in a cell; lines and columns are counted from 1. */
export interface TypeProblem {
  line: number
  column: number
  /** Where what is wrong ends, on the same or a later line. */
  endLine: number
  endColumn: number
  /** TypeScript's number of the error, 2322 for instance. */
  code: number
  message: string
}

export interface CompletionItem {
  text: string
  /** `function`, `method`, `property`, `class`, `module`, `keyword`, … */
  type: string
  /** The declaration. */
  signature?: string
  /** Markdown. */
  documentation?: string
}

/** Completions for the text between two offsets. */
export interface Completions {
  items: CompletionItem[]
  start: number
  end: number
}

/** What a name is, where the cursor stands. */
export interface Hover {
  /** The declaration, in TypeScript. */
  declaration: string
  /** Documentation in Markdown; may be empty. */
  documentation: string
}

export type CheckedCell = Pick<CompiledCell, 'declared' | 'jsx'>

export interface TypeService {
  /**
   * Checks a cell that is about to run; cells after it see what it declares.
   *
   * @param cell the values that it declares, and whether it has elements
   */
  check(source: string, cell: CheckedCell): Promise<TypeProblem[]>
  complete(source: string, offset: number): Promise<Completions>
  hover(source: string, offset: number): Promise<Hover | undefined>
  /** Takes back the cell that was checked last, which is not going to run. */
  takeBack(): void
  /** Takes back names whose declarations were never reached. */
  forget(names: readonly string[]): void
  /** Forgets all cells. */
  reset(): void
  close(): Promise<void>
}
