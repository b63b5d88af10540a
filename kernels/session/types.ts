// What a session may be given to know about types: TypeScript's language server in Node, TypeScript itself in a browser. A session without it
// runs cells just the same.

/** An error of types, at a place in a cell; line and column are counted from 1. */
export interface TypeProblem {
  line: number
  column: number
  /** Where what is wrong ends, on the same or a later line. */
  endLine: number
  endColumn: number
  /** TypeScript's number of the error, 2322 for instance. */
  code: number
  /** In plain words. */
  message: string
}

export interface CompletionItem {
  text: string
  /** `function`, `method`, `property`, `class`, `module`, `keyword`, … */
  type: string
  /** The declaration in one line. */
  signature?: string
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
  /** Documentation in Markdown. */
  documentation: string
}

export interface TypeService {
  /** Checks a cell that is executed now; later cells see what it declares. */
  check(source: string, values: ReadonlyMap<string, 'const' | 'let'>): Promise<TypeProblem[]>
  complete(source: string, offset: number): Promise<Completions>
  hover(source: string, offset: number): Promise<Hover | undefined>
  /** Forgets all cells. */
  reset(): void
  close(): Promise<void>
}
