// `npm run bench -- NAME`: measures one thing on this machine and prints the figures beside their targets. A benchmark is a file here with a
// line below; it is loaded only when it is asked for.
import { cpus, loadavg } from 'node:os'
import { printTable, type Figure } from './table.ts'

interface Bench {
  summary: string
  run(): Promise<Figure[]>
}

const BENCHES: Record<string, { summary: string; load(): Promise<Bench['run']> }> = {
  lab: { summary: 'from npm start to the first code cell on screen; first build; installed size', load: async () => (await import('./lab.ts')).lab },
}

const [name, ...rest] = process.argv.slice(2)
const bench = name !== undefined && rest.length === 0 && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
if (bench) {
  const run = await bench.load()
  console.log(`${name}: ${bench.summary}\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
  const busy = loadavg()[0] ?? 0
  if (busy > 0.5) console.log(`Other programs keep ${busy.toFixed(1)} processors busy: expect figures that are too high.`)
  printTable(await run())
} else {
  const problem = name === undefined ? 'Which benchmark?' : `There is no benchmark called ${[name, ...rest].join(' ')}.`
  const list = Object.entries(BENCHES).map(([each, { summary }]) => `  npm run bench -- ${each.padEnd(6)} ${summary}`)
  console.error([problem, ...list].join('\n'))
  process.exitCode = 2
}
