// The numbers that all programs compute with, drawn from one seed and written to files that programs of any language can read. All are
// numbers of single precision, so that programs in either precision begin at the same place.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rng } from '../../lib/tensor/index.ts'
import { BATCH, CLASSES, LAYERS } from './work.ts'

/** The largest sizes that cases.ts asks for. */
const PRODUCT = 1024
const ELEMENTS = 1_000_000
const CHAIN = 100_000

/** Writes all inputs into a folder. */
export function writeInputs(folder: string): void {
  const random = rng(2026)
  const write = (name: string, numbers: Float64Array): void => writeFileSync(join(folder, `${name}.f64`), numbers.map(Math.fround))
  const uniform = (count: number, low: number, high: number): Float64Array =>
    Float64Array.from(random.uniform([count], { low, high }).values())
  const normal = (count: number, scale = 1): Float64Array => Float64Array.from(random.normal([count]).values()).map((x) => scale * x)
  const classes = (): Float64Array => uniform(BATCH, 0, CLASSES).map(Math.floor)

  // 28 points of sin(z) exp(-z²/32), z = 0.06 · 16.6 x, with a little noise.
  const x = uniform(28, -0.15, 0.15).map((shift, i) => -12 + (24 * i) / 27 + shift)
  const noise = normal(28, 0.1)
  write('gabor-x', x)
  write('gabor-y', x.map((x, i) => Math.sin(0.996 * x) * Math.exp(-((0.996 * x) ** 2) / 32) + noise[i]!))

  write('softmax-x', uniform(BATCH * 3072, 0, 1))
  write('softmax-classes', classes())
  write('softmax-W', normal(3072 * CLASSES, 0.01))
  write('softmax-b', new Float64Array(CLASSES))

  write('mlp-x', uniform(BATCH * LAYERS[0], 0, 1))
  write('mlp-classes', classes())
  LAYERS.slice(1).forEach((outputs, layer) => {
    const inputs = LAYERS[layer]!
    write(`mlp-W${layer}`, normal(inputs * outputs, Math.sqrt(2 / inputs)))
    write(`mlp-b${layer}`, normal(outputs, 0.01))
    write(`mlp-vW${layer}`, normal(inputs * outputs))
    write(`mlp-vb${layer}`, normal(outputs))
  })

  write('product-A', uniform(PRODUCT ** 2, -1, 1))
  write('product-B', uniform(PRODUCT ** 2, -1, 1))
  write('wave-x', uniform(ELEMENTS, -3, 3))
  write('adam-p', normal(ELEMENTS))
  write('adam-g', normal(ELEMENTS, 0.1))
  write('chain-x', uniform(CHAIN, -1, 1))
  write('chain-v', uniform(CHAIN, -1, 1))
}
