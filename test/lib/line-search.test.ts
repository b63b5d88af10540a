// Line searches on lines whose lowest place is known.
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  backtracking, bracketing, conjugateGradient, descend, exact, goldenSection, grad, lineFrom, strongWolfe, tensor,
  type Line, type LineSearch, type Tensor,
} from '../../lib/index.ts'

/** The line φ(t) = a (t - low)² + c, given as the loss of one parameter. */
const parabola = (low: number, a = 1): Line => lineFrom((w: Tensor) => w.sub(low).square().mul(a).add(1), tensor(0), tensor(1))
const thorough: LineSearch[] = [bracketing({ reach: 4, tolerance: 1e-7 }), goldenSection({ reach: 4, tolerance: 1e-7 })]

test('a line knows the loss and the slope along it', () => {
  const line = lineFrom((w: Tensor) => w.square().sum(), tensor([2, 1]), tensor([-1, 0]))
  assert.deepEqual([line.value, line.slope, line.at(2)], [5, -4, 1])
  assert.deepEqual(line.withSlopeAt(1), { value: 2, slope: -2 })
})

test('bracketing follows figure 6.10: thirds, and the part beyond the higher of b and c is dropped', () => {
  const { brackets } = bracketing({ reach: 9, tolerance: 1 }).search(parabola(7))
  assert.deepEqual(
    brackets.slice(0, 3).map(({ from, to, trials }) => [from, to, ...trials.map(({ t }) => t)]),
    [
      [0, 9, 3, 6], // L[3] > L[6]: [0, 3) goes
      [3, 9, 5, 7], // L[5] > L[7]: [3, 5) goes
      [5, 9, 5 + 4 / 3, 9 - 4 / 3], // L[6.33] < L[7.67]: (7.67, 9] goes
    ],
  )
  assert.deepEqual([brackets[3]!.from, brackets[3]!.to], [5, 9 - 4 / 3])
})

test('the exact search finds the lowest place of a parabola from two slopes, however wide it is', () => {
  for (const [low, a] of [[0.001, 1], [3.7, 5], [2000, 1e-6]] as const) {
    const { step, evaluations, gradientEvaluations } = exact().search(parabola(low, a))
    assert.ok(Math.abs(step / low - 1) < 1e-9, `${step} for ${low}`)
    assert.deepEqual([evaluations, gradientEvaluations], [2, 2])
  }
})

test('the exact search refuses a line that is no parabola, and says what to use', () => {
  const quartic = lineFrom((w: Tensor) => w.pow(4).sum(), tensor([2]), tensor([-1]))
  assert.throws(() => exact().search(quartic), /RangeError: exact: the loss is not quadratic along this line: at t = 1\.14.*try bracketing/)
})

test('descent with the exact search contracts as Kantorovich says, down to round-off', () => {
  const kappa = 20
  const run = descend((w: Tensor) => w.square().mul(tensor([1, kappa])).sum(), tensor([kappa, 1]), { search: exact(), steps: 400 })
  const rate = ((kappa - 1) / (kappa + 1)) ** 2
  for (let step = 1; step <= 20; step++) assert.ok(Math.abs(run.loss[step]! / run.loss[step - 1]! / rate - 1) < 1e-6)
  assert.ok(run.loss.at(-1)! < 1e-25)
})

for (const search of thorough) {
  test(`${search.name} finds the lowest place, and its intervals always hold it`, () => {
    for (const low of [0.001, 1, 3.7]) {
      const { step, value, found, brackets } = search.search(parabola(low))
      assert.ok(found && Math.abs(step - low) < 1e-7, `${step} for ${low}`)
      assert.ok(Math.abs(value - 1) < 1e-12)
      for (const { from, to } of brackets) assert.ok(from <= low && low <= to)
    }
  })

  test(`${search.name} goes no further than its reach, and not to a valley above the start`, () => {
    assert.ok(Math.abs(search.search(parabola(9)).step - 4) < 1e-3)
    // A valley of depth 1 at t = 0.05, then a hill, then a valley at t = 3 that lies above the start.
    const valleys = (t: number): number => (t < 0.1 ? (t - 0.05) ** 2 * 400 - 1 : 5 + (t - 3) ** 2)
    const { step, value } = search.search({ value: 0, slope: -1, at: valleys, withSlopeAt: () => assert.fail() })
    assert.ok(Math.abs(step - 0.05) < 1e-3 && value < -0.99, `${step}`)
  })
}

test('golden section measures once a round where bracketing measures twice', () => {
  const [thirds, golden] = thorough.map((search) => search.search(parabola(1)))
  assert.equal(thirds!.evaluations, 2 * (thirds!.brackets.length - 1) + 1)
  assert.equal(golden!.evaluations, golden!.brackets.length + 1)
  assert.ok(golden!.evaluations < thirds!.evaluations / 2)
})

