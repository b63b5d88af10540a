// How the contents API describes a file or a folder. Every field is always there, as the front end's validator wants it; what was not asked
// for is null.
import type { Entry } from '../host.ts'

export interface ContentsModel {
  name: string
  path: string
  type: Entry['type']
  writable: boolean
  created: string
  last_modified: string
  /** In bytes. */
  size: number | null
  content: unknown
  format: 'json' | 'text' | 'base64' | null
  mimetype: string | null
  hash: string | null
  hash_algorithm: 'sha256' | null
}

/** A file or folder without its content. */
export const modelOf = (entry: Entry): ContentsModel => ({
  name: entry.name,
  path: entry.path,
  type: entry.type,
  writable: entry.writable,
  created: entry.created,
  last_modified: entry.modified,
  size: entry.size,
  content: null,
  format: null,
  mimetype: null,
  hash: null,
  hash_algorithm: null,
})
