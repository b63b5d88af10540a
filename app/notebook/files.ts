// Notebook files on disk. A file is replaced in one step by a finished copy that lies beside it, so that a crash, a full disk or a second
// writer leaves the old file or the new one, never half of either.
import { randomUUID } from 'node:crypto'
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { formatNotebook, NotebookError, parseNotebook, type Notebook } from './format.ts'

/**
 * Writes a whole file, or nothing of it. The permissions of a file that is replaced are kept; behind a symbolic link, the file it
 * names is replaced and the link stays.
 *
 * @throws the error of the file system, with the old file untouched
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const mode = await stat(target).then((found) => found.mode, () => 0o666)
  const draft = join(dirname(target), `.~${basename(target)}.${randomUUID().slice(0, 8)}`)
  try {
    const file = await open(draft, 'wx', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Reads a notebook file. @throws NotebookError with one line that names the file */
export async function readNotebook(path: string): Promise<Notebook> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new NotebookError(`${path}: there is no such file.`)
    if (code === 'EISDIR') throw new NotebookError(`${path}: is a folder, not a notebook.`)
    throw new NotebookError(`${path}: cannot be read: ${message}`)
  }
  return parseNotebook(text, path)
}

/** Writes a notebook file in one step. */
export const writeNotebook = (path: string, notebook: Notebook): Promise<void> => writeFileAtomic(path, formatNotebook(notebook))
