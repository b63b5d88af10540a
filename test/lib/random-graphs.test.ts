// Derivatives of formulas that nobody chose: random programs of tensor operations are checked against finite differences, and their
// Hessian-vector products against their Hessians.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { concat, einsum, gradcheck, hessian, hvp, rng, tensor, type Tensor } from '../../lib/index.ts'

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
const program = fc.array(fc.record({ step: fc.nat(steps.length - 1), a: fc.nat(), b: fc.nat() }), { minLength: 1, maxLength: 8 })
const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: N, maxLength: N })

/** The same programs every day: a failure is then the code's. */
const seed = 6

type Program = { step: number; a: number; b: number }[]

const lossOf =
  (instructions: Program) =>
  (w: Tensor): Tensor => {
    const vectors = [w]
    for (const { step, a, b } of instructions) vectors.push(steps[step]!(vectors[a % vectors.length]!, vectors[b % vectors.length]!))
    return vectors.at(-1)!.dot(weights)
  }

test('gradients of random programs agree with central differences', () => {
  fc.assert(
    fc.property(program, point, (instructions, values) => {
      const report = gradcheck(lossOf(instructions), tensor(values), { tolerance: 1e-6 })
      assert.ok(report.passed, String(report))
    }),
    { numRuns: 300, seed },
  )
})

test('Hessian-vector products of random programs are the Hessian times the vector, and the Hessian is symmetric', () => {
  fc.assert(
    fc.property(program, point, point, (instructions, values, direction) => {
      const [w, v] = [tensor(values), tensor(direction)]
      const h = hessian(lossOf(instructions))(w)
      const scale = 1 + h.abs().max().item()
      const distance = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item() / scale
      assert.ok(distance(h, h.T) < 1e-12)
      assert.ok(distance(hvp(lossOf(instructions))(w, v), h.matmul(v)) < 1e-12 * (1 + v.abs().max().item()))
    }),
    { numRuns: 100, seed },
  )
})
