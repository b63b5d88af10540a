// Small coloured pictures of ten classes in the layout of CIFAR-10's binary files: for each, a byte for the class, then a plane of bytes
// for red, one for green, one for blue, row by row. CIFAR-10 itself is not shipped; whoever has its files can read them. `things` is the
// shipped set, made by a program.
import { tensor, type Tensor } from '../tensor/index.ts'
import { bytesOf } from './read.ts'

/** Pictures with the class of each. */
export interface LabelledImages {
  /** Red, green and blue from 0 to 255, [N, height, width, 3], float32. */
  readonly images: Tensor
  /** The class of each, a whole number from 0, [N]. */
  readonly labels: Tensor<[number]>
  /** What the classes are called. */
  readonly names: readonly string[]
}

/** Options of {@link parseCifar10}. */
export interface Cifar10Options {
  /** The height and width of a picture; 32 unless said. */
  side?: number
  /** What the ten classes are called; those of CIFAR-10 unless said. */
  names?: readonly string[]
}

const CIFAR10_NAMES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']
const THING_NAMES = ['sun', 'moon', 'tree', 'house', 'boat', 'flower', 'mountain', 'road', 'fish', 'balloon']
const THING_SIDE = 12

/**
 * The pictures in the bytes of a CIFAR-10 binary file.
 *
 * @param bytes the contents of `data_batch_1.bin`, …
 * @returns `images` [N, 32, 32, 3], `labels` [N], `names`
 * @throws RangeError if the bytes are no whole number of pictures or a class is none of the ten
 * @see Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html
 * @example
 * ```ts
 * const onePixel = Uint8Array.of(6, 255, 128, 0) // class 6, then red, green, blue
 * const { images, labels, names } = parseCifar10(onePixel, { side: 1 })
 * images // → [[[[255, 128, 0]]]]
 * names[labels.at(0).item()] // → 'frog'
 * ```
 */
export function parseCifar10(bytes: Uint8Array, { side = 32, names = CIFAR10_NAMES }: Cifar10Options = {}): LabelledImages {
  const plane = side * side
  const record = 1 + 3 * plane
  const count = bytes.length / record
  if (!Number.isInteger(count)) {
    const pictures = `no whole number of pictures of ${record} bytes`
    throw new RangeError(`parseCifar10: ${bytes.length} bytes are ${pictures}; is the file unpacked and whole?`)
  }
  const pixels = new Float32Array(count * 3 * plane)
  const labels: number[] = []
  for (let i = 0; i < count; i++) {
    const start = i * record
    const label = bytes[start]!
    if (label >= names.length) throw new RangeError(`parseCifar10: picture ${i} has the class ${label}; there are ${names.length}, from 0`)
    labels.push(label)
    for (let pixel = 0; pixel < plane; pixel++) {
      for (let colour = 0; colour < 3; colour++) pixels[(i * plane + pixel) * 3 + colour] = bytes[start + 1 + colour * plane + pixel]!
    }
  }
  return { images: tensor(pixels).reshape([count, side, side, 3]), labels: tensor(labels) as Tensor<[number]>, names }
}

/**
 * Reads the pictures of a CIFAR-10 binary file.
 *
 * @param path relative to the notebook's folder, or a URL
 * @throws Error if the file cannot be read; RangeError if it is no such file
 * @example (await cifar10('data:application/octet-stream;base64,Bv+AAA==', { side: 1 })).labels // → [6]
 */
export const cifar10 = async (path: string, options?: Cifar10Options): Promise<LabelledImages> => parseCifar10(await bytesOf(path), options)

/**
 * Reads the shipped pictures: 600 of 12 × 12 pixels, 60 each of ten things: sun, moon, tree, house, boat, flower, mountain, road, fish,
 * balloon. They were drawn by a seeded program and lie in random order.
 *
 * @param path of `data/things.bin`, relative to the notebook's folder, or a URL
 * @throws Error if the file cannot be read; RangeError if it is no such file
 * @example
 * ```ts
 * const { names } = await things('data:,') // or '../data/things.bin'
 * names[9] // → 'balloon'
 * ```
 */
export const things = async (path: string): Promise<LabelledImages> => cifar10(path, { side: THING_SIDE, names: THING_NAMES })
