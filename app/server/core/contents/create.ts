// New files: POST on the contents API makes an untitled notebook, file or folder, or a copy of a file, under the first name that is free.
import { HttpError } from '../api.ts'
import { optionalText, type Fields } from '../fields.ts'
import type { Storage } from '../host.ts'
import { NEW_NOTEBOOK_METADATA } from '../kernelspec.ts'
import { cleanPath, join, nameOf } from '../path.ts'
import { modelOf, type ContentsModel } from './model.ts'
import { notebookToBytes } from './notebook.ts'
import { existing } from './read.ts'

/** Makes what the front end asks for in a folder. @throws HttpError 400 or 404 */
export async function createModel(storage: Storage, folder: string, fields: Fields): Promise<ContentsModel> {
  const entry = await existing(storage, folder)
  if (entry.type !== 'directory') throw new HttpError(400, `${folder} is a file: nothing can be made in it.`)
  const source = optionalText(fields, 'copy_from')
  const path = source === undefined ? await createUntitled(storage, folder, fields) : await copy(storage, cleanPath(source), folder)
  return modelOf(await existing(storage, path))
}

async function createUntitled(storage: Storage, folder: string, fields: Fields): Promise<string> {
  const type = optionalText(fields, 'type') ?? 'file'
  if (type === 'directory') {
    const path = await freePath(storage, folder, (n) => (n === 0 ? 'Untitled Folder' : `Untitled Folder ${n}`))
    await storage.makeFolder(path)
    return path
  }
  const [stem, extension] = type === 'notebook' ? ['Untitled', '.ipynb'] : ['untitled', extensionField(fields)]
  const path = await freePath(storage, folder, (n) => `${stem}${n === 0 ? '' : n}${extension}`)
  await storage.write(path, type === 'notebook' ? emptyNotebook(path) : new Uint8Array())
  return path
}

function extensionField(fields: Fields): string {
  const extension = optionalText(fields, 'ext') ?? ''
  return extension === '' || extension.startsWith('.') ? extension : `.${extension}`
}

const emptyNotebook = (path: string): Uint8Array =>
  notebookToBytes({ cells: [], metadata: NEW_NOTEBOOK_METADATA, nbformat: 4, nbformat_minor: 5 }, path)

async function copy(storage: Storage, source: string, folder: string): Promise<string> {
  const entry = await existing(storage, source)
  if (entry.type === 'directory') throw new HttpError(400, `${source} is a folder: only files can be copied here.`)
  const [stem, extension] = splitName(nameOf(source))
  const original = stem.replace(/-Copy\d*$/, '')
  const path = await freePath(storage, folder, (n) => (n === 0 ? `${original}${extension}` : `${original}-Copy${n}${extension}`))
  await storage.write(path, await storage.read(source))
  return path
}

/** A name and its extension: `a.tar.gz` → `a`, `.tar.gz`; a notebook's name may have dots in it: `ch.2.ipynb` → `ch.2`, `.ipynb`. */
function splitName(name: string): [stem: string, extension: string] {
  const dot = name.endsWith('.ipynb') ? name.lastIndexOf('.') : name.indexOf('.')
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
}

/** The first of the names for 0, 1, 2, … that no file in the folder has. */
async function freePath(storage: Storage, folder: string, nameFor: (n: number) => string): Promise<string> {
  for (let n = 0; ; n++) {
    const path = cleanPath(join(folder, nameFor(n)))
    if ((await storage.stat(path)) === null) return path
  }
}
