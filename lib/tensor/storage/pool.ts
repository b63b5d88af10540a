// Which parts of a memory are free. A part that is given back waits for the next one of its size, for programs ask for the same sizes again
// and again; the last one given back goes out first, while it is still in the processor's cache. New parts are cut from gaps. When no gap is
// large enough, what waits can be melted: neighbours become one gap again.

/** A stretch of memory, in bytes. */
export interface Piece {
  readonly address: number
  readonly bytes: number
}

/** A vector may begin wherever a piece does, and no two pieces share a line of the cache. */
const smallest = 64

/** Sizes are rounded up so that a piece fits many wishes: four sizes between a power of two and the next, at most a quarter too large. */
export function pieceBytes(bytes: number): number {
  const step = Math.max(2 ** (Math.floor(Math.log2(Math.max(bytes, 1))) - 2), smallest)
  return Math.ceil(bytes / step) * step
}

export class Pool {
  #gaps: Piece[] = []
  readonly #waiting = new Map<number, number[]>()
  #waitingBytes = 0

  /** How many bytes wait to be asked for again. */
  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** A piece of `bytes`, which are those of `pieceBytes`. @returns its address; nothing if none is free */
  take(bytes: number): number | undefined {
    const address = this.#waiting.get(bytes)?.pop()
    if (address === undefined) return this.#cut(bytes)
    this.#waitingBytes -= bytes
    return address
  }

  giveBack({ address, bytes }: Piece): void {
    const alike = this.#waiting.get(bytes)
    if (alike) alike.push(address)
    else this.#waiting.set(bytes, [address])
    this.#waitingBytes += bytes
  }

  /** Memory that there was not before. */
  add(gap: Piece): void {
    this.#gaps = merged([...this.#gaps, gap])
  }

  /** Makes gaps of all that waits. */
  melt(): void {
    const pieces = [...this.#waiting].flatMap(([bytes, addresses]) => addresses.map((address) => ({ address, bytes })))
    this.#gaps = merged([...this.#gaps, ...pieces])
    this.#waiting.clear()
    this.#waitingBytes = 0
  }

  #cut(bytes: number): number | undefined {
    const index = this.#gaps.findIndex((gap) => gap.bytes >= bytes)
    if (index < 0) return undefined
    const { address, bytes: length } = this.#gaps[index]!
    if (length === bytes) this.#gaps.splice(index, 1)
    else this.#gaps[index] = { address: address + bytes, bytes: length - bytes }
    return address
  }
}

/** The same stretches by address, neighbours made one. */
function merged(pieces: readonly Piece[]): Piece[] {
  const gaps: Piece[] = []
  for (const piece of pieces.toSorted((a, b) => a.address - b.address)) {
    const last = gaps.at(-1)
    if (last && last.address + last.bytes === piece.address) gaps[gaps.length - 1] = { address: last.address, bytes: last.bytes + piece.bytes }
    else gaps.push(piece)
  }
  return gaps
}
