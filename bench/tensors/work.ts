// What a program that is measured has to do: for each kind of work a function that makes it ready and gives back how to run it once and
// what comes of it. The programs of Python keep to the same (python/serve.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type DType = 'float32' | 'float64'
export type Numbers = Float32Array | Float64Array

/** The kinds of work; what each computes is told in cases.ts. */
export type Work =
  | 'rosenbrock' | 'gabor' | 'softmaxRegression' | 'mlp'
  | 'product' | 'wave' | 'waveGradient' | 'rowSoftmax' | 'adamUpdate'
  | 'chainGradient' | 'chainHvp' | 'chainHessian' | 'mlpGradient' | 'mlpHvp'

/** One piece of work: how large it is where it may vary, and how many steps a descent takes from its start. */
export interface Task {
  work: Work
  dtype: DType
  size: number
  steps: number
}

/** Work made ready. */
export interface Ready {
  /** Does it once; a descent goes all its steps, from its start. */
  run(): void
  /** The numbers that it comes to, array after array. */
  result(): ArrayLike<number>[]
}

/** A program that is measured; work that it has no function for, or makes nothing of, is not measured. */
export type Program = Partial<Record<Work, (inputs: Inputs, task: Task) => Ready | undefined>>

/** The layers of the perceptron, from the pixels to the classes. */
export const LAYERS = [784, 256, 128, 10] as const
export const BATCH = 128
export const CLASSES = 10

/** The numbers that all programs are given, as little-endian doubles in files; each of them is a float32 too. */
export class Inputs {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The first so many numbers of a file, or all. */
  read(name: string, dtype: DType, count?: number): Numbers {
    const bytes = readFileSync(join(this.#folder, `${name}.f64`))
    const numbers = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).subarray(0, count)
    return dtype === 'float32' ? Float32Array.from(numbers) : Float64Array.from(numbers)
  }

  /** A row for each example, with 1 at the place of its class. */
  oneHot(name: string, dtype: DType): Numbers {
    const classes = this.read(name, dtype)
    const rows = new (dtype === 'float32' ? Float32Array : Float64Array)(classes.length * CLASSES)
    classes.forEach((which, row) => (rows[row * CLASSES + which] = 1))
    return rows
  }

  /** Weights and biases of the perceptron, layer after layer: `W0`, `b0`, …; with `v` before their name the directions of its HVP. */
  mlp(dtype: DType, prefix = ''): { numbers: Numbers; shape: number[] }[] {
    return LAYERS.slice(1).flatMap((outputs, layer) => [
      { numbers: this.read(`mlp-${prefix}W${layer}`, dtype), shape: [LAYERS[layer]!, outputs] },
      { numbers: this.read(`mlp-${prefix}b${layer}`, dtype), shape: [outputs] },
    ])
  }
}
