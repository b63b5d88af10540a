// Methods that use curvature, against what theory says of them on quadratics, and where they are known to fail; and SVRG and the searches
// that only try.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  bfgs, conjugateGradient, descend, eye, gaussNewton, goldenSection, grad, gridSearch, hessian, hessianFree, hvp, lbfgs, newton,
  problems, randomSearch, rng, sgd, solve, svrg, tensor, trustRegion, type BfgsState, type Objective, type Optimizer, type Rng, type Tensor,
} from '../../lib/index.ts'

const { quadratic, rosenbrock, saddle, himmelblau, gabor, rastrigin } = problems
// Exact but for rounding; long enough for a scaled direction's step.
const exact = goldenSection({ reach: 12, tolerance: 1e-12 })

/** The update of one step from a place, as descend would ask for it. */
function oneStep(optimizer: Optimizer, loss: (w: Tensor) => Tensor, w: Tensor): Tensor {
  const objective: Objective<Tensor> = {
    value: loss(w).item(),
    loss: (w) => loss(w).item(),
    gradient: grad(loss),
    hvp: hvp(loss),
    hessian: hessian(loss),
  }
  return optimizer.step(grad(loss)(w), optimizer.init(w), w, objective)[0]
}

test("Newton's method arrives on any quadratic in one step", () => {
  for (const conditionNumber of [1, 100, 1e6]) {
    const { loss, start } = quadratic({ conditionNumber, dimension: 4, angle: 0.7 })
    const run = descend(loss, start, { optimizer: newton(), steps: 1 })
    assert.ok(run.params.norm().item() < 1e-9, String(run))
  }
})

test("Newton's method ends on Rosenbrock in six steps, goes to a saddle if that is near, and names what to try on a flat place", () => {
  const { loss, start, minimum } = rosenbrock()
  assert.ok(descend(loss, start, { optimizer: newton(), steps: 6 }).params.sub(minimum).norm().item() < 1e-8)
  assert.ok(descend(saddle().loss, tensor([1, 0.1]), { optimizer: newton(), steps: 8 }).params.norm().item() < 1e-9)
  const advice = /newton.*flat along some direction.*Try damping/
  assert.throws(() => oneStep(newton(), (w) => w.sum(), tensor([1])), { name: 'RangeError', message: advice })
})

test('damping λ gives (H + λ I)⁻¹ g, downhill where the pure method climbs', () => {
  const { loss } = saddle()
  const w = tensor([1, 0.1])
  const g = grad(loss)(w)
  const damped = oneStep(newton({ damping: 2 }), loss, w)
  assert.ok(damped.sub(solve(hessian(loss)(w).add(eye(2).mul(2)), g).neg()).norm().item() < 1e-14)
  assert.ok(damped.dot(g).item() < 0)
  assert.ok(descend(loss, w, { optimizer: newton({ damping: 2 }), steps: 60 }).loss.at(-1)! < -0.2499)
})

test('a trust region step is the lowest point of the parabola within the radius', () => {
  const cases: [(w: Tensor) => Tensor, Tensor, number][] = [
    [himmelblau().loss, tensor([0.5, -1]), 0.7],
    [saddle().loss, tensor([0.3, 0.2]), 0.5],
    [saddle().loss, tensor([0.4, 0]), 0.5], // the hard case: the gradient has no part along the negative curvature
    [rosenbrock().loss, tensor([-1.2, 1]), 0.2],
    [rosenbrock().loss, tensor([0, 0]), 100],
  ]
  for (const [loss, w, radius] of cases) {
    const [g, H] = [grad(loss)(w), hessian(loss)(w)]
    const model = (p: Tensor): number => g.dot(p).item() + p.dot(H.matmul(p)).item() / 2
    const p = oneStep(trustRegion({ radius, accept: 1e-9 }), loss, w)
    assert.ok(p.norm().item() <= radius * 1.001)
    const rim = Array.from({ length: 3600 }, (_, i) => tensor([Math.cos(i / 572.957795), Math.sin(i / 572.957795)]).mul(radius))
    const lowest = Math.min(...rim.flatMap((q) => [q, q.mul(0.5), q.mul(0.9)]).map(model))
    assert.ok(model(p) <= lowest + 1e-3 * Math.abs(lowest), `${model(p)} where ${lowest} can be had`)
  }
})

test('a trust region leaves a saddle from its very point, where the gradient is zero', () => {
  const run = descend(saddle().loss, tensor([0, 0]), { optimizer: trustRegion(), steps: 15 })
  assert.ok(Math.abs(run.loss.at(-1)! + 0.25) < 1e-12, String(run))
})

test("the Gauss-Newton step solves linear least squares at once and is Newton's where residuals are straight", () => {
  const X = rng(5).normal([12, 3])
  const y = rng(6).normal([12])
  const residuals = (w: Tensor): Tensor => X.matmul(w).sub(y)
  const loss = (w: Tensor): Tensor => residuals(w).square().mean()
  const w = tensor([1, 2, 3])
  assert.ok(oneStep(gaussNewton({ residuals }), loss, w).sub(oneStep(newton(), loss, w)).norm().item() < 1e-12)
  const wave = gabor()
  const run = descend(wave.loss, wave.start, { optimizer: gaussNewton(wave), steps: 30, tolerance: 1e-10 })
  assert.equal(run.reason, 'converged')
})

