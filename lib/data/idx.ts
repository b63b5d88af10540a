// IDX, the format of MNIST and its relatives: two zero bytes, a byte for the kind of numbers, a byte for the number of axes, the size of
// each axis, and then the numbers themselves, all with the most significant byte first.
import { tensor, type Tensor } from '../tensor/index.ts'
import { bytesOf } from './read.ts'

/** Each kind by its code: how many bytes a number has, and how to read it. */
const kinds: Record<number, { bytes: number; read(view: DataView, at: number): number; float64?: boolean }> = {
  0x08: { bytes: 1, read: (view, at) => view.getUint8(at) },
  0x09: { bytes: 1, read: (view, at) => view.getInt8(at) },
  0x0b: { bytes: 2, read: (view, at) => view.getInt16(at) },
  0x0c: { bytes: 4, read: (view, at) => view.getInt32(at), float64: true },
  0x0d: { bytes: 4, read: (view, at) => view.getFloat32(at) },
  0x0e: { bytes: 8, read: (view, at) => view.getFloat64(at), float64: true },
}

/**
 * The tensor in the bytes of an IDX file, such as MNIST's.
 *
 * @param bytes the contents of `train-images-idx3-ubyte`, …, unpacked
 * @returns of the shape that the file says, [N, 28, 28] for pictures and [N] for labels; float32 where that holds every number of the file
 * @throws RangeError if the bytes are no IDX file, or fewer or more than it promises
 * @see LeCun, Cortes & Burges, "The MNIST database of handwritten digits"
 * @example
 * ```ts
 * parseIdx(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 3, 7, 8, 255)) // → [[7, 8, 255]]
 * parseIdx(Uint8Array.of(0x1f, 0x8b, 8, 0)) // → RangeError: parseIdx: the file is packed; unpack it first, with gunzip
 * ```
 */
export function parseIdx(bytes: Uint8Array): Tensor {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw new RangeError('parseIdx: the file is packed; unpack it first, with gunzip')
  const kind = kinds[bytes[2] ?? -1]
  const axes = bytes[3]
  if (bytes[0] !== 0 || bytes[1] !== 0 || kind === undefined || axes === undefined || bytes.length < 4 + 4 * axes) {
    throw new RangeError(`parseIdx: no IDX file; it begins with the bytes ${Array.from(bytes.subarray(0, 4)).join(', ')}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis))
  const count = shape.reduce((size, length) => size * length, 1)
  const start = 4 + 4 * axes
  if (bytes.length !== start + count * kind.bytes) {
    const promised = `shape [${shape.join(', ')}] needs ${count * kind.bytes} bytes`
    throw new RangeError(`parseIdx: ${promised} and the file has ${bytes.length - start}; is it whole?`)
  }
  const numbers = kind.float64 ? new Float64Array(count) : new Float32Array(count)
  for (let i = 0; i < count; i++) numbers[i] = kind.read(view, start + i * kind.bytes)
  return tensor(numbers).reshape(shape)
}

/**
 * Reads the tensor of an IDX file, such as MNIST's.
 *
 * @param path relative to the notebook's folder, or a URL; the file must be unpacked
 * @throws Error if the file cannot be read; RangeError if it is no such file
 * @example await idx('data:application/octet-stream;base64,AAAIAQAAAAIHCA==') // → [7, 8]
 */
export const idx = async (path: string): Promise<Tensor> => parseIdx(await bytesOf(path))
