// The shipped data sets: each is exactly what its program makes, and says what the README says of it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../app/paths.ts'
import { gabor28 } from '../../data/gabor-28.ts'
import {
  accuracy, adam, batches, crossEntropy, linear, parseCifar10, parseCsv, problems, rng, train, type LinearParams, type Tensor,
} from '../../lib/index.ts'

const read = (name: string): string => readFileSync(join(ROOT, 'data', name), 'utf8')

test('line-12.csv is what line-12.ts prints, byte for byte', () => {
  const printed = execFileSync(process.execPath, ['--import', './app/register.mjs', 'data/line-12.ts'], { cwd: ROOT, encoding: 'utf8' })
  assert.equal(printed, read('line-12.csv'))
})

test('line-12.csv holds twelve rising times and depths near the line 0.7 m + 0.5 m/h', () => {
  const [names, ...rows] = read('line-12.csv').trimEnd().split('\n')
  assert.equal(names, 'time,depth')
  const points = rows.map((row) => row.split(',').map(Number) as [number, number])
  assert.equal(points.length, 12)

  const times = points.map(([time]) => time)
  assert.ok(times.every((time, index) => time > 0 && time < 2 && (index === 0 || time > (times[index - 1] as number))))
  // Four standard deviations of the noise: one point in 16,000 would lie outside by chance.
  for (const [time, depth] of points) assert.ok(Math.abs(depth - (0.7 + 0.5 * time)) < 4 * 0.12, `reading at ${time} h: ${depth} m`)
})

test('gabor-28.csv is what gabor-28.ts prints, and holds the points of the problem to the last bit', () => {
  assert.equal(gabor28(), read('gabor-28.csv'))
  const { x, y } = problems.gabor()
  const table = parseCsv(read('gabor-28.csv'))
  assert.deepEqual([table.rows, table.column('x').values(), table.column('y').values()], [28, x.values(), y.values()])
})

test('gabor-28.csv scatters by its noise around the wave that its points were drawn from', () => {
  const table = parseCsv(read('gabor-28.csv'))
  const [x, y] = [table.column('x').values(), table.column('y').values()]
  const errors = x.map((place, index) => {
    assert.ok(Math.abs(place) <= 15)
    const phase = 0.06 * 16.6 * place
    return y[index]! - Math.sin(phase) * Math.exp(-(phase ** 2) / 32)
  })
  // 28 squares of normal numbers: their mean lies within half and double the variance but for one sample in 500.
  const variance = errors.reduce((sum, error) => sum + error ** 2, 0) / 28
  assert.ok(variance > 0.15 ** 2 / 2 && variance < 0.15 ** 2 * 2, `${variance}`)
})

test('things.bin is what things.ts prints, byte for byte', () => {
  const printed = execFileSync(process.execPath, ['--import', './app/register.mjs', 'data/things.ts'], { cwd: ROOT, maxBuffer: 1e6 })
  assert.ok(printed.equals(readFileSync(join(ROOT, 'data', 'things.bin'))))
})

test('things.bin holds 60 pictures of each thing, no two alike, and is small enough to ship', async () => {
  const path = join(ROOT, 'data', 'things.bin')
  assert.ok(statSync(path).size < 300_000)
  const { images, labels, names } = parseCifar10(readFileSync(path), { side: 12 })
  assert.deepEqual([images.shape, labels.shape, names.length], [[600, 12, 12, 3], [600], 10])
  const counts = new Array<number>(10).fill(0)
  for (const label of labels.values()) counts[label]!++
  assert.deepEqual(counts, new Array(10).fill(60))
  assert.equal(new Set([...images].map((image) => image.values().join())).size, 600)
})

test('a linear model learns the things well above chance, and not all of them', async () => {
  const { images, labels } = parseCifar10(readFileSync(join(ROOT, 'data', 'things.bin')), { side: 12 })
  const x = images.reshape([600, 432]).cast('float64').div(255).sub(0.5) as Tensor
  const part = (from: number, to: number): { x: Tensor; y: Tensor } => ({ x: x.slice([from, to]), y: labels.slice([from, to]) })
  const [training, held] = [part(0, 450), part(450, 600)]
  const model = linear(432, 10)
  const loss = (w: LinearParams, batch: typeof training): Tensor => crossEntropy(model.apply(w, batch.x), batch.y)
  const run = train(loss, model.init(rng(1)), {
    optimizer: adam({ learningRate: 0.003 }), batches: batches(training, { size: 50, seed: 1 }), epochs: 12,
  })
  const right = accuracy(model.apply(run.params, held.x), held.y)
  assert.ok(right > 0.45 && right < 0.95, `${right} of the held-out pictures`)
})
