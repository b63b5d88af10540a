// One table: every optimizer on every problem in both kinds of numbers reaches the known lowest value; the one that does not settle, with
// the reason beside it, comes as near as the table says. What counts is the share of the gap L(start) - L(minimum) that is left.
import assert from 'node:assert/strict'
import test from 'node:test'
import { concat, descend, gaussNewton, type Optimizer, type problems, type Run, type Tensor, type Tree } from '../../lib/index.ts'
import { entryOf, firstOrder, ground, secondOrder } from './optimizer-table.ts'

const kinds = ['float64', 'float32'] as const

/** What share of the gap to the known value is left after a run. */
function left(name: string, run: Run<Tensor>): number {
  const { loss, start, value } = ground[name]!
  return (loss(run.params.cast('float64')).item() - value) / (loss(start).item() - value)
}

function check(name: string, run: Run<Tensor>, dtype: string, allowed: number): void {
  assert.notEqual(run.reason, 'diverged', `${name}, ${dtype}: ${run}`)
  assert.equal(run.params.dtype, dtype, `${name}: ${dtype} became ${run.params.dtype}`)
  const share = left(name, run)
  assert.ok(share > -1e-6, `${name}, ${dtype}: ${share} of the gap is left, which is below the lowest value known`)
  assert.ok(share <= allowed, `${name}, ${dtype}: ${share} of the gap is left where ${allowed} is allowed; ${run}`)
}

for (const [title, { make, rates }] of Object.entries(firstOrder)) {
  test(`${title} comes down on all problems, in float64 and float32`, () => {
    assert.equal(rates.length, Object.keys(ground).length)
    Object.entries(ground).forEach(([name, { loss, start }], column) => {
      const { rate, steps, leaves } = entryOf(rates[column]!)
      for (const dtype of kinds) check(name, descend(loss, start.cast(dtype), { optimizer: make(rate, steps), steps }), dtype, leaves)
    })
  })
}

const precision = { float64: 1e-10, float32: 1e-5 }

for (const [title, { make, search, except = {} }] of Object.entries(secondOrder)) {
  for (const [name, problem] of Object.entries(ground)) {
    test(`${title} finds the minimum: ${name}`, { skip: except[name] ?? false }, () => {
      const optimizer: Optimizer = make(problem)
      for (const dtype of kinds) {
        const run = descend(problem.loss, problem.start.cast(dtype), { optimizer, steps: 100, ...(search && { search }) })
        check(name, run, dtype, precision[dtype])
      }
    })
  }
}

/** The two parameters of Rosenbrock's function as a tree of tensors. */
const inTwo = (w: Tensor) => ({ x: w.slice([0, 1]), more: [w.slice([1, 2])] })
const inOne = ({ x, more }: ReturnType<typeof inTwo>): Tensor => concat([x, ...more])

const { loss, start } = ground['rosenbrock']!
const firstOrderOnes = Object.entries(firstOrder).map(([title, { make, rates }]) => {
  const { rate, steps } = entryOf(rates[Object.keys(ground).indexOf('rosenbrock')]!)
  return [title, { optimizer: make(rate, steps), asTree: make(rate, steps) }] as const
})
const secondOrderOnes = Object.entries(secondOrder).map(([title, { make, search }]) => {
  const problem = ground['rosenbrock'] as problems.LeastSquares
  const residuals = (params: Tree): Tensor => problem.residuals(inOne(params as ReturnType<typeof inTwo>))
  const asTree = title === 'gauss-newton' ? gaussNewton({ residuals }) : make(problem)
  return [title, { optimizer: make(problem), asTree, ...(search && { search }) }] as const
})

for (const [title, { optimizer, asTree, ...search }] of [...firstOrderOnes, ...secondOrderOnes]) {
  test(`${title} takes the same steps whether its parameters are one tensor or a tree`, () => {
    const whole = descend(loss, start, { optimizer, steps: 40, ...search })
    const parts = descend((params) => loss(inOne(params)), inTwo(start), { optimizer: asTree, steps: 40, ...search })
    assert.equal(parts.steps, whole.steps)
    whole.loss.forEach((value, step) => {
      const error = Math.abs(parts.loss[step]! - value) / Math.max(1e-9, value)
      assert.ok(error < 1e-6, `step ${step}: loss ${parts.loss[step]} as a tree, ${value} as one tensor`)
    })
  })
}
