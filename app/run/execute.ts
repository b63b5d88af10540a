// Executes one notebook from top to bottom in a fresh session and returns the executed copy. It stops at the first cell that fails, as a
// reader would; tags from other tools are honoured: `skip-execution` leaves a cell out, `raises-exception` expects its error.
import { dirname, resolve } from 'node:path'
import { openSession } from '../../kernels/node/index.ts'
import { sourceOf, type CodeCell, type Notebook } from '../notebook/format.ts'
import { OutputCollector } from './outputs.ts'

/** The cell that ended a run. */
export interface Failure {
  /** Position among the notebook's cells, from 1. */
  position: number
  cell: CodeCell
  error: { ename: string; evalue: string; traceback: string[] }
}

export interface Executed {
  notebook: Notebook
  failure?: Failure
}

/**
 * Executes a notebook; the given one is left as it is.
 *
 * @param path where the notebook lies, whose folder is the session's
 * @param onCell hears before each code cell which one of how many it is
 */
export async function executeNotebook(source: Notebook, path: string, onCell: (index: number, count: number) => void): Promise<Executed> {
  const notebook = structuredClone(source)
  const cells = notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === 'code')
  for (const cell of cells) Object.assign(cell, { outputs: [], execution_count: null })

  const session = openSession({ cwd: dirname(resolve(path)), types: false })
  const outputs = new OutputCollector()
  try {
    for (const [index, cell] of cells.entries()) {
      const tags = cell.metadata.tags ?? []
      const code = sourceOf(cell)
      if (tags.includes('skip-execution') || code.trim() === '') continue
      onCell(index, cells.length)
      const result = await session.execute(code, { cell: cell.id, onOutput: (event) => outputs.add(cell, event) })
      cell.execution_count = result.executionCount
      if (result.status === 'error' && !tags.includes('raises-exception')) {
        const error = result.error ?? { ename: 'Error', evalue: 'the cell failed without saying why', traceback: [] }
        return { notebook, failure: { position: notebook.cells.indexOf(cell) + 1, cell, error } }
      }
    }
    return { notebook }
  } finally {
    await session.close()
  }
}
