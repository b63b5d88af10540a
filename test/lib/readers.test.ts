// Readers of bytes, against files written by hand in the formats' own words.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { cifar10, idx, parseCifar10, parseIdx, things } from '../../lib/index.ts'

/** The first two pictures of a file with every pixel its own: byte i of picture n is (7 i + 50 n) mod 256. */
function twoPictures(): Uint8Array {
  const record = (n: number): number[] => [n === 0 ? 9 : 3, ...Array.from({ length: 3072 }, (_, i) => (7 * i + 50 * n) % 256)]
  return Uint8Array.from([...record(0), ...record(1)])
}

test('a CIFAR-10 picture has its planes of colour side by side at each pixel', () => {
  const { images, labels, names } = parseCifar10(twoPictures())
  assert.deepEqual([images.shape, images.dtype], [[2, 32, 32, 3], 'float32'])
  assert.deepEqual([labels.values(), names[9], names[3]], [[9, 3], 'truck', 'cat'])
  for (const [n, row, column] of [[0, 0, 0], [0, 31, 31], [1, 5, 17]] as const) {
    const at = (colour: number): number => (7 * (colour * 1024 + row * 32 + column) + 50 * n) % 256
    assert.deepEqual(images.at(n, row, column).values(), [at(0), at(1), at(2)])
  }
})

test('bytes that are no such file are refused', () => {
  assert.throws(() => parseCifar10(new Uint8Array(3000)), /3000 bytes are no whole number of pictures of 3073 bytes; is the file unpacked/)
  assert.throws(() => parseCifar10(Uint8Array.of(10, 1, 2, 3), { side: 1 }), {
    message: 'parseCifar10: picture 0 has the class 10; there are 10, from 0',
  })
})

test('IDX files of every kind of number and any number of axes are read', () => {
  const header = (kind: number, ...shape: number[]): number[] => [0, 0, kind, shape.length, ...shape.flatMap((n) => [0, 0, 0, n])]
  const read = (...bytes: number[]): unknown => parseIdx(Uint8Array.from(bytes)).toArray()
  assert.deepEqual(read(...header(0x08, 2, 1, 2), 0, 127, 128, 255), [[[0, 127]], [[128, 255]]])
  assert.deepEqual(read(...header(0x09, 2), 0x80, 0x7f), [-128, 127])
  assert.deepEqual(read(...header(0x0b, 1), 0xff, 0xfe), [-2])
  assert.deepEqual(read(...header(0x0c, 1), 0x7f, 0xff, 0xff, 0xff), [2147483647])
  assert.deepEqual(read(...header(0x0d, 1), 0x3f, 0xc0, 0, 0), [1.5])
  assert.deepEqual(read(...header(0x0e, 1), 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a), [0.1])
  assert.deepEqual(parseIdx(Uint8Array.from(header(0x08, 0, 28, 28))).shape, [0, 28, 28])
  // Bytes in the midst of a longer buffer, as a host may hand them over.
  assert.deepEqual(parseIdx(Uint8Array.from([1, 2, 3, ...header(0x08, 2), 7, 8]).subarray(3)).values(), [7, 8])
})

test('IDX files that are packed, cut short or something else are refused', () => {
  assert.throws(() => parseIdx(Uint8Array.of(0x1f, 0x8b, 8)), /packed; unpack it first/)
  const says = (bytes: number[], message: string): void => assert.throws(() => parseIdx(Uint8Array.from(bytes)), { message })
  says([0, 0, 8, 1, 0, 0, 0, 3, 1], 'parseIdx: shape [3] needs 3 bytes and the file has 1; is it whole?')
  says([60, 104, 116, 109], 'parseIdx: no IDX file; it begins with the bytes 60, 104, 116, 109')
  assert.throws(() => parseIdx(new Uint8Array(0)), /no IDX file/)
})

test('a host that supplies downhill.readBytes is asked for the file', async () => {
  const host = globalThis as Record<symbol, unknown>
  const key = Symbol.for('downhill.readBytes')
  host[key] = async (path: string) => new Uint8Array(await readFile(path))
  try {
    const { images, names } = await things('data/things.bin')
    assert.deepEqual([images.shape, names[0]], [[600, 12, 12, 3], 'sun'])
    await assert.rejects(cifar10('data/things.bin', { side: 11 }), /259800 bytes are no whole number of pictures of 364 bytes/)
    await assert.rejects(idx('data/none.idx'), /ENOENT/)
  } finally {
    delete host[key]
  }
})

test('without one, fetch reads the address', async () => {
  assert.deepEqual((await idx('data:application/octet-stream;base64,AAAIAQAAAAIHCA==')).values(), [7, 8])
})
