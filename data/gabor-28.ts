// Makes gabor-28.csv: 28 noisy points of the Gabor model, as in figure 6.3 of Prince's "Understanding Deep Learning". They are the points
// of `problems.gabor()`, which draws them by a seeded generator: with every digit, so that file and problem have the same minimum.
//
//   node --import ./app/register.mjs data/gabor-28.ts > data/gabor-28.csv
import { pathToFileURL } from 'node:url'
import { gabor } from '../lib/problems/index.ts'

/** The text of the file: a line of names, then a line for each point. */
export function gabor28(): string {
  const { x, y } = gabor()
  const heights = y.values()
  return ['x,y', ...x.values().map((place, index) => `${place},${heights[index]}`)].join('\n') + '\n'
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(gabor28())
