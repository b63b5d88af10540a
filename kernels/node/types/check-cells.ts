// Checks all cells of a notebook without running any, through the same virtual modules that the kernel makes while it runs them.
import { resolve } from 'node:path'
import { compileCell, type CompiledCell } from '../../session/cell/compile.ts'
import { NotebookScope } from '../../session/cell/scope.ts'
import { withoutCommands } from '../../session/commands/index.ts'
import { CellSyntaxError } from '../../session/cell/syntax-error.ts'
import type { TypeProblem as CellProblem } from '../../session/types/service.ts'
import { lower } from '../lower.ts'
import { LanguageServerTypes } from './service.ts'

/** A type or syntax error in a notebook. */
export interface TypeProblem extends CellProblem {
  /** The id of the cell. */
  cell: string
}

/**
 * The type and syntax errors of a notebook's cells, in their order.
 *
 * @param cells the code cells from top to bottom
 * @param options.cwd the notebook's folder
 *
 * ```ts
 * await checkCells([{ id: 'a', source: 'const n: number = "one"' }], { cwd: '.' })
 * // [{ cell: 'a', line: 1, column: 7, code: 2322, message: "Type 'string' is not assignable to type 'number'.", … }]
 * ```
 */
export async function checkCells(cells: readonly { id: string; source: string }[], { cwd }: { cwd: string }): Promise<TypeProblem[]> {
  const types = new LanguageServerTypes(resolve(cwd))
  const scope = new NotebookScope()
  try {
    const checked = await Promise.all(cells.map(async ({ id, source: written }) => {
      const source = withoutCommands(written)
      const cell = compiled(source, scope)
      const problems = cell instanceof CellSyntaxError ? [syntaxProblem(cell)] : await types.check(source, cell)
      return problems.map((problem) => ({ cell: id, ...problem }))
    }))
    return checked.flat()
  } finally {
    await types.close()
  }
}

function compiled(source: string, scope: NotebookScope): CompiledCell | CellSyntaxError {
  try {
    return compileCell(source, scope, 'cell_0', lower)
  } catch (error) {
    if (error instanceof CellSyntaxError) return error
    throw error
  }
}

/** TypeScript has many numbers for syntax errors; 1005 is the most general. */
const syntaxProblem = ({ message, line, column }: CellSyntaxError): CellProblem =>
  ({ line, column, endLine: line, endColumn: column + 1, code: 1005, message })
