// Murmur2, the hash by which Jupyter's front ends name a cell that is debugged: they compute the same name from the cell's text and from what
// the kernel tells of the seed, prefix and suffix.
// Source: Austin Appleby, MurmurHash2, https://github.com/aappleby/smhasher (public domain).

const m = 0x5bd1e995
const encoder = new TextEncoder()

/**
 * The hash of a text's UTF-8 bytes.
 *
 * @returns a whole number of 32 bits, not negative
 */
export function murmur2(text: string, seed: number): number {
  const bytes = encoder.encode(text)
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tail = bytes.length & ~3
  let hash = seed ^ bytes.length
  for (let at = 0; at < tail; at += 4) {
    const mixed = Math.imul(words.getUint32(at, true), m)
    hash = Math.imul(hash, m) ^ Math.imul(mixed ^ (mixed >>> 24), m)
  }
  for (let at = bytes.length - 1; at >= tail; at--) hash ^= bytes[at]! << (8 * (at - tail))
  if (tail < bytes.length) hash = Math.imul(hash, m)
  hash = Math.imul(hash ^ (hash >>> 13), m)
  return (hash ^ (hash >>> 15)) >>> 0
}
