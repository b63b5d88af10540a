// Makes line-12.csv: twelve points near a straight line, as in figure 6.1 of Prince's "Understanding Deep Learning", with numbers of our
// own. Their story: a tank holds 0.7 m of water, a hose fills it by 0.5 m an hour, and the depth is read twelve times off a gauge that
// waves disturb by 0.12 m (standard deviation). Nobody filled a tank: the errors come from a seeded generator.
//
//   node --import ./app/register.mjs data/line-12.ts > data/line-12.csv
import { pathToFileURL } from 'node:url'
import { rng } from '../lib/tensor/index.ts'

const readings = 12
const duration = 2 // h
const depthAtStart = 0.7 // m
const rise = 0.5 // m per h
const gaugeError = 0.12 // m
const seed = 13

/** The text of the file: a line of names, then a line for each reading. */
export function line12(): string {
  const random = rng(seed)
  // One reading in each twelfth of the time, not at its edges: spread out, distinct, and yet not evenly spaced.
  const shares = random.uniform([readings], { low: 0.15, high: 0.85 }).values()
  const errors = random.normal([readings], { standardDeviation: gaugeError }).values()
  const rows = shares.map((share, index) => {
    const time = ((index + share) * duration) / readings
    const depth = depthAtStart + rise * time + (errors[index] as number)
    return `${time.toFixed(2)},${depth.toFixed(2)}`
  })
  return ['time,depth', ...rows].join('\n') + '\n'
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(line12())
