// `npm run bench -- NAME`: measures one thing on this machine, prints the figures beside their targets, and writes them into RESULTS.md; with
// `--brief` it takes one round, to see that it works, and writes nothing. A benchmark is a file here with a line below; it is loaded only when
// it is asked for.
import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { writeSection } from './results.ts'
import { printTable, type Report } from './table.ts'

/**
 * @param brief measures once, whatever that is worth
 * @param parts what of it is wanted, where it has parts; nothing stands for all
 */
type Bench = (brief: boolean, parts: readonly string[]) => Promise<Report>

const BENCHES: Record<string, { summary: string; hasParts?: true; load(): Promise<Bench> }> = {
  lab: { summary: 'From npm start to the first code cell on screen; first build; installed size', load: async () => (await import('./lab.ts')).lab },
  kernels: { summary: 'Our kernel beside other kernels of Jupyter, over the same sockets', load: async () => (await import('./kernels/index.ts')).kernels },
  tensors: {
    summary: 'Our tensors beside other libraries, on the same numbers',
    hasParts: true,
    load: async () => (await import('./tensors/index.ts')).tensors,
  },
}

const { values, positionals } = parseArgs({ options: { brief: { type: 'boolean', default: false } }, allowPositionals: true })
const [name, ...rest] = positionals
const bench = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
if (name !== undefined && bench && (bench.hasParts || rest.length === 0)) {
  const run = await bench.load()
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}; ${new Date().toISOString().slice(0, 10)}.`
  console.log(`${name}: ${bench.summary}\n${machine}`)
  const busy = loadavg()[0] ?? 0
  if (busy > 0.5) console.log(`Other programs keep ${busy.toFixed(1)} processors busy: expect figures that are too high.`)
  const report = await run(values.brief, rest)
  for (const table of report.tables) printTable(table)
  for (const note of report.notes) console.log(`\n${note}`)
  if (!values.brief) writeSection(name, bench.summary, machine, report)
} else {
  const problem = name === undefined ? 'Which benchmark?' : `There is no benchmark called ${positionals.join(' ')}.`
  const list = Object.entries(BENCHES).map(([each, { summary }]) => `  npm run bench -- ${each.padEnd(8)} ${summary}`)
  console.error([problem, ...list].join('\n'))
  process.exitCode = 2
}
