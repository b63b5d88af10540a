// One workload: every program is started, shows that it computes what ours does, is warmed up, and is timed in rounds that take turns.
import { Client } from './client.ts'
import type { Case, Workload } from './cases.ts'
import { errorOf, sampleOf, verdictOn } from './compare.ts'
import { OURS, type Kind, type Peer } from './peers.ts'
import { Inputs, type DType, type Task } from './work.ts'

/** What one program came to: milliseconds of one step, or why there are none. */
export interface Entry {
  peer: string
  kind: Kind
  dtype: DType
  milliseconds?: number[]
  why?: string
  /** How far its result is off, where that is more than rounding explains and it is timed all the same. */
  imprecise?: string
}

export interface Measured {
  case: Case
  entries: Entry[]
}

export interface Effort {
  rounds: number
  /** Milliseconds to warm a program up, and for which it is timed in a round. */
  warmUp: number
  each: number
}

/** A run that takes longer needs no rounds: that of the warming up is its time. */
const SLOW = 1500

interface Runner {
  peer: Peer
  client: Client
  version: string
}

/** Each case with what all programs came to, and the versions of the programs. */
export interface Outcome {
  measured: Measured[]
  versions: Record<string, string>
}

/** @param folder where the inputs are */
export async function measure(workload: Workload, peers: readonly Peer[], folder: string, effort: Effort): Promise<Outcome> {
  const chosen = peers.filter(({ kind, only }) => (only?.includes(workload.id) ?? true) && (!workload.alone || kind === 'ours'))
  const runners: Runner[] = chosen.map((peer) => ({ peer, client: new Client(peer.command(folder), peer.env), version: '' }))
  const measured: Measured[] = []
  try {
    for (const runner of runners) runner.version = (await runner.client.ask({ do: 'open' })).version ?? ''
    for (const each of workload.cases) {
      console.log(`${workload.id}: ${each.name}`)
      measured.push({ case: each, entries: await measureCase(each, runners, new Inputs(folder), effort) })
    }
  } finally {
    await Promise.all(runners.map(({ client }) => client.end()))
  }
  return { measured, versions: Object.fromEntries(runners.map(({ peer, version }) => [peer.name, version])) }
}

async function measureCase(each: Case, runners: readonly Runner[], inputs: Inputs, effort: Effort): Promise<Entry[]> {
  const { rounds, warmUp, each: time } = effort
  const start = each.from && sampleOf(each.from.map((name) => inputs.read(name, 'float64')))
  const expected = await reference(each, runners)
  const entries = new Map<Runner, Entry>()
  for (const runner of runners) {
    const entry = await check(each, runner, expected, start)
    if (entry) entries.set(runner, entry)
  }
  const running = [...entries].filter(([, { why }]) => why === undefined).map(([runner]) => runner)
  const keep = (runner: Runner, samples: readonly number[]): void => {
    entries.get(runner)?.milliseconds?.push(...samples.map((run) => run / each.steps))
  }
  const timed = async (runner: Runner, milliseconds: number): Promise<number[]> => {
    const { samples, error } = await runner.client.ask({ do: 'measure', milliseconds })
    if (samples) return samples
    entries.set(runner, { ...entries.get(runner)!, why: `failed: ${error}` })
    return []
  }
  const quick: Runner[] = []
  for (const runner of running) {
    const samples = await timed(runner, warmUp)
    if ((samples.at(-1) ?? 0) > SLOW) keep(runner, samples)
    else quick.push(runner)
  }
  for (let round = 0; round < rounds; round++) {
    const first = round % quick.length
    // Another one begins each time, for whoever follows a program that leaves the machine hot is at a disadvantage.
    for (const runner of [...quick.slice(first), ...quick.slice(0, first)]) keep(runner, await timed(runner, time))
  }
  return [...entries.values()]
}

const taskOf = ({ work, size, steps, dtype, either }: Case, { single }: Peer): Task =>
  ({ work, size, steps, dtype: either && single ? 'float32' : dtype })

/** What ours comes to in double precision, eagerly: the numbers that all others are held to, ours of single precision too. */
async function reference(each: Case, runners: readonly Runner[]): Promise<number[][]> {
  const { work, size, steps, compared } = each
  const ours = runners.find(({ peer }) => peer.name === OURS.eager)
  await ours!.client.ask({ do: 'prepare', task: { work, size, steps: compared ?? steps, dtype: 'float64' } })
  const { result, error } = await ours!.client.ask({ do: 'result' })
  if (!result) throw new Error(`${each.name}: ours cannot do it: ${error}`)
  return result
}

/** Makes the work ready and compares what it comes to. @returns nothing if the program has none of it */
async function check(each: Case, { peer, client }: Runner, expected: number[][], start?: number[][]): Promise<Entry | undefined> {
  const task = taskOf(each, peer)
  if (task.dtype === 'float64' && peer.single === 'only') return undefined
  const { absent, error: cannot } = await client.ask({ do: 'prepare', task: { ...task, steps: each.compared ?? each.steps } })
  if (absent) return undefined
  const entry = { peer: peer.name, kind: peer.kind, dtype: task.dtype }
  if (cannot !== undefined) return { ...entry, why: `fails: ${cannot}` }
  if (peer.kind === 'limit') return { ...entry, milliseconds: [] }
  const { result, error } = await client.ask({ do: 'result' })
  if (!result) return { ...entry, why: `fails: ${error}` }
  if (each.compared !== undefined) await client.ask({ do: 'prepare', task })
  const { wrong: why, ...said } = verdictOn(errorOf(result, expected, start), task.dtype)
  return why === undefined ? { ...entry, ...said, milliseconds: [] } : { ...entry, why }
}
