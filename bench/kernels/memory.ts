// What a kernel keeps in memory: of its process and of all that it has started, counted as the system counts resident pages (those that two
// of them share are counted twice). Linux alone tells.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from './client.ts'
import { withKernel } from './measure.ts'
import type { Peer } from './peers.ts'

const PAGE = 4096
/** The kernel's own code is compiled as it is used, which takes some room once. */
const WARM = 300
const CELLS = 3000

export interface Memory {
  /** Megabytes (10⁶ bytes) after a first cell and a moment of rest. */
  idle: number
  /** The same of our kernel without the language server. */
  idleUntyped?: number
  /** After 3,000 more cells against after 300, as a ratio. */
  growth?: number
}

export async function memory(peer: Peer): Promise<Memory> {
  const idle = (env: Record<string, string>): Promise<number> =>
    withKernel(peer, env, async (client) => {
      await client.ready()
      await client.execute(peer.cells.typed(1))
      await sleep(3000)
      return residentOf(client)
    })
  if (peer.name !== 'Downhill') return { idle: await idle({}) }
  return { idle: await idle({}), idleUntyped: await idle({ DOWNHILL_TYPES: 'off' }), growth: await growth(peer) }
}

function growth(peer: Peer): Promise<number> {
  return withKernel(peer, { DOWNHILL_TYPES: 'off' }, async (client) => {
    await client.ready()
    let early = NaN
    for (let n = 1; n <= WARM + CELLS; n++) {
      await client.execute(peer.cells.typed(n))
      if (n === WARM) early = await residentOf(client)
    }
    return (await residentOf(client)) / early
  })
}

/** The lowest of a few looks, so that a collection of garbage that is due does not count. */
async function residentOf(client: Client): Promise<number> {
  const looks: number[] = []
  for (let look = 0; look < 5; look++) {
    looks.push(treeOf(client.process.pid ?? 0).reduce((sum, pid) => sum + pagesOf(pid), 0) * PAGE)
    await sleep(200)
  }
  return Math.min(...looks) / 1e6
}

const pagesOf = (pid: number): number => Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0)

/** A process and those that descend from it. */
function treeOf(root: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)]))
  const tree = [root]
  for (let size = 0; size !== tree.length; ) {
    size = tree.length
    for (const [pid, parent] of parents) if (tree.includes(parent) && !tree.includes(pid)) tree.push(pid)
  }
  return tree
}

/** The name of a program may hold brackets and blanks; what follows the last bracket does not. */
const parentOf = (pid: string): number => Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1])

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}
