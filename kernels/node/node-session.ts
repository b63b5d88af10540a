// A session as Node hosts it: cells run in a worker thread, and TypeScript's language server knows their types.
import { NotebookSession } from '../session/session.ts'
import { WorkerRunner } from './runner.ts'
import { LanguageServerTypes } from './types/index.ts'

/**
 * @param folder the notebook's folder
 * @param types whether cells are checked; programs that only execute may do without
 */
export const nodeSession = (folder: string, types: boolean): NotebookSession =>
  new NotebookSession(new WorkerRunner(folder), types ? new LanguageServerTypes(folder) : undefined)
