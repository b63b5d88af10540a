// Files that come in pieces: the front end cuts what it uploads into requests of 1 MB, numbered from 1, the last one numbered -1. The
// pieces are kept in memory until the last has come and the file can be written in one step; an upload that was given up is dropped when
// another needs the room.
import { HttpError } from '../api.ts'

const ROOM = 512 * 2 ** 20

interface Upload {
  pieces: Uint8Array[]
  size: number
}

export class Uploads {
  readonly #open = new Map<string, Upload>()

  /**
   * Takes a piece.
   *
   * @param chunk its number; undefined for a file that comes as a whole
   * @returns the whole file with its last piece, null before
   * @throws HttpError 400 if the number makes no sense, 413 if the file is larger than the room there is
   */
  add(path: string, chunk: unknown, bytes: Uint8Array): Uint8Array | null {
    if (chunk === undefined || chunk === null) return bytes
    if (chunk === 1) this.#open.set(path, { pieces: [], size: 0 })
    const upload = this.#open.get(path)
    if (upload === undefined || (chunk !== -1 && chunk !== upload.pieces.length + 1)) {
      this.#open.delete(path)
      throw new HttpError(400, `${path}: piece ${String(chunk)} of an upload came out of turn. Upload the file again.`)
    }
    upload.pieces.push(bytes)
    upload.size += bytes.length
    this.#makeRoom(path, upload)
    if (chunk !== -1) return null
    this.#open.delete(path)
    return concatenate(upload)
  }

  /** How many bytes of a file have come. */
  sizeOf(path: string): number {
    return this.#open.get(path)?.size ?? 0
  }

  #makeRoom(path: string, upload: Upload): void {
    if (upload.size > ROOM) {
      this.#open.delete(path)
      throw new HttpError(413, `${path}: too large to be uploaded (at most ${ROOM / 2 ** 20} MB). Copy it into the folder instead.`)
    }
    let total = [...this.#open.values()].reduce((sum, { size }) => sum + size, 0)
    for (const [other, { size }] of this.#open) {
      if (total <= ROOM) return
      if (other === path) continue
      this.#open.delete(other)
      total -= size
    }
  }
}

function concatenate({ pieces, size }: Upload): Uint8Array {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}
