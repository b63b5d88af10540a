// Random programs of tensor operations, for tests that ask of every formula what cannot be listed for each.
import fc from 'fast-check'
import { concat, einsum, rng, tensor, type Tensor } from '../../lib/index.ts'

const N = 3
const fixed = rng(21).normal([N, N])
const weights = tensor([1, -0.5, 2]) // unequal, so that terms do not cancel to a zero that only round-off would tell from nothing

/** Steps that take two vectors of N numbers to one, smooth and of moderate size wherever they are. */
const steps: ((a: Tensor, b: Tensor) => Tensor)[] = [
  (a, b) => a.add(b),
  (a, b) => a.sub(b.mul(0.5)),
  (a, b) => a.mul(b).tanh(),
  (a, b) => a.div(b.square().add(1)),
  (a) => a.sin().mul(a.cos()),
  (a) => a.sigmoid().exp(),
  (a, b) => a.square().add(b.square()).add(1).sqrt().log(),
  (a, b) => fixed.matmul(a).softplus().sub(b),
  (a, b) => a.reshape([N, 1]).mul(b).mean(0).tanh(),
  (a, b) => concat([a, b]).slice([1, 1 + N]),
  (a, b) => a.sub(a.mean()).div(b.square().sum().add(1).sqrt()),
  (a, b) => b.take([2, 0, 0]).add(a.at(1)),
  (a, b) => a.softmax().mul(b.logsumexp()),
  (a, b) => a.logSoftmax().tanh().sub(b),
  (a, b) => einsum('i,j->ij', a.tanh(), b.sin()).sum(0),
  (a, b) => a.cumsum().sub(b).tanh(),
  (a) => a.div(a.norm(0, false, 3).add(1)),
  (a, b) => a.sigmoid().add(0.5).pow(b.tanh()),
]

/** A program: at each step an operation, and which of the vectors so far it takes. */
export const program = fc.array(fc.record({ step: fc.nat(steps.length - 1), a: fc.nat(), b: fc.nat() }), { minLength: 1, maxLength: 8 })
export const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: N, maxLength: N })

/** The same programs every day: a failure is then the code's. */
export const seed = 6

export type Program = { step: number; a: number; b: number }[]

/** The loss that a program computes. */
export const lossOf =
  (instructions: Program) =>
  (w: Tensor): Tensor => {
    const vectors = [w]
    for (const { step, a, b } of instructions) vectors.push(steps[step]!(vectors[a % vectors.length]!, vectors[b % vectors.length]!))
    return vectors.at(-1)!.dot(weights)
  }
