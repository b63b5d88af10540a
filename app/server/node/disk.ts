// The files of one folder, for the server core. Every path is looked up as the system sees it, links followed, before it is used: what
// really lies outside of the folder, or is hidden in it, does not exist for a client, whatever it is called inside.
import { constants } from 'node:fs'
import { access, mkdir, readdir, readFile, realpath, rename, rm, stat, unlink, lstat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, relative, sep } from 'node:path'
import { writeFileAtomic } from '../../notebook/files.ts'
import { CHECKPOINT_FOLDER, HttpError, isServed, join as joinPath, nameOf, parentOf, type Entry, type Storage } from '../core/index.ts'
import { fileError, isMissing } from './file-error.ts'

export class Disk implements Storage {
  readonly #root: string

  /** @param root the folder as `realpath` gives it */
  constructor(root: string) {
    this.#root = root
  }

  async stat(path: string): Promise<Entry | null> {
    const real = await this.#find(path)
    if (real === null) return null
    const [found, writable] = await guard(path, Promise.all([stat(real), isWritable(real)]))
    if (!found.isDirectory() && !found.isFile()) return null
    return {
      type: found.isDirectory() ? 'directory' : path.endsWith('.ipynb') ? 'notebook' : 'file',
      name: nameOf(path),
      path,
      size: found.isDirectory() ? null : found.size,
      writable,
      modified: found.mtime.toISOString(),
      created: found.birthtime.toISOString(),
    }
  }

  async list(folder: string): Promise<Entry[]> {
    const names = await guard(folder, readdir(await this.realPath(folder)))
    const entries = await Promise.all(names.filter(isServed).map((name) => this.stat(joinPath(folder, name)).catch(() => null)))
    return entries.filter((entry) => entry !== null)
  }

  async read(path: string): Promise<Uint8Array> {
    const real = await this.realPath(path)
    if ((await this.stat(path)) === null) throw missing(path)
    return guard(path, readFile(real))
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const old = await this.#find(path)
    if (old !== null) await guard(path, access(old, constants.W_OK))
    await guard(path, writeFileAtomic(old ?? (await this.#place(path)), bytes))
  }

  async makeFolder(path: string): Promise<void> {
    await guard(path, mkdir(await this.#place(path)))
  }

  async rename(from: string, to: string): Promise<void> {
    await this.realPath(from)
    await guard(from, rename(await this.#place(from), await this.#place(to)))
  }

  async remove(path: string): Promise<void> {
    await this.realPath(path)
    const place = await this.#place(path)
    if (!(await guard(path, lstat(place))).isDirectory()) return guard(path, unlink(place))
    const names = (await guard(path, readdir(place))).filter((name) => name !== CHECKPOINT_FOLDER)
    if (names.length > 0) throw new HttpError(400, `The folder ${path} is not empty (${names.length} inside). Delete what is in it first.`)
    await guard(path, rm(place, { recursive: true }))
  }

  async locate(hostPath: string): Promise<string | null> {
    const expanded = hostPath.replace(/^~(?=\/|$)/, homedir())
    const real = await realpath(expanded).catch(() => null)
    if (real === null || !this.#holds(real)) return null
    const path = relative(this.#root, real).split(sep).join('/')
    return (await this.stat(path)) === null ? null : path
  }

  /** Where a file or folder really is. @throws HttpError 404 if it does not exist or lies outside */
  async realPath(path: string): Promise<string> {
    const real = await this.#find(path)
    if (real === null) throw missing(path)
    return real
  }

  async #find(path: string): Promise<string | null> {
    try {
      const real = await realpath(join(this.#root, ...path.split('/')))
      if (!this.#holds(real)) throw missing(path)
      return real
    } catch (error) {
      if (isMissing(error)) return null
      throw fileError(error, path)
    }
  }

  /** Where a name stands, or would stand: in its folder, whose links are followed, but not where a link of that very name leads. */
  async #place(path: string): Promise<string> {
    if (process.platform === 'win32' && nameOf(path).includes(':')) throw new HttpError(400, `${path}: a name cannot have a colon here.`)
    return join(await this.realPath(parentOf(path)), nameOf(path))
  }

  #holds(real: string): boolean {
    const inside = relative(this.#root, real)
    if (isAbsolute(inside)) return false
    return inside === '' || inside.split(sep).every((name) => name === CHECKPOINT_FOLDER || isServed(name))
  }
}

const missing = (path: string): HttpError => new HttpError(404, `There is no such file or folder: ${path}`)

const isWritable = (real: string): Promise<boolean> =>
  access(real, constants.W_OK).then(
    () => true,
    () => false,
  )

const guard = <T>(path: string, operation: Promise<T>): Promise<T> =>
  operation.catch((error: unknown) => {
    throw fileError(error, path)
  })
