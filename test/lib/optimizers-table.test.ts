// One table: every optimizer on every problem in both kinds of numbers reaches the known lowest value, or, where the table says that it is
// slow, comes as near as it says. What counts is the share of the gap L(start) - L(minimum) that is left.
import assert from 'node:assert/strict'
import test from 'node:test'
import { descend, type Optimizer, type Run, type Tensor } from '../../lib/index.ts'
import { firstOrder, ground, secondOrder, STEPS } from './optimizer-table.ts'

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
      const entry = rates[column]!
      const { rate, leaves } = typeof entry === 'number' ? { rate: entry, leaves: 1e-3 } : entry
      for (const dtype of kinds) {
        check(name, descend(loss, start.cast(dtype), { optimizer: make(rate), steps: STEPS }), dtype, leaves)
      }
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
