// The strict type check of a notebook, cell by cell and through the very modules that the kernel checks while a reader types.
import { dirname, resolve } from 'node:path'
import { checkCells } from '../../kernels/node/index.ts'
import { sourceOf, type Notebook } from '../notebook/format.ts'

/**
 * The type errors of a notebook, a line each: `chapter.ipynb: cell 3, line 2, column 5: message`. Cells with the tag `raises-exception` are
 * checked like any other: what they show is an error at run time.
 */
export async function typeProblems(path: string, notebook: Notebook): Promise<string[]> {
  const cells = notebook.cells.flatMap((cell, index) => (cell.cell_type === 'code' ? [{ id: String(index + 1), source: sourceOf(cell) }] : []))
  const problems = await checkCells(cells, { cwd: dirname(resolve(path)) })
  return problems.map(({ cell, line, column, message }) => `${path}: cell ${cell}, line ${line}, column ${column}: ${message}`)
}
