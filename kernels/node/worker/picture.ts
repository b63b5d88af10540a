// Pictures as notebooks show them: the bytes, and which of the formats that every front end draws they are in.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { JsonObject } from '../../session/message.ts'

export interface PictureOptions {
  /** What is to be seen, for those who do not see it. */
  alt?: string
  /** In CSS pixels; one of them keeps the picture's proportions. */
  width?: number
  height?: number
}

export interface Picture {
  data: Record<string, unknown>
  metadata: JsonObject
}

/** How the files of each format begin; WebP's kind stands behind its length. */
const formats: readonly { type: string; matches: (start: string) => boolean }[] = [
  { type: 'image/png', matches: (start) => start.startsWith('\x89PNG') },
  { type: 'image/jpeg', matches: (start) => start.startsWith('\xff\xd8\xff') },
  { type: 'image/gif', matches: (start) => start.startsWith('GIF8') },
  { type: 'image/webp', matches: (start) => start.startsWith('RIFF') && start.startsWith('WEBP', 8) },
  { type: 'image/svg+xml', matches: (start) => /^\s*<(\?xml|svg|!--|!DOCTYPE svg)/.test(start) },
]

/**
 * The bundle for a picture.
 *
 * @param source its bytes, or the path of a file from the notebook's folder
 * @throws Error if there is no such file, or it is in no format that is drawn
 */
export function pictureOf(source: Uint8Array | ArrayBuffer | string, folder: string, { alt, width, height }: PictureOptions): Picture {
  const bytes = typeof source === 'string' ? read(source, folder) : new Uint8Array(source)
  const start = String.fromCharCode(...bytes.subarray(0, 64))
  const type = formats.find(({ matches }) => matches(start))?.type
  if (!type) throw new TypeError(`display.image: ${nameOf(source)} is no PNG, JPEG, GIF, WebP or SVG.`)
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) }
  return {
    data: { [type]: type === 'image/svg+xml' ? new TextDecoder().decode(bytes) : bytes, 'text/plain': alt ?? `a picture (${nameOf(source)})` },
    metadata: Object.keys(size).length > 0 ? { [type]: size } : {},
  }
}

function read(path: string, folder: string): Uint8Array {
  const file = resolve(folder, path)
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Error(`display.image: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Paths begin in the notebook's folder.`)
  }
}

const nameOf = (source: Uint8Array | ArrayBuffer | string): string => (typeof source === 'string' ? source : `${source.byteLength} bytes`)
