// The shipped data sets: each is exactly what its program makes, and says what the README says of it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../app/paths.ts'

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
