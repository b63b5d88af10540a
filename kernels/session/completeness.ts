// Whether a console should run what was typed or wait for more lines: a text is incomplete when it breaks off where a longer one could go
// on.
import { compileCell } from './cell/compile.ts'
import { readCommands } from './commands/index.ts'
import type { Lower } from './cell/lowering.ts'
import { NotebookScope } from './cell/scope.ts'
import { CellSyntaxError } from './cell/syntax-error.ts'

export type Completeness = 'complete' | 'incomplete' | 'invalid'

export function completenessOf(source: string, lower?: Lower): Completeness {
  try {
    compileCell(readCommands(source).code, new NotebookScope(), 'cell_0', lower)
    return 'complete'
  } catch (error) {
    return error instanceof CellSyntaxError && error.incomplete ? 'incomplete' : 'invalid'
  }
}
