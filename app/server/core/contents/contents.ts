// Files and folders as the front end works with them. What changes something is done one after another, so that two requests that come at
// once can neither choose the same new name nor save a file while it is being renamed.
import { HttpError } from '../api.ts'
import type { Fields } from '../fields.ts'
import type { Storage } from '../host.ts'
import * as checkpoints from './checkpoints.ts'
import { createModel } from './create.ts'
import { modelOf, type ContentsModel } from './model.ts'
import { existing, readModel, type ReadOptions } from './read.ts'
import { Uploads } from './uploads.ts'
import { checkFolder, writeModel, type Saved } from './write.ts'

export class Contents {
  readonly #storage: Storage
  readonly #uploads = new Uploads()
  #lastChange: Promise<unknown> = Promise.resolve()

  constructor(storage: Storage) {
    this.#storage = storage
  }

  read(path: string, options: ReadOptions): Promise<ContentsModel> {
    return readModel(this.#storage, path, options)
  }

  save(path: string, fields: Fields): Promise<Saved> {
    return this.#inTurn(() => writeModel(this.#storage, this.#uploads, path, fields))
  }

  create(folder: string, fields: Fields): Promise<ContentsModel> {
    return this.#inTurn(() => createModel(this.#storage, folder, fields))
  }

  /** @throws HttpError 409 if something is already at the new path */
  rename(from: string, to: string): Promise<ContentsModel> {
    return this.#inTurn(async () => {
      const entry = await existing(this.#storage, from)
      if (from === to) return modelOf(entry)
      await checkFolder(this.#storage, from)
      await checkFolder(this.#storage, to)
      if (`${to}/`.startsWith(`${from}/`)) throw new HttpError(400, `${from} cannot be moved into itself.`)
      if ((await this.#storage.stat(to)) !== null) throw new HttpError(409, `There is already something at ${to}.`)
      await this.#storage.rename(from, to)
      if (entry.type !== 'directory') await checkpoints.followFile(this.#storage, from, to)
      return modelOf(await existing(this.#storage, to))
    })
  }

  remove(path: string): Promise<void> {
    return this.#inTurn(async () => {
      const entry = await existing(this.#storage, path)
      await checkFolder(this.#storage, path)
      await this.#storage.remove(path)
      if (entry.type !== 'directory') await checkpoints.followFile(this.#storage, path, null)
    })
  }

  listCheckpoints(path: string): Promise<checkpoints.Checkpoint[]> {
    return checkpoints.listCheckpoints(this.#storage, path)
  }

  createCheckpoint(path: string): Promise<checkpoints.Checkpoint> {
    return this.#inTurn(() => checkpoints.createCheckpoint(this.#storage, path))
  }

  restoreCheckpoint(path: string, id: string): Promise<void> {
    return this.#inTurn(() => checkpoints.restoreCheckpoint(this.#storage, path, id))
  }

  removeCheckpoint(path: string, id: string): Promise<void> {
    return this.#inTurn(() => checkpoints.removeCheckpoint(this.#storage, path, id))
  }

  /** Resolves when all that has been asked for is done. */
  async settled(): Promise<void> {
    await this.#lastChange
  }

  /** True where `path/checkpoints` means the checkpoints of a file, not something called so in a folder. */
  async isFile(path: string): Promise<boolean> {
    const entry = await this.#storage.stat(path)
    return entry !== null && entry.type !== 'directory'
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#lastChange.then(change)
    this.#lastChange = result.catch(() => {})
    return result
  }
}