test('backtracking takes the first step that keeps the promise of the slope', () => {
  const line = parabola(1) // φ(0) = 2, φ′(0) = -2: Armijo's condition with c = 0.5 holds for t ≤ 1
  const { step, evaluations, brackets } = backtracking({ initial: 6, shrink: 0.5, sufficientDecrease: 0.5 }).search(line)
  assert.equal(step, 0.75)
  assert.equal(evaluations, 4)
  assert.deepEqual(brackets.map(({ to }) => to), [6, 3, 1.5, 0.75])
})

test('backtracking gives up where nothing is lower, and does not start uphill', () => {
  const flat = backtracking({ trials: 5 }).search({ value: 0, slope: -1, at: () => 0, withSlopeAt: () => assert.fail() })
  assert.deepEqual([flat.found, flat.step, flat.value, flat.evaluations], [false, 0, 0, 5])
  const uphill = backtracking().search({ value: 0, slope: 1, at: () => assert.fail(), withSlopeAt: () => assert.fail() })
  assert.deepEqual([uphill.found, uphill.evaluations], [false, 0])
})

test('strong Wolfe: both conditions hold, from first steps far too short and far too long', () => {
  const [c1, c2] = [1e-4, 0.1]
  const wavy = lineFrom((w: Tensor) => w.sub(3).square().add(w.mul(3).sin().mul(0.5)), tensor(0), tensor(1))
  for (const line of [parabola(1), parabola(1, 50), wavy]) {
    for (const initial of [1e-4, 0.1, 1, 10, 1e4]) {
      const { step, found, evaluations, gradientEvaluations } = strongWolfe({ initial, sufficientDecrease: c1, curvature: c2 }).search(line)
      const { value, slope } = line.withSlopeAt(step)
      assert.ok(found && value <= line.value + c1 * step * line.slope, `decrease from ${initial}`)
      assert.ok(Math.abs(slope) <= c2 * Math.abs(line.slope), `slope from ${initial}`)
      assert.equal(gradientEvaluations, evaluations)
      assert.ok(evaluations < 30)
    }
  }
})

test('values that are not finite count as too high', () => {
  const cliff = lineFrom((w: Tensor) => w.neg().add(1).log().neg().sub(w.mul(3)), tensor(0), tensor(1)) // NaN beyond t = 1, lowest at 2/3
  const inexact = [backtracking({ initial: 4 }), strongWolfe({ initial: 4, curvature: 0.1 })]
  for (const search of [goldenSection({ reach: 4 }), bracketing({ reach: 4 }), ...inexact]) {
    const { step, value, found } = search.search(cliff)
    assert.ok(found && step < 1 && value < 0, `${search.name}: ${step} ${value}`)
  }
  assert.ok(Math.abs(goldenSection({ reach: 4 }).search(cliff).step - 2 / 3) < 1e-5)
})

const stretched = (w: Tensor): Tensor => w.square().mul(tensor([0.5, 5])).sum()

for (const search of [bracketing({ reach: 4, tolerance: 1e-10 }), goldenSection({ reach: 4, tolerance: 1e-10 })]) {
  test(`after exact steps (${search.name}) the next direction is at right angles`, () => {
    const run = descend(stretched, tensor([10, 1]), { search, steps: 6 })
    const gradients = run.path.map((w) => grad(stretched)(w))
    for (let i = 1; i < 6; i++) {
      const [a, b] = [gradients[i - 1]!, gradients[i]!]
      const angle = (Math.acos(a.dot(b).item() / (a.norm().item() * b.norm().item())) * 180) / Math.PI
      assert.ok(Math.abs(angle - 90) < 1e-4, `${angle}° after step ${i}`)
    }
  })
}

test('conjugate directions do not zigzag: two steps instead of many', () => {
  const options = { search: goldenSection({ reach: 4, tolerance: 1e-10 }), steps: 200, tolerance: 1e-6 }
  const plain = descend(stretched, tensor([10, 1]), options)
  const conjugate = descend(stretched, tensor([10, 1]), { ...options, optimizer: conjugateGradient() })
  assert.equal(conjugate.steps, 2)
  assert.ok(plain.steps > 50, `${plain.steps}`)
})

test('options out of range are refused in the words of the call', () => {
  assert.throws(() => bracketing({ reach: 0 }), { message: 'bracketing({ reach: 0 }): reach must be positive' })
  assert.throws(() => backtracking({ shrink: 1 }), { message: 'backtracking({ shrink: 1 }): shrink must be between 0 and 1' })
  assert.throws(() => strongWolfe({ sufficientDecrease: 0.5, curvature: 0.2 }), {
    message: 'strongWolfe({ sufficientDecrease: 0.5, curvature: 0.2 }): curvature must be above sufficientDecrease',
  })
})
