// A session as Node hosts it: cells run in a worker thread, and TypeScript's language server knows their types. What compiles cells is
// loaded while the thread starts.
import { lower } from './lower.ts'
import type { CellRunner } from '../session/runner.ts'
import type { NotebookSession } from '../session/session.ts'

/**
 * @param runner runs the cells
 * @param folder the notebook's folder
 * @param types whether cells are checked; programs that only execute may do without
 */
export async function nodeSession(runner: CellRunner, folder: string, types: boolean): Promise<NotebookSession> {
  const [{ NotebookSession }, { LanguageServerTypes }] = await Promise.all([import('../session/session.ts'), import('./types/service.ts')])
  return new NotebookSession(runner, types ? new LanguageServerTypes(folder) : undefined, lower)
}
