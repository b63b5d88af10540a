// Makes a folder and those above it. Node's own way of doing that never ends where the system says of a folder that exists that it does not
// (below /proc, for instance); this one stops and tells.
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** @throws NodeJS.ErrnoException, as `mkdir` does */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const above = dirname(folder)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && above !== folder && !(await isFolder(above))) {
      await makeFolder(above)
      await mkdir(folder)
    } else if (!(await isFolder(folder))) {
      throw error
    }
  }
}

const isFolder = (path: string): Promise<boolean> => stat(path).then((found) => found.isDirectory(), () => false)
