// One checkpoint for every file: what it held when the person last saved it by hand, kept where Jupyter keeps it
// (`.ipynb_checkpoints/name-checkpoint.ipynb` beside the file), so that either program restores what the other has kept.
import { HttpError } from '../api.ts'
import type { Storage } from '../host.ts'
import { join, nameOf, parentOf } from '../path.ts'
import { notebookFromBytes } from './notebook.ts'
import { existing } from './read.ts'

export const CHECKPOINT_FOLDER = '.ipynb_checkpoints'
const ID = 'checkpoint'

export interface Checkpoint {
  id: string
  last_modified: string
}

/** The checkpoint of a file, as a list of one or none. */
export async function listCheckpoints(storage: Storage, path: string): Promise<Checkpoint[]> {
  const entry = await storage.stat(checkpointPath(path))
  return entry === null ? [] : [{ id: ID, last_modified: entry.modified }]
}

/** Keeps what the file holds now. A notebook that cannot be read never takes the place of one that can. */
export async function createCheckpoint(storage: Storage, path: string): Promise<Checkpoint> {
  const entry = await existing(storage, path)
  const bytes = await storage.read(path)
  if (entry.type === 'notebook') notebookFromBytes(bytes, path)
  const folder = join(parentOf(path), CHECKPOINT_FOLDER)
  if ((await storage.stat(folder)) === null) await storage.makeFolder(folder)
  await storage.write(checkpointPath(path), bytes)
  return { id: ID, last_modified: (await existing(storage, checkpointPath(path))).modified }
}

/** Puts the kept content back into the file. @throws HttpError 404 if none is kept */
export async function restoreCheckpoint(storage: Storage, path: string, id: string): Promise<void> {
  await checkId(storage, path, id)
  await storage.write(path, await storage.read(checkpointPath(path)))
}

/** @throws HttpError 404 if none is kept */
export async function removeCheckpoint(storage: Storage, path: string, id: string): Promise<void> {
  await checkId(storage, path, id)
  await storage.remove(checkpointPath(path))
}

/** Lets a checkpoint follow its file to another name, or into nothing. Folders carry the checkpoints of what is in them. */
export async function followFile(storage: Storage, from: string, to: string | null): Promise<void> {
  const kept = checkpointPath(from)
  if ((await storage.stat(kept)) === null) return
  if (to === null) return storage.remove(kept)
  const folder = join(parentOf(to), CHECKPOINT_FOLDER)
  if ((await storage.stat(folder)) === null) await storage.makeFolder(folder)
  await storage.rename(kept, checkpointPath(to))
}

async function checkId(storage: Storage, path: string, id: string): Promise<void> {
  const known = await listCheckpoints(storage, path)
  if (!known.some((checkpoint) => checkpoint.id === id)) throw new HttpError(404, `${path} has no checkpoint "${id}".`)
}

function checkpointPath(path: string): string {
  const name = nameOf(path)
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
  return join(join(parentOf(path), CHECKPOINT_FOLDER), `${stem}-${ID}${extension}`)
}
