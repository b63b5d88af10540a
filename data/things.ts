// Makes things.bin: 600 pictures of 12 × 12 pixels, 60 each of ten things, in the layout of CIFAR-10's binary files. They stand in for
// that set where a chapter classifies pictures: anyone has them, and a model trains on them in a second. Nothing was photographed.
//
//   node --import ./app/register.mjs data/things.ts > data/things.bin
import { pathToFileURL } from 'node:url'
import { rng } from '../lib/tensor/index.ts'
import { photographed, type Picture } from './things/paint.ts'
import { type Between, scenes } from './things/scenes.ts'

const side = 12 // pixels
const perClass = 60
const samples = 4 // along each edge of a pixel, averaged
const noise = 0.08 // of the full range, standard deviation, as of a camera
const seed = 10

/** The bytes of the file: for each picture its class, then the planes of red, green and blue. */
export function thingsBytes(): Uint8Array {
  const random = rng(seed)
  const between: Between = (low, high) => random.uniform([], { low, high }).item()
  const records = scenes.flatMap((scene, label) =>
    Array.from({ length: perClass }, () => {
      const errors = random.normal([3 * side * side], { standardDeviation: noise }).values()
      return [label, ...planes(photographed(scene(between), between)).map((value, i) => byte(value + errors[i]!))]
    }),
  )
  return Uint8Array.from(random.permutation(records.length).flatMap((i) => records[i]!))
}

/** All of red, then of green, then of blue, from 0 to 1, row by row. */
const planes = (picture: Picture): number[] =>
  [0, 1, 2].flatMap((colour) => Array.from({ length: side * side }, (_, i) => pixel(picture, i % side, Math.floor(i / side), colour)))

/** The mean of a colour over a pixel. */
function pixel(picture: Picture, column: number, row: number, colour: number): number {
  let total = 0
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < samples; j++) {
      total += picture((column + (i + 0.5) / samples) / side, (row + (j + 0.5) / samples) / side)[colour]!
    }
  }
  return total / samples ** 2
}

const byte = (value: number): number => Math.round(255 * Math.min(Math.max(value, 0), 1))

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(thingsBytes())
