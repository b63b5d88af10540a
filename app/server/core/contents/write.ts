// Writing: PUT on the contents API. A notebook is only ever written in place of a notebook: a file that cannot be read as one stays as it
// is, whatever was sent, because its text may be all that is left of somebody's work.
import { HttpError } from '../api.ts'
import { decodeBase64 } from '../base64.ts'
import { text as textField, optionalText, type Fields } from '../fields.ts'
import type { Storage } from '../host.ts'
import { nameOf, parentOf } from '../path.ts'
import { modelOf, type ContentsModel } from './model.ts'
import { notebookFromBytes, notebookToBytes } from './notebook.ts'
import { existing } from './read.ts'
import type { Uploads } from './uploads.ts'

export interface Saved {
  model: ContentsModel
  isNew: boolean
}

/**
 * Saves what the front end sent.
 *
 * @param uploads keeps the pieces of a file that comes in several requests
 * @throws HttpError 400 if it cannot be saved in this form, 404 if there is no such folder
 */
export async function writeModel(storage: Storage, uploads: Uploads, path: string, fields: Fields): Promise<Saved> {
  const type = textField(fields, 'type')
  await checkFolder(storage, path)
  const old = await storage.stat(path)

  if (type === 'directory') {
    if (old !== null && old.type !== 'directory') throw new HttpError(400, `${path} is a file: no folder of this name can be made.`)
    if (old === null) await storage.makeFolder(path)
  } else {
    if (old?.type === 'directory') throw new HttpError(400, `${path} is a folder: no file of this name can be written.`)
    const bytes = type === 'notebook' ? notebookToBytes(contentField(fields, path), path) : fileBytes(fields, path, type)
    if (type === 'notebook' && old !== null) notebookFromBytes(await storage.read(path), path)
    const whole = uploads.add(path, fields['chunk'], bytes)
    if (whole === null) return { model: pendingModel(path, uploads.sizeOf(path)), isNew: old === null }
    await storage.write(path, whole)
  }
  return { model: modelOf(await existing(storage, path)), isNew: old === null }
}

/** @throws HttpError if there is no folder to put this path into, or it is the served folder itself */
export async function checkFolder(storage: Storage, path: string): Promise<void> {
  if (path === '') throw new HttpError(400, 'The folder that is served cannot be changed itself.')
  const folder = parentOf(path)
  const entry = await storage.stat(folder)
  if (entry?.type !== 'directory') throw new HttpError(404, `There is no such folder: ${folder}`)
}

function contentField(fields: Fields, path: string): unknown {
  if (fields['content'] === undefined || fields['content'] === null) throw new HttpError(400, `${path}: nothing was sent to be saved.`)
  return fields['content']
}

function fileBytes(fields: Fields, path: string, type: string): Uint8Array {
  if (type !== 'file') throw new HttpError(400, `${path}: unknown type "${type}": it must be notebook, file or directory.`)
  const content = contentField(fields, path)
  if (typeof content !== 'string') throw new HttpError(400, `${path}: the content of a file must be a text.`)
  if (optionalText(fields, 'format') !== 'base64') return new TextEncoder().encode(content)
  try {
    return decodeBase64(content)
  } catch {
    throw new HttpError(400, `${path}: the content is not base64.`)
  }
}

/** A file of which only some pieces have come. */
function pendingModel(path: string, size: number): ContentsModel {
  const now = new Date().toISOString()
  return modelOf({ type: 'file', name: nameOf(path), path, size, writable: true, modified: now, created: now })
}
