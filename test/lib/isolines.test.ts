// Lines around the high ground of a grid: where they run, which way, and that they close at the border.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isolines, type Ring } from '../../lib/figure/isolines.ts'

const axis = Array.from({ length: 41 }, (_, index) => -2 + index / 10)
const gridOf = (height: (x: number, y: number) => number) => ({ x: axis, y: axis, z: axis.map((y) => axis.map((x) => height(x, y))) })
const radius = ([x, y]: readonly [number, number]): number => Math.hypot(x, y)

/** The area inside a ring (the shoelace formula), positive if it runs counter-clockwise. */
const area = (ring: Ring): number =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] as readonly [number, number]
    return sum + (x * nextY - nextX * y) / 2
  }, 0)

test('a round hill has one ring at each height, which runs where that height is', () => {
  const rings = isolines(gridOf((x, y) => -radius([x, y])), -1)
  assert.equal(rings.length, 1)
  const ring = rings[0] as Ring
  for (const point of ring) assert.ok(Math.abs(radius(point) - 1) < 0.005, `${point} is not at height -1`)
  assert.ok(Math.abs(area(ring) - Math.PI) < 0.02, `area ${area(ring)}`)
})

test('a bowl is a square with a hole, which runs the other way round', () => {
  const areas = isolines(gridOf((x, y) => radius([x, y])), 1).map(area).sort((a, b) => a - b)
  assert.equal(areas.length, 2)
  assert.ok(Math.abs((areas[0] as number) + Math.PI) < 0.02, `the hole has the area ${areas[0]}`)
  assert.equal(Number(areas[1]?.toFixed(9)), 16)
})

test('a slope is cut off by the border: the ring goes round what is high of it', () => {
  const [ring, ...others] = isolines(gridOf((x) => x), 0.55) as [Ring, ...Ring[]]
  assert.deepEqual(others, [])
  assert.ok(Math.abs(area(ring) - 4 * 1.45) < 1e-9, `area ${area(ring)}`)
  assert.ok(ring.every(([x]) => x >= 0.55 - 1e-9))
})

test('where two summits meet in a saddle, the high ground stays together and no line crosses another', () => {
  const rings = isolines({ x: [0, 1], y: [0, 1], z: [[1, 0], [0, 1]] }, 0.5)
  assert.equal(rings.length, 1)
  assert.ok(Math.abs(area(rings[0] as Ring) - 0.75) < 1e-9)
})

test('all high is the whole square, nothing high is no ring', () => {
  assert.deepEqual(isolines(gridOf(() => 1), 0).map(area).map((size) => Number(size.toFixed(9))), [16])
  assert.deepEqual(isolines(gridOf(() => 1), 2), [])
})

test('ground that is infinitely high has its line at the last place that is not', () => {
  const [ring] = isolines(gridOf((x) => (x > 0.99 ? Infinity : 0)), 1) as [Ring]
  assert.equal(Number(Math.min(...ring.map(([x]) => x)).toFixed(9)), 0.9)
})
