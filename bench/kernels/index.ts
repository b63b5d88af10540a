// `npm run bench -- kernels`: the kernels of the table in one run, in rounds that take turns. Each figure of each round comes from processes of
// its own; protocol checks and memory, which do not vary, are looked at once.
import { join } from 'node:path'
import { downhillKernel, tslabKernel } from '../../app/kernel/kernels.ts'
import { installPackages } from '../../app/kernel/packages.ts'
import { ROOT } from '../../app/paths.ts'
import { median, type Report, type Table } from '../table.ts'
import { measure, type Measured, type Round } from './measure.ts'
import { memory, type Memory } from './memory.ts'
import { findPeers, type Peer } from './peers.ts'
import { CHECKS, failedChecks } from './protocol.ts'

const ROUNDS = 5
const ROWS: { figure: keyof Round; name: string; digits: number; target: string }[] = [
  { figure: 'start', name: 'process start → kernel_info, ms', digits: 0, target: '≤ 70' },
  { figure: 'first', name: 'process start → first result, ms', digits: 0, target: '≤ 100' },
  { figure: 'trivial', name: 'trivial cell, round trip, ms (ours without types)', digits: 1, target: '≤ 2' },
  { figure: 'typed', name: 'cell with its type check, ms', digits: 1, target: '≤ 20' },
  { figure: 'growth', name: '… the last 50 of 300 against the first', digits: 2, target: 'flat' },
  { figure: 'loop', name: 'a turn of a loop at the top level, against a plain module', digits: 2, target: '≤ 1.1' },
  { figure: 'interrupt', name: 'interrupt of three runaway cells, state kept, ms', digits: 0, target: '≤ 100' },
  { figure: 'whileBusy', name: 'kernel_info while a cell computes, ms', digits: 1, target: '≤ 5' },
  { figure: 'completion', name: 'completion while a cell computes, ms', digits: 1, target: '≤ 10' },
  { figure: 'lines', name: '100,000 lines of output, ms until all are there', digits: 0, target: '≤ 1,000' },
]

/** Measures all of it. @param brief one round instead of five */
export async function kernels(brief: boolean): Promise<Report> {
  await downhillKernel.prepare(console.log)
  await tslabKernel.prepare(console.log)
  installPackages(join(ROOT, 'bench/kernels'), 'Installing the kernels to compare with (133 MB in bench/kernels/node_modules) …', console.log)
  const { peers, missing } = findPeers()
  const rounds = new Map<Peer, Round[]>(peers.map((peer) => [peer, []]))
  const count = brief ? 1 : ROUNDS
  for (let round = 0; round < count; round++) {
    // Another one begins each time, for whoever follows a kernel that leaves the machine hot is at a disadvantage.
    for (const peer of [...peers.slice(round % peers.length), ...peers.slice(0, round % peers.length)]) {
      console.log(`round ${round + 1} of ${count}: ${peer.name}`)
      rounds.get(peer)?.push(await measure(peer))
    }
  }
  const failed = new Map<Peer, string[]>()
  const memories = new Map<Peer, Memory>()
  for (const peer of peers) {
    console.log(`protocol and memory: ${peer.name}`)
    failed.set(peer, await failedChecks(peer))
    memories.set(peer, await memory(peer))
  }
  const total = Object.keys(CHECKS).length
  const table: Table = [
    ['', 'target', ...peers.map(({ name, version }) => `${name} ${version}`)],
    ...ROWS.map(({ figure, name, digits, target }) => [name, target, ...peers.map((peer) => summary(rounds.get(peer)?.map((round) => round[figure]) ?? [], digits))]),
    [`protocol checks passed, of ${total}`, String(total), ...peers.map((peer) => String(total - (failed.get(peer)?.length ?? 0)))],
    ['memory at rest, MB', '≤ 200', ...peers.map((peer) => (memories.get(peer)?.idle ?? NaN).toFixed(0))],
    ['… without the language server', '≤ 80', ...peers.map((peer) => memories.get(peer)?.idleUntyped?.toFixed(0) ?? '')],
    ['… after 3,300 cells, against 300', '≤ 1.10', ...peers.map((peer) => memories.get(peer)?.growth?.toFixed(2) ?? '')],
  ]
  const failures = peers.filter((peer) => failed.get(peer)?.length).map((peer) => `- ${peer.name}: ${failed.get(peer)?.join('; ')}`)
  return { tables: [table], notes: [HOW, ...(failures.length > 0 ? [`Protocol checks that were not passed:\n\n${failures.join('\n')}`] : []), ...missing.map((why) => `Not measured: ${why}.`)] }
}

/** The median with its range; where a round had no figure, what was there instead, most often. */
function summary(values: readonly Measured[], digits: number): string {
  const numbers = values.filter((value) => typeof value === 'number')
  const words = values.filter((value) => typeof value === 'string')
  if (words.length > numbers.length || numbers.length === 0) return words.toSorted()[Math.floor(words.length / 2)] ?? ''
  const show = (value: number): string => value.toFixed(digits)
  const range = numbers.length > 1 ? ` (${show(Math.min(...numbers))} to ${show(Math.max(...numbers))})` : ''
  return show(median(numbers)) + range + (words.length > 0 ? `, not in ${words.length} of ${values.length}` : '')
}

const HOW = `How: one client for all (\`bench/kernels/client.ts\`), over TCP on this machine. A loop adds up remainders, 10⁸ turns where that is quick and 10⁶ where it
takes long; what counts is the time of a turn. The runaway cells spin at the top level, after an await, and in a function that a sort calls; each must
end within 3 s of the interrupt that the kernel's kernelspec asks for, with the value of a variable kept. tslab is started by our adapter, which helps it to
find Node's types; ijavascript with ZeroMQ 6 in place of 5, which has to be compiled. The protocol checks are named in \`bench/kernels/protocol.ts\`.
Memory is the resident set of the kernel's processes together.`
