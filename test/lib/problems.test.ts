// Problems are what they say: their minima are critical points of that value, nothing on a grid lies below them, and those that no formula
// gives are PyTorch's (test/oracle/minima.json).
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import {
  descend, eigenvalues, grad, gradcheck, gridSearch, hessian, problems, rng, sgd, solve, tensor, type Tensor,
} from '../../lib/index.ts'
import { problemData } from '../oracle/problem-data.ts'

const { quadratic, rosenbrock, beale, himmelblau, matyas, saddle, rastrigin, worstCase, bimodal, gabor, logistic } = problems
const all: problems.Problem[] = [
  quadratic(), quadratic({ conditionNumber: 1000, dimension: 5, angle: 0.3 }), rosenbrock(), beale(), himmelblau(), matyas(),
  saddle(), rastrigin(), worstCase(6), bimodal(), gabor(), logistic(), problems.sparse(), problems.plateau(),
]

for (const problem of all) {
  const { name, loss, start, minimum, minima = [minimum], localMinima = [], value, region } = problem
  test(`${name}: its minima are where it says, and as low`, () => {
    for (const place of minima) {
      assert.ok(Math.abs(loss(place).item() - value) < 1e-12, `${loss(place)} where ${value} is expected`)
    }
    for (const place of [...minima, ...localMinima]) {
      assert.ok(grad(loss)(place).norm().item() < 1e-9, `gradient ${grad(loss)(place)} at ${place}`)
      assert.ok(eigenvalues(hessian(loss)(place)).values()[0]! > 0, `not a minimum: ${place}`)
    }
    assert.equal(start.size, minimum.size)
    assert.equal(region.length, minimum.size)
  })

  test(`${name}: nothing in its region lies lower`, () => {
    const points = { 1: 500, 2: 41, 3: 11, 5: 5, 6: 4 }[region.length]!
    assert.ok(gridSearch(loss, { ranges: region, points }).loss.at(-1)! >= value - 1e-12)
  })

  test(`${name}: its gradient is right, and float32 stays float32`, () => {
    const at = rng(1).normal(start.shape, { standardDeviation: 0.3 }).add(start)
    assert.ok(gradcheck(loss, at).passed, String(gradcheck(loss, at)))
    assert.equal(grad(loss)(at.cast('float32')).dtype, 'float32')
  })
}

test('the minima that no formula gives are those that PyTorch found for the same data', () => {
  type Found = { place: number[]; value: number }
  const oracle = JSON.parse(readFileSync(new URL('../oracle/minima.json', import.meta.url), 'utf8')) as {
    data: unknown
    gabor: Found
    logistic: Found
    bimodal: Found[]
  }
  assert.deepEqual(problemData(), oracle.data)
  const is = (place: Tensor, found: Found): void => place.values().forEach((x, i) => assert.ok(Math.abs(x - found.place[i]!) < 1e-12))
  is(gabor().minimum, oracle.gabor)
  is(logistic().minimum, oracle.logistic)
  is(bimodal().minimum, oracle.bimodal[0]!)
  is(bimodal().localMinima![0]!, oracle.bimodal[1]!)
  assert.ok(Math.abs(gabor().value - oracle.gabor.value) < 1e-12)
  assert.ok(Math.abs(logistic().value - oracle.logistic.value) < 1e-12)
  assert.ok(Math.abs(bimodal().value - oracle.bimodal[0]!.value) < 1e-12)
})

test('quadratics have the condition number asked for, however they are turned', () => {
  for (const conditionNumber of [1, 10, 1e4]) {
    for (const angle of [0, 0.5, Math.PI / 4]) {
      const { matrix, eigenvalues: told } = quadratic({ conditionNumber, dimension: 4, angle })
      const measured = eigenvalues(matrix).values()
      assert.ok(Math.abs(measured.at(-1)! / measured[0]! / conditionNumber - 1) < 1e-9)
      measured.forEach((lambda, i) => assert.ok(Math.abs(lambda - told[i]!) < 1e-9 * conditionNumber))
    }
  }
  assert.throws(() => quadratic({ conditionNumber: 0.5 }), { name: 'RangeError', message: /conditionNumber must be 1 or more/ })
  assert.throws(() => quadratic({ eigenvalues: [1, -1] }), /for want of a minimum/)
})

test("Rosenbrock's condition number at the minimum is 2508", () => {
  const [low, high] = eigenvalues(hessian(rosenbrock().loss)(tensor([1, 1]))).values()
  assert.equal(Math.round(high! / low!), 2508)
})

test("Nesterov's worst case is solved by the linear system that its gradient is", () => {
  const { loss, minimum, start } = worstCase(10)
  const solution = solve(hessian(loss)(start), grad(loss)(start).neg())
  solution.values().forEach((x, i) => assert.ok(Math.abs(x - minimum.values()[i]!) < 1e-12))
  const reached = descend(loss, start, { optimizer: sgd({ learningRate: 0.25 }), steps: 3 }).params.values()
  assert.deepEqual(reached.map((x) => x !== 0), [true, true, true, false, false, false, false, false, false, false])
})

test('from the narrow valley of bimodal a rate below 2/12.8 stays, and 0.6 is thrown out and rests in the wide one', () => {
  const { loss, start, minimum, localMinima } = bimodal()
  const end = (learningRate: number): number => descend(loss, start, { optimizer: sgd({ learningRate }), steps: 500 }).params.item()
  assert.ok(Math.abs(end(0.15) - localMinima![0]!.item()) < 1e-9)
  assert.ok(Math.abs(end(0.6) - minimum.item()) < 1e-9)
})
