// Which notebooks are meant by the paths on a command line: a file is itself, a folder is every notebook in it, in the order of names.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../user-error.ts'

/**
 * The notebook files that the paths name.
 *
 * @throws UserError if a path does not exist, or a folder holds no notebook
 */
export async function findNotebooks(paths: string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(notebooksAt))
  return found.flat()
}

async function notebooksAt(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => null)
  if (!kind) throw new UserError(`${path}: there is no such file or folder.`)
  if (!kind.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => name.endsWith('.ipynb') && !name.startsWith('.')).sort()
  if (names.length === 0) throw new UserError(`${path}: there is no notebook (.ipynb) in this folder.`)
  return names.map((name) => join(path, name))
}
