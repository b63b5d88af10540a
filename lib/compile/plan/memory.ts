// Where in one stretch of memory things lie that are needed for a while: two may share a place if the one is done with before the other
// comes to be. The largest choose first, each the lowest place at which it meets nobody.

/** Room for something from one step of a program to another, both included. */
export interface Stay {
  readonly bytes: number
  readonly from: number
  readonly to: number
}

/** Where a vector may begin, and no two things share a line of the cache. */
const alignment = 64

/** The place of each stay, and how many bytes all take. */
export function layOut(stays: readonly Stay[]): { offsets: number[]; bytes: number } {
  const offsets = new Array<number>(stays.length).fill(0)
  const placed: number[] = []
  const bySize = stays.map((_, i) => i).sort((a, b) => stays[b]!.bytes - stays[a]!.bytes)
  const endOf = (i: number): number => Math.ceil((offsets[i]! + stays[i]!.bytes) / alignment) * alignment
  for (const i of bySize) {
    const { bytes, from, to } = stays[i]!
    const others = placed.filter((other) => stays[other]!.from <= to && from <= stays[other]!.to).sort((a, b) => offsets[a]! - offsets[b]!)
    let offset = 0
    for (const other of others) {
      if (offset + bytes <= offsets[other]!) break
      offset = Math.max(offset, endOf(other))
    }
    offsets[i] = offset
    placed.push(i)
  }
  return { offsets, bytes: stays.reduce((most, _, i) => Math.max(most, endOf(i)), 0) }
}
