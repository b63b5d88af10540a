// Paths of the contents API: names between slashes, relative to the folder that is served, '' being that folder itself. Nothing outside of
// it and nothing hidden can be named, so every path that comes from a client passes through here first.
import { HttpError } from './api.ts'

/** Whether a name may be used: hidden ones may not, nor any with a character that some file system takes for a separator or an end. */
export const isServed = (name: string): boolean => !name.startsWith('.') && !/[/\\\0]/.test(name)

/**
 * A path as a client gave it, without empty names: `/a//b.txt` → `a/b.txt`.
 *
 * @throws HttpError 404, as for a file that does not exist, if a name in it is hidden, climbs (`..`), or holds a backslash or a NUL
 */
export function cleanPath(path: string): string {
  const names = path.split('/').filter((name) => name !== '')
  if (!names.every(isServed)) throw new HttpError(404, `There is no such file or folder: ${path}`)
  return names.join('/')
}

export const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** The folder that a path lies in: `a/b.txt` → `a`, `b.txt` → ``. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** The last name of a path: `a/b.txt` → `b.txt`. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
