// `npm run bench -- tensors [W1 …]`: our tensors beside other libraries, on the same numbers. Every program is a process of its own; they
// take turns. The figures are kept in results.json, from which all tables are made, those of workloads not measured this time too.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildStale } from '../../app/build/index.ts'
import { installPackages } from '../../app/kernel/packages.ts'
import { ROOT } from '../../app/paths.ts'
import type { Report } from '../table.ts'
import { WORKLOADS, type Workload } from './cases.ts'
import { writeInputs } from './data.ts'
import { measure, type Effort } from './measure.ts'
import { findPeers } from './peers.ts'
import { tablesOf } from './report.ts'
import { inOrder, measurementOf, readStore, writeStore, type Measurement, type Store } from './store.ts'

const PACKAGES = join(ROOT, 'bench/tensors/peers')
const FULL: Effort = { rounds: 5, warmUp: 250, each: 100 }
const BRIEF: Effort = { rounds: 1, warmUp: 20, each: 20 }

/** Measures these workloads, or all. @throws with their names, if there is no such workload */
export async function tensors(brief: boolean, names: readonly string[]): Promise<Report> {
  const unknown = names.filter((name) => !WORKLOADS.some(({ id }) => id === name))
  const known = WORKLOADS.map(({ id }) => id).join(', ')
  if (unknown.length > 0) throw new RangeError(`There is no workload ${unknown.join(', ')}; there are ${known}.`)
  await buildStale({ only: ['lib'], log: console.log })
  installPackages(PACKAGES, 'Installing the libraries to compare with (310 MB in bench/tensors/peers/node_modules) …', console.log)
  const { peers, missing } = findPeers()
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'))
  const machine = `Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`
  const busy = Number((loadavg()[0] ?? 0).toFixed(1))
  const found: Store = {}
  try {
    writeInputs(folder)
    for (const workload of WORKLOADS.filter(({ id }) => names.length === 0 || names.includes(id))) {
      const { measured, versions } = await measure(workload, peers, folder, brief ? BRIEF : FULL)
      found[workload.id] = measurementOf(measured, { machine, busy, versions })
      if (!brief) writeStore({ ...readStore(), ...found })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return reportOf(brief ? found : readStore(), missing)
}

function reportOf(store: Store, missing: readonly string[]): Report {
  const parts = inOrder(store, WORKLOADS)
  const all = Object.assign({}, ...parts.map(([, part]) => part.versions)) as Record<string, string>
  const versions = Object.entries(all).filter(([, version]) => version !== '')
  const isSlowed = versions.some(([name, version]) => name === 'PyTorch' && version.includes('reference BLAS'))
  return {
    tables: parts.flatMap(([workload, part]) => tablesOf(workload, part)),
    notes: [
      HOW,
      ...(versions.length > 0 ? [`Versions: ${versions.map((both) => both.join(' ')).join('; ')}.`] : []),
      ...(isSlowed ? [SLOWED] : []),
      ...runsOf(parts),
      ...missing.map((why) => `Not measured: ${why}.`),
    ],
  }
}

/** When the workloads were measured, where that was not all at once, and what else the machine did. */
function runsOf(parts: readonly [Workload, Measurement][]): string[] {
  const runs = new Map<string, string[]>()
  for (const [{ id }, { date, machine, busy }] of parts) {
    const others = busy > 0.5 ? `; other programs kept ${busy} processors busy, and shared its caches` : ''
    const run = `${date}, ${machine}${others}`
    runs.set(run, [...(runs.get(run) ?? []), id])
  }
  return [...runs].map(([run, ids]) => `${ids.join(', ')}: ${run}.`)
}

const HOW = `How: each program is a process of its own that lives for a whole workload. Before it is timed, what it computes is compared
with what ours computes eagerly in double precision; one that is further off than rounding explains is not timed, unless it is right to
three digits, which is then said. All compute on one thread, but those of ours that say two. They take turns in rounds, another one first
each time; a time is the mean of as many runs as take 20 ms, by the clock or of the processor, whichever is less, so that what other
programs take does not count; ratios are those of the least times. Descents begin anew with every run of some steps; what counts is the
time of a step. What is made for single precision is measured in it, and so it says. The best library is the quickest of jax-js, tfjs and
mathjs; the limit is as many multiplications and additions, 128 bits at a time, as the product needs, of numbers in registers. Figures:
\`bench/tensors/results.json\`; what is aimed at: \`bench/tensors/targets.ts\`.`

const SLOWED = `PyTorch and NumPy multiply matrices with the reference BLAS here, which is not made to be fast, while the targets mean OpenBLAS
(Debian's libopenblas0-pthread): do not believe the ratios to PyTorch in W2, W3, W4 and W7.`
