// Maps of a loss: what they hold, and what is laid on them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as figure from '../../lib/figure/index.ts'
import type { Layout, Trace } from '../../lib/figure/spec.ts'
import { terrain } from '../../lib/figure/theme.ts'
import { tensor, type Tensor } from '../../lib/tensor/index.ts'
import { journey, loss, ranges } from './figure-gallery.ts'

const drawn = ({ data }: figure.Figure['spec'], name: string): Trace => data.find((trace) => trace['name'] === name) as Trace

test('the ground of a map only gets darker as the loss rises, so that it reads in grey', () => {
  const luminance = (hex: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const lightness = terrain.map(([, colour]) => luminance(colour))
  assert.deepEqual(lightness, [...lightness].sort((a, b) => b - a))
})

test('a landscape holds the loss at every point of its grid', () => {
  const { grid } = figure.landscape(loss, { ...ranges, resolution: 7 })
  const at = (column: number, row: number) => loss(tensor([grid.x[column] as number, grid.y[row] as number])).item()
  assert.equal(grid.z[2]?.[5], at(5, 2))
  assert.equal(grid.z[6]?.[0], at(0, 6))
  assert.equal(grid.lowest.z, Math.min(...grid.z.flat()))
})

test('places of one kind are marked alike on a landscape, and told apart from those of another', () => {
  const map = figure.landscape(loss, { ...ranges, resolution: 5 })
  const { data } = map.points([tensor([1, 2]), [0, 1]], 'minima').points([[0, 0]], 'saddles').spec
  const marks = data.slice(1) as unknown as { name: string; x: number[]; y: number[]; marker: { color: string; symbol: string } }[]
  assert.deepEqual(marks.map(({ name, x, y }) => ({ name, x, y })), [
    { name: 'minima', x: [1, 0], y: [2, 1] },
    { name: 'saddles', x: [0], y: [0] },
  ])
  assert.notEqual(marks[0]?.marker.color, marks[1]?.marker.color)
  assert.notEqual(marks[0]?.marker.symbol, marks[1]?.marker.symbol)
  assert.equal(map.spec.data.length, 1)
  assert.throws(() => map.points([[1, 2, 3]], 'odd'), /odd: step 0 has 3 parameters/)
})

test('a path is laid on a new landscape, and the old one stays as it was', () => {
  const map = figure.landscape(loss, { ...ranges, resolution: 5 })
  const run = journey([1, 1], 2)
  const trail = drawn(map.path(run, 'descent').spec, 'descent')
  assert.deepEqual([trail['x'], trail['y']], [run.path.map((phi) => phi.at(0).item()), run.path.map((phi) => phi.at(1).item())])
  assert.equal(map.spec.data.length, 1)
})

test('a heat map holds the same losses as a contour map, in the same colours', () => {
  const drawnAs = (ground: 'contours' | 'heatmap') => figure.landscape(loss, { ...ranges, resolution: 7, ground }).spec.data[0]!
  const [contours, heat] = [drawnAs('contours'), drawnAs('heatmap')]
  assert.deepEqual([contours.type, heat.type], ['contour', 'heatmap'])
  assert.deepEqual([heat['z'], heat['colorscale']], [contours['z'], contours['colorscale']])
})

test('a log scale draws logarithms and writes the losses themselves beside the bar', () => {
  const square = { x: [0, 3], y: [0, 3], resolution: 4 }
  const bowl = (scale: 'log' | 'linear') => figure.landscape((w) => w.square().sum().add(1), { ...square, scale }).spec.data[0]
  assert.deepEqual((bowl('log')?.['z'] as number[][])[3]?.[3], Number(Math.log10(19).toPrecision(5)))
  const { tickvals, ticktext } = bowl('log')?.['colorbar'] as { tickvals: number[]; ticktext: string[] }
  assert.equal(ticktext[tickvals.indexOf(Math.log10(5))], '5')
  assert.equal((bowl('linear')?.['z'] as number[][])[3]?.[3], 19)
})

test('a gradient field points down the slope, and its arrows are as long as the gradient is large', () => {
  const slope = (w: Tensor) => w.mul(tensor([3, 4])).sum()
  const field = figure.gradientField((w) => slope(w).square(), { x: [0, 2], y: [0, 2], arrows: 2 }).spec.data.at(-1) as Trace
  const [xs, ys] = [field['x'], field['y']] as [number[], number[]]
  const along = (axis: number[], tail: number) => (axis[tail + 1] as number) - (axis[tail] as number)
  const parts = [0, 3, 6, 9].map((tail) => ({ across: along(xs, tail), up: along(ys, tail) }))
  for (const { across, up } of parts) assert.ok(across < 0 && Math.abs(across / up - 3 / 4) < 1e-12)
  // The norm is 10 (3x + 4y): 35, 65, 75 and 105 in the middles of the four fields.
  const lengths = parts.map(({ across, up }) => Math.hypot(across, up))
  const longest = lengths[3] as number
  const norms = [35, 65, 75, 105]
  norms.forEach((norm, index) => assert.ok(Math.abs((lengths[index] as number) / longest - norm / 105) < 1e-12))
})

test('the arrows of a quiver run from tail to tip, each with its own colour and dash', () => {
  const { data } = figure.quiver({ a: { from: [1, 2], by: [3, 4] }, b: { from: tensor([0, 0]), by: tensor([1, 0]) } }).spec
  assert.deepEqual(data.map(({ x, y }) => [x, y]), [[[1, 4, null], [2, 6, null]], [[0, 1, null], [0, 0, null]]])
  assert.equal(new Set(data.map((trace) => (trace['line'] as Layout)['dash'])).size, 2)
})

test('step numbers stand on the side that the path leaves free', () => {
  const run = { path: [[2, 2], [0, 0], [2, -0.9]].map((at) => tensor(at)), loss: [1, 2, 3] }
  const corner = figure.landscape(loss, { x: [-1, 3], y: [-1, 3] }).path(run)
  // From the middle point the line leaves to the top right, and less steeply to the bottom right.
  assert.deepEqual(corner.spec.data.at(-1)!['textposition'], ['top right', 'bottom left', 'bottom right'])
})
