// What is measured: the workloads, each with its cases. Every program does the arithmetic that is written here.
import type { DType, Task } from './work.ts'

export interface Case extends Task {
  name: string
  /** Programs that know no double precision, or are made for single, may do it in theirs. */
  either?: true
  /** Inputs from which the descent starts, to judge the way it went. */
  from?: readonly string[]
  /** After how many steps the ways are compared, where errors grow so fast that after all of them nothing could be told. */
  compared?: number
}

export interface Workload {
  /** What it is called on the command line. */
  id: string
  title: string
  unit: 'µs' | 'ms' | 'GFLOP/s'
  cases: readonly Case[]
  /** Only ours: how the time grows with the size. */
  alone?: true
}

/** The size is that of the letter in the formulas below; of what has no such letter, 0. */
const one = (name: string, work: Case['work'], dtype: DType, more: Partial<Case> = {}): Case =>
  ({ name, work, dtype, size: 0, steps: 1, ...more })
const both = (name: string, work: Case['work'], more: Partial<Case> = {}): Case[] =>
  (['float32', 'float64'] as const).map((dtype) => one(name ? `${name}, ${dtype}` : dtype, work, dtype, more))

const layers = ['W0', 'b0', 'W1', 'b1', 'W2', 'b2'].map((name) => `mlp-${name}`)
const sizes = [64, 128, 256, 512, 1024]
const many = 1_000_000
const sized = (count: number): string => count.toLocaleString('en')

export const WORKLOADS: readonly Workload[] = [
  {
    id: 'W1',
    title: 'two parameters, one step of Adam',
    unit: 'µs',
    cases: [
      // (x - 1)² + 100 (y - x²)² from (-1.2, 1), learning rate 0.01
      one('Rosenbrock', 'rosenbrock', 'float64', { steps: 1000, either: true }),
      // Σ (sin z exp(-z²/32) - y)², z = φ₀ + 0.06 φ₁ x, from (0.06, 14.4), learning rate 0.001
      one('Gabor model, 28 points', 'gabor', 'float64', { steps: 1000, either: true }),
    ],
  },
  {
    id: 'W2',
    title: 'softmax regression 3072 → 10, batch of 128, one step of gradient descent',
    unit: 'ms',
    // mean cross-entropy of x W + b, learning rate 0.001
    cases: both('', 'softmaxRegression', { steps: 20, from: ['softmax-W', 'softmax-b'] }),
  },
  {
    id: 'W3',
    title: 'perceptron 784 → 256 → 128 → 10 with relu, batch of 128, one step of Adam',
    unit: 'ms',
    // mean cross-entropy of relu(relu(x W₀ + b₀) W₁ + b₁) W₂ + b₂, learning rate 0.001
    cases: both('', 'mlp', { steps: 10, from: layers, compared: 2 }),
  },
  {
    id: 'W4',
    title: 'product of two matrices of n rows and columns',
    unit: 'GFLOP/s',
    cases: sizes.flatMap((size) => both(`n = ${size}`, 'product', { size })),
  },
  {
    id: 'W5',
    title: 'functions of 1,000,000 numbers',
    unit: 'ms',
    cases: [
      ...both('exp(-x²/2) sin x', 'wave', { size: many }),
      // of the sum over all x
      ...both('its gradient', 'waveGradient', { size: many }),
      ...both('softmax of 1,000 rows', 'rowSoftmax'),
    ],
  },
  // the gradient is given; learning rate 0.001
  { id: 'W6', title: 'update of 1,000,000 parameters by Adam', unit: 'ms', cases: both('', 'adamUpdate', { steps: 20, from: ['adam-p'] }) },
  {
    id: 'W7',
    title: 'second derivatives of Rosenbrock’s function in 100 dimensions and of the perceptron of W3',
    unit: 'µs',
    cases: [
      // Σ 100 (xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)²
      one('gradient', 'chainGradient', 'float64', { size: 100, either: true }),
      one('HVP', 'chainHvp', 'float64', { size: 100, either: true }),
      one('Hessian', 'chainHessian', 'float64', { size: 100, either: true }),
      one('gradient of the perceptron', 'mlpGradient', 'float32'),
      one('HVP of the perceptron', 'mlpHvp', 'float32'),
    ],
  },
  {
    id: 'growth',
    title: 'time against size',
    unit: 'ms',
    alone: true,
    cases: [
      ...sizes.slice(1).map((size) => one(`product, n = ${size}`, 'product', 'float64', { size })),
      ...[10_000, 31_623, 100_000, 316_228, many].map((size) => one(`exp(-x²/2) sin x of ${sized(size)}`, 'wave', 'float64', { size })),
      ...[3_000, 10_000, 30_000, 100_000].map((size) => one(`HVP in ${sized(size)} dimensions`, 'chainHvp', 'float64', { size })),
      ...[50, 100, 200, 400].map((size) => one(`Hessian in ${size} dimensions`, 'chainHessian', 'float64', { size })),
    ],
  },
]
