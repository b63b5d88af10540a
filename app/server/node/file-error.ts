// Says what the file system's errors mean to the person who wanted the file. Only the path that they know appears in it.
import { HttpError } from '../core/index.ts'

type Meaning = [status: number, sentence: (path: string) => string]

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ENOENT: [404, (path) => `There is no such file or folder: ${path}`],
  ENOTDIR: [404, (path) => `There is no such file or folder: ${path}`],
  ELOOP: [404, (path) => `${path} is a link that leads to itself.`],
  EACCES: [403, (path) => `${path}: this account may not do that; the file or its folder is protected.`],
  EPERM: [403, (path) => `${path}: this account may not do that; the file or its folder is protected.`],
  EROFS: [403, (path) => `${path} is on a disk that can only be read.`],
  EEXIST: [409, (path) => `There is already something at ${path}.`],
  ENOTEMPTY: [409, (path) => `There is already something at ${path}.`],
  EISDIR: [400, (path) => `${path} is a folder, not a file.`],
  EINVAL: [400, (path) => `${path}: the disk does not accept this name.`],
  ENAMETOOLONG: [400, (path) => `${path.slice(0, 80)}…: the name is too long.`],
  ENOSPC: [507, (path) => `${path} could not be written: the disk is full. The old file is unchanged.`],
  EDQUOT: [507, (path) => `${path} could not be written: this account's share of the disk is full. The old file is unchanged.`],
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''

/** Whether an error says that a file is not there. */
export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error))

/** An error for the person, or the error itself where it has no meaning for them. */
export function fileError(error: unknown, path: string): unknown {
  const meaning = MEANINGS[codeOf(error)]
  return meaning === undefined ? error : new HttpError(meaning[0], meaning[1](path))
}
