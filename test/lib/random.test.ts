// Seeded random numbers: the generator's published sequence, and distributions that are what they say.
import assert from 'node:assert/strict'
import test from 'node:test'
import { rng } from '../../lib/index.ts'

test('the bits are those of the Mersenne twister: its reference seed gives the reference sequence', () => {
  // mt19937ar with seed 5489 begins 3499211612, 581869302, 3890346734, 3586334585. A uniform number takes the lower 26 bits of one output
  // and the lower 27 of the next.
  const uniform = (first: number, second: number): number => (first % 2 ** 26) * 2 ** -26 + (second % 2 ** 27) * 2 ** -53
  assert.deepEqual(rng(5489).uniform([2]).values(), [uniform(3499211612, 581869302), uniform(3890346734, 3586334585)])
})

test('a seed gives the same numbers again, and another seed others', () => {
  assert.deepEqual(rng(3).normal([5]).values(), rng(3).normal([5]).values())
  assert.notDeepEqual(rng(3).normal([5]).values(), rng(4).normal([5]).values())
  const random = rng(3)
  assert.notDeepEqual(random.normal([5]).values(), random.normal([5]).values())
})

test('seeds that follow each other give streams that have nothing to do with each other', () => {
  const count = 2000
  for (const place of [0, 1, 7]) {
    const x = Array.from({ length: count }, (_, seed) => rng(seed).uniform([place + 1]).values()[place]! - 0.5)
    const correlation = x.slice(1).reduce((sum, next, i) => sum + next * x[i]!, 0) / x.reduce((sum, y) => sum + y * y, 0)
    assert.ok(Math.abs(correlation) < 5 / Math.sqrt(count), `number ${place}: correlation ${correlation}`)
  }
})

test('uniform and normal numbers have the mean and the spread asked for', () => {
  const n = 100_000
  const uniform = rng(1).uniform([n], { low: -1, high: 3 })
  const normal = rng(1).normal([n], { mean: 2, standardDeviation: 0.5 })
  const within = (found: number, expected: number, error: number): void =>
    assert.ok(Math.abs(found - expected) < 5 * error, `${found} for ${expected}`)
  within(uniform.mean().item(), 1, 4 / Math.sqrt(12 * n))
  assert.ok(uniform.min().item() >= -1 && uniform.max().item() < 3)
  within(normal.mean().item(), 2, 0.5 / Math.sqrt(n))
  within(normal.sub(2).square().mean().item(), 0.25, (0.25 * Math.SQRT2) / Math.sqrt(n))
  within(normal.sub(2).abs().less(0.5).mean().item(), 0.6827, Math.sqrt((0.6827 * 0.3173) / n))
})

test('a permutation holds every number once, and each order is as likely as any', () => {
  const random = rng(5)
  assert.deepEqual(random.permutation(50).sort((a, b) => a - b), Array.from({ length: 50 }, (_, i) => i))
  const counts = new Map<string, number>()
  const draws = 6000
  for (let i = 0; i < draws; i++) {
    const order = random.permutation(3).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - draws / 6) ** 2 / (draws / 6), 0)
  assert.equal(counts.size, 6)
  assert.ok(chiSquared < 20.5, `χ² = ${chiSquared} with 5 degrees of freedom`) // 0.1 % by chance
})

test('a seed that is no whole number is refused', () => {
  assert.throws(() => rng(0.5), { message: 'rng(0.5): the seed must be a whole number' })
})
