// What the benchmark of tensors makes of its figures: what counts as the same result, how time grows, who is best, what is hit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WORKLOADS } from '../../bench/tensors/cases.ts'
import { errorOf, sampleOf, verdictOn } from '../../bench/tensors/compare.ts'
import { exponent } from '../../bench/tensors/growth.ts'
import { OURS } from '../../bench/tensors/peers.ts'
import { tablesOf } from '../../bench/tensors/report.ts'
import type { Measurement, Result } from '../../bench/tensors/store.ts'
import { TARGETS } from '../../bench/tensors/targets.ts'

test('a time of c n³ grows with the exponent 3, whatever c is', () => {
  const sizes = [64, 128, 256, 512]
  assert.ok(Math.abs(exponent(sizes, sizes.map((n) => 0.07 * n ** 3)) - 3) < 1e-12)
  assert.throws(() => exponent([64, 64], [1, 2]), /two sizes/)
})

test('a descent is judged by the way it went from its start, not by where it began', () => {
  const [start, end, other] = [[[1000, 1000]], [[1000.01, 1000.01]], [[1000.01, 1000.02]]]
  assert.ok(errorOf(other, end) < 1e-5)
  assert.ok(Math.abs(errorOf(other, end, start) - 1 / Math.SQRT2) < 1e-6)
})

test('what is no number, or not as many, is wrong; the worst of several arrays counts', () => {
  assert.equal(errorOf([[1, NaN]], [[1, 2]]), Infinity)
  assert.equal(errorOf(JSON.parse(JSON.stringify([[0, NaN]])) as number[][], [[0, 0]]), Infinity)
  assert.equal(errorOf([[1]], [[1, 2]]), Infinity)
  assert.equal(errorOf([[1]], [[1], [2]]), Infinity)
  assert.equal(errorOf([[1], [3]], [[1], [2]]), 0.5)
})

test('double precision with the digits of single is said, and wrong numbers are not timed', () => {
  assert.deepEqual(verdictOn(1e-12, 'float64'), {})
  assert.deepEqual(verdictOn(1e-6, 'float64'), { imprecise: 'off by 1e-6' })
  assert.deepEqual(verdictOn(1e-6, 'float32'), {})
  assert.deepEqual(verdictOn(0.5, 'float32'), { wrong: 'wrong by 5e-1' })
})

test('the numbers that are compared reach from the first to the last', () => {
  const [few, many] = sampleOf([[4, 5], Float64Array.from({ length: 1000 }, (_, i) => i)])
  assert.deepEqual(few, [4, 5, 5])
  assert.deepEqual([many!.length, many![0], many![1], many!.at(-1)], [92, 0, 11, 999])
})

test('every target is about a case and a way of ours that there are', () => {
  const ways = Object.values(OURS) as string[]
  for (const { workload, case: name, ours } of TARGETS) {
    assert.ok(WORKLOADS.some(({ id, cases }) => id === workload && cases.some((each) => each.name === name)), `${workload}: ${name}`)
    assert.ok(ways.includes(ours))
  }
})

test('ratios are to the quickest library whose result is right, and stand beside their target', () => {
  const dtype = 'float32'
  const result = (peer: string, kind: Result['kind'], min: number): Result => ({ peer, kind, dtype, min, median: 2 * min, samples: 5 })
  const results: Result[] = [
    result(OURS.compiled, 'ours', 2),
    result('jax-js', 'library', 20),
    { ...result('tfjs, wasm', 'library', 15), imprecise: 'off by 2e-5' },
    { peer: 'tfjs, cpu', kind: 'library', dtype: 'float32', why: 'wrong by 1e+0' },
    result('PyTorch', 'native', 1),
  ]
  const cases = [{ name: 'float32', work: 'softmaxRegression', dtype, size: 0, results }]
  const measurement: Measurement = { date: '', machine: '', busy: 0, versions: {}, cases }
  const [times, speeds] = tablesOf(WORKLOADS.find(({ id }) => id === 'W2')!, measurement)
  const cells = times!.slice(1).map(([, cell]) => cell)
  assert.deepEqual(cells, ['2.00 (4.00)', '20.0 (40.0)', '15.0 (30.0), off by 2e-5', 'wrong by 1e+0', '1.00 (2.00)'])
  assert.deepEqual(speeds!.slice(1, 3), [
    ['compiled, of best library', '7.50 tfjs, wasm (≥ 6.00 hit)'],
    ['compiled, of PyTorch', '0.500 (≥ 0.714 **missed**)'],
  ])
})
