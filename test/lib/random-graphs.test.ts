// Derivatives of formulas that nobody chose: random programs of tensor operations are checked against finite differences, and their
// Hessian-vector products against their Hessians.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { gradcheck, hessian, hvp, tensor, type Tensor } from '../../lib/index.ts'
import { lossOf, point, program, seed } from './random-programs.ts'

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
