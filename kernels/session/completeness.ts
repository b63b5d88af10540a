// Whether a console should run what was typed or wait for more lines: a text is incomplete when it breaks off where a longer one could go
// on.
import { compileCell } from './cell/compile.ts'
import { NotebookScope } from './cell/scope.ts'
import { CellSyntaxError } from './cell/syntax-error.ts'

export type Completeness = 'complete' | 'incomplete' | 'invalid'

export function completenessOf(source: string): Completeness {
  try {
    compileCell(source, new NotebookScope(), 'cell_0')
    return 'complete'
  } catch (error) {
    return error instanceof CellSyntaxError && error.incomplete ? 'incomplete' : 'invalid'
  }
}
