// A session as Node hosts it: cells run in a worker thread, and TypeScript's language server knows their types. The thread starts first, so that it
// is ready by the time the compiler of cells is loaded.
import type { NotebookSession } from '../session/session.ts'
import { WorkerRunner } from './runner.ts'

/**
 * @param folder the notebook's folder
 * @param types whether cells are checked; programs that only execute may do without
 */
export async function nodeSession(folder: string, types: boolean): Promise<NotebookSession> {
  const runner = new WorkerRunner(folder)
  const [{ NotebookSession }, { LanguageServerTypes }] = await Promise.all([import('../session/session.ts'), import('./types/service.ts')])
  return new NotebookSession(runner, types ? new LanguageServerTypes(folder) : undefined)
}