test("Hessian-free steps are Newton's, with no more products than there are parameters", () => {
  const { loss, start } = quadratic({ conditionNumber: 50, dimension: 6, angle: 0.5 })
  const w = start.add(rng(2).normal([6]))
  const free = oneStep(hessianFree({ residual: 1e-10, iterations: 6 }), loss, w)
  assert.ok(free.sub(oneStep(newton(), loss, w)).norm().item() < 1e-7)
  const stopped = oneStep(hessianFree({ residual: 0.1 }), saddle().loss, tensor([0.01, 0.3]))
  assert.ok(stopped.dot(grad(saddle().loss)(tensor([0.01, 0.3]))).item() < 0)
})

test('with exact line searches BFGS finishes a quadratic of n dimensions in n steps and then knows the inverse Hessian', () => {
  const { loss, matrix } = quadratic({ eigenvalues: [1, 3, 7], angle: 0.6 })
  let known: BfgsState = {}
  const method = bfgs()
  const watched: Optimizer<BfgsState> = {
    ...method,
    step(gradient, state, params) {
      const result = method.step(gradient, state, params)
      known = result[1]
      return result
    },
  }
  const run = descend(loss, tensor([1, -2, 0.5]), { optimizer: watched as Optimizer, search: exact, steps: 4 })
  assert.ok(run.gradientNorm[2]! > 1e-3 && run.gradientNorm[3]! < 1e-5, run.gradientNorm.join(' '))
  assert.ok(known.inverse!.matmul(matrix).sub(eye(3)).norm().item() < 1e-3)
})

test('on a quadratic with exact searches L-BFGS walks the path of conjugate gradients', () => {
  const { loss } = quadratic({ eigenvalues: [1, 2, 5, 9], angle: 0.6 })
  const path = (optimizer: Optimizer) => descend(loss, tensor([1, -2, 0.5, 1]), { optimizer, search: exact, steps: 3 }).path
  const conjugate = path(conjugateGradient())
  path(lbfgs()).forEach((w, i) => assert.ok(w.sub(conjugate[i]!).norm().item() < 1e-5))
})

test('methods bring the line search that they are made for, and another one replaces it', () => {
  const { loss, start } = rosenbrock()
  assert.equal(descend(loss, start, { optimizer: lbfgs(), steps: 1 }).name, 'l-bfgs, strong Wolfe')
  assert.equal(descend(loss, start, { optimizer: lbfgs(), search: exact, steps: 1 }).name, 'l-bfgs, golden section')
})

test('what a method asks of the loss is counted: a Hessian once for each row', () => {
  const { loss, start } = quadratic({ dimension: 3 })
  assert.deepEqual(descend(loss, start, { optimizer: newton(), steps: 2 }).evaluations, [4, 4])
  assert.deepEqual(descend(loss, start, { optimizer: trustRegion(), steps: 1 }).evaluations, [5])
})

test('without its objective a method that needs it says so', () => {
  assert.throws(() => newton().step(tensor([1]), null, tensor([1])), { name: 'TypeError', message: /newton: step needs the objective/ })
})

test('SVRG converges at a fixed rate on noisy batches, where plain descent hovers', () => {
  const targets = rng(11).normal([20]).values()
  const curvatures = rng(12).uniform([20], { low: 0.5, high: 2 }).values()
  const one = (w: Tensor, i: number): Tensor => w.sub(targets[i]!).square().mul(curvatures[i]! / 2).sum()
  const all = (w: Tensor): Tensor => targets.map((_, i) => one(w, i)).reduce((sum, term) => sum.add(term)).div(20)
  const best = targets.reduce((sum, x, i) => sum + curvatures[i]! * x, 0) / curvatures.reduce((sum, c) => sum + c, 0)
  const random = rng(13)
  const batches = Array.from({ length: 4000 }, () => random.permutation(20)[0]!)
  const miss = (optimizer: Optimizer): number =>
    Math.abs(descend(one, tensor([0]), { optimizer, steps: 4000, batches }).params.item() - best)
  assert.ok(miss(svrg({ learningRate: 0.1, fullGradient: grad(all), every: 40 })) < 1e-12)
  assert.ok(miss(sgd({ learningRate: 0.1 })) > 1e-3)
})

test('random search keeps the best, can be had again, and takes ever longer as dimensions are added', () => {
  const sphere = (w: Tensor): Tensor => w.square().sum()
  const anywhere = (n: number) => (random: Rng) => random.uniform([n], { low: -1, high: 1 })
  const search = (n: number) => randomSearch(sphere, { sample: anywhere(n), tries: 300, seed: 4 })
  const found = search(2)
  assert.equal(found.loss.length, 300)
  found.loss.forEach((loss, i) => assert.ok(i === 0 || loss <= found.loss[i - 1]!))
  assert.equal(sphere(found.params).item(), found.loss.at(-1))
  assert.deepEqual(search(2).params.values(), found.params.values())
  assert.ok(search(10).loss.at(-1)! > 50 * found.loss.at(-1)!)
  const nowhere = { sample: () => tensor([0]), tries: 3, seed: 1 }
  assert.throws(() => randomSearch(() => tensor(NaN), nowhere), /none of 3 tries gave a finite loss/)
})

test("grid search finds Rastrigin's global minimum among its hundred others, and the values it saw are the landscape", () => {
  const { loss, region } = rastrigin()
  const found = gridSearch(loss, { ranges: region, points: 33 })
  assert.deepEqual(found.params.values(), [0, 0])
  assert.equal(found.evaluations, 33 * 33)
  assert.equal(found.values.at(0, 32).item(), loss(tensor([-5.12, 5.12])).item())
})
