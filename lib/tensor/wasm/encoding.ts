// How WebAssembly writes things down. Whole numbers take as many bytes as they need, seven bits a byte, the lowest first, with the top bit
// set on all but the last (LEB128); lists and texts are preceded by their length.
// Source: WebAssembly Core Specification 2.0, section 5.2 "Values".

/** A whole number that is not negative. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value >>> 0; ; ) {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
    if (rest === 0) return bytes
  }
}

/** A whole number of either sign: it ends where the seventh bit of the last byte already tells the sign of the rest. */
export function signed(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value | 0; ; ) {
    const low = rest & 0x7f
    rest >>= 7
    const ends = rest === ((low & 0x40) === 0 ? 0 : -1)
    bytes.push(ends ? low : low | 0x80)
    if (ends) return bytes
  }
}

/** A list: how many parts there are, then the parts. */
export function list(parts: readonly (readonly number[])[]): number[] {
  const bytes = unsigned(parts.length)
  for (const part of parts) append(part, bytes)
  return bytes
}

/** Writes bytes after others. Code grows long, and is not to be copied more often than needed. */
export function append(part: readonly number[], to: number[]): void {
  for (const byte of part) to.push(byte)
}

/** A name of ASCII letters. */
export const name = (text: string): number[] => list(Array.from(text, (letter) => [letter.charCodeAt(0)]))

/** The bytes of a number in memory, the lowest first. */
export const littleEndian = (numbers: Float64Array | Float32Array | Int32Array | BigInt64Array): number[] => [
  ...new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
]
