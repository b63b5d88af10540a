// Reading: GET on the contents API. A file is given as a notebook, as text, or as base64 where it is not text; a folder as the list of what
// is in it.
import { HttpError } from '../api.ts'
import { encodeBase64 } from '../base64.ts'
import type { Entry, Storage } from '../host.ts'
import { mimeOf } from '../mime.ts'
import { modelOf, type ContentsModel } from './model.ts'
import { notebookFromBytes } from './notebook.ts'

/** More than this would not fit into one text of a browser or of Node. */
const LARGEST = 256 * 2 ** 20

export interface ReadOptions {
  type?: string | null
  format?: string | null
  content?: boolean
  /** Whether the SHA-256 of the file is wanted, by which the front end sees that somebody else has changed it. */
  hash?: boolean
}

/** What is at a path. @throws HttpError 404 if nothing is, 400 if it is not of the type or format asked for */
export async function readModel(storage: Storage, path: string, options: ReadOptions = {}): Promise<ContentsModel> {
  const entry = await existing(storage, path)
  checkType(entry, options.type)
  const model = modelOf(entry)
  if (options.type === 'file' || options.type === 'notebook') model.type = options.type
  if (entry.type === 'directory') return options.content ? withListing(storage, model) : model
  if (!options.content && !options.hash) return model

  const size = entry.size ?? 0
  if (size > LARGEST) throw new HttpError(400, `${path}: ${megabytes(size)} are too many to open here (at most ${megabytes(LARGEST)}).`)
  const bytes = await storage.read(path)
  if (options.hash) Object.assign(model, await hashOf(bytes))
  return options.content ? { ...model, ...contentOf(model, bytes, options.format) } : model
}

/** The entry at a path. @throws HttpError 404 */
export async function existing(storage: Storage, path: string): Promise<Entry> {
  const entry = await storage.stat(path)
  if (entry === null) throw new HttpError(404, `There is no such file or folder: ${path}`)
  return entry
}

function checkType(entry: Entry, wanted: string | null | undefined): void {
  const isFolder = entry.type === 'directory'
  if (wanted === 'directory' && !isFolder) throw new HttpError(400, `${entry.path} is a file, not a folder.`)
  if ((wanted === 'file' || wanted === 'notebook') && isFolder) throw new HttpError(400, `${entry.path} is a folder, not a file.`)
}

async function withListing(storage: Storage, model: ContentsModel): Promise<ContentsModel> {
  const entries = await storage.list(model.path)
  return { ...model, format: 'json', content: entries.map(modelOf) }
}

function contentOf(model: ContentsModel, bytes: Uint8Array, format: string | null | undefined): Partial<ContentsModel> {
  if (model.type === 'notebook') return { format: 'json', content: notebookFromBytes(bytes, model.path) }
  const text = format === 'base64' ? null : decodeText(bytes)
  if (text !== null) return { format: 'text', mimetype: mimeOf(model.name) ?? 'text/plain', content: text }
  if (format === 'text') throw new HttpError(400, `${model.path} is not text in UTF-8.`)
  return { format: 'base64', mimetype: mimeOf(model.name) ?? 'application/octet-stream', content: encodeBase64(bytes) }
}

function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The hash, where the host can compute one: a page that came over plain http cannot. */
async function hashOf(bytes: Uint8Array): Promise<Partial<ContentsModel>> {
  if (globalThis.crypto.subtle === undefined) return {}
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  return { hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''), hash_algorithm: 'sha256' }
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`
