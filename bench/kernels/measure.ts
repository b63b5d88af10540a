// What is measured of one kernel in one round: each figure once, on one process from its start to its end.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '../table.ts'
import { Client, textOf } from './client.ts'
import type { Peer } from './peers.ts'

/** A figure, or in a few words why there is none. */
export type Measured = number | string

export interface Round {
  start: Measured
  first: Measured
  trivial: Measured
  typed: Measured
  growth: Measured
  loop: Measured
  whileBusy: Measured
  completion: Measured
  lines: Measured
  interrupt: Measured
}

/** Cells of one kind that are run in a row. */
const TRIVIAL = 100
const TYPED = 300
const LINES = 100_000
const TAKES = 3
/** A loop is measured for as long as it can be measured well: turns that take a moment on a kernel of that kind. */
const TURNS = { fast: 1e8, slow: 1e6 }
const untyped = { DOWNHILL_TYPES: 'off' }

export async function measure(peer: Peer): Promise<Round> {
  const { cells } = peer
  return {
    ...(await withKernel(peer, untyped, async (client) => {
      const started = await begin(client, cells.value(1))
      await client.ready()
      return {
        ...started,
        trivial: await attempt(async () => median(await inRow(client, TRIVIAL, cells.value))),
        loop: await attempt(() => loop(client, peer)),
        lines: await attempt(() => lines(client, peer)),
      }
    })),
    ...(await typed(peer)),
    ...(await whileBusy(peer)),
    interrupt: await attempt(() => interrupt(peer)),
  }
}

/** Milliseconds that a cell takes where its types are checked, and how much more the last cells take than the first. */
async function typed(peer: Peer): Promise<{ typed: Measured; growth: Measured }> {
  if (!peer.typed) return { typed: 'not checked', growth: '' }
  return withKernel(peer, {}, async (client) => {
    await client.ready()
    const times: number[] = []
    const whole = await attempt(async () => {
      times.push(...(await inRow(client, TYPED, peer.cells.typed)))
      return median(times)
    })
    return { typed: whole, growth: times.length === 0 ? '' : median(times.slice(-50)) / median(times.slice(20, 70)) }
  })
}

/** Milliseconds from the start of the process to its first answer, and to its first result. */
async function begin(client: Client, cell: string): Promise<{ start: number; first: number }> {
  const content = { code: cell, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true }
  const both = { limit: 30_000, wait: 'reply' } as const
  const [info, result] = await Promise.all([client.request('kernel_info_request', {}, both), client.request('execute_request', content, both)])
  const since = ({ sent, replied }: { sent: number; replied: number }): number => sent + replied - client.started
  return { start: since(info), first: since(result) }
}

async function inRow(client: Client, count: number, cell: (n: number) => string): Promise<number[]> {
  const times: number[] = []
  for (let n = 1; n <= count; n++) {
    const answer = await client.execute(cell(n), {}, 60_000)
    if (answer.reply['status'] !== 'ok') throw new Error('refused')
    times.push(answer.done)
  }
  return times
}

/** How many times as long a loop at the top level of a cell takes as in a function of a plain module, for each turn: the quickest of a few takes each. */
async function loop(client: Client, { name, plain, cells }: Peer): Promise<number> {
  const isFast = name === 'Downhill' || name === 'Deno'
  const turns = isFast ? TURNS.fast : TURNS.slow
  const plainTurns = name === 'ipykernel' ? TURNS.slow * 5 : TURNS.fast
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'))
  const file = join(folder, name === 'ipykernel' ? 'loop.py' : 'loop.mjs')
  writeFileSync(file, cells.plainLoop(plainTurns))
  const [program = '', ...args] = plain
  const inCell: number[] = []
  const inModule: number[] = []
  for (let take = 0; take < TAKES; take++) {
    inCell.push(Number.parseFloat(strip(textOf(await client.execute(cells.loop(turns, take), {}, 60_000)))) / turns)
    inModule.push(Number.parseFloat(strip(execFileSync(program, [...args, file], { encoding: 'utf8' }))) / plainTurns)
  }
  rmSync(folder, { recursive: true })
  return Math.min(...inCell) / Math.min(...inModule)
}

/** Milliseconds until all of many lines have arrived. */
async function lines(client: Client, { cells }: Peer): Promise<Measured> {
  const answer = await client.execute(cells.print(LINES), {}, 10_000)
  const arrived = strip(textOf(answer)).match(/^line/gm)?.length ?? 0
  return arrived === LINES ? answer.done : `${arrived} of them`
}

/** Milliseconds to an answer while a cell computes: to who are you, and to what could follow here. */
async function whileBusy(peer: Peer): Promise<{ whileBusy: Measured; completion: Measured }> {
  return withKernel(peer, {}, async (client) => {
    await client.ready()
    const { code } = peer.cells.complete
    const request = { code, cursor_pos: code.length }
    // The first completion waits for a language server to read its declarations.
    await client.request('complete_request', request, { limit: 20_000 }).catch(() => undefined)
    const began = await spinning(client, peer, 'at the top level').catch(() => undefined)
    if (!began) return { whileBusy: 'no cell ran', completion: '' }
    const limit = { limit: 2000, wait: 'reply' } as const
    return {
      whileBusy: await attempt(async () => (await client.request('kernel_info_request', {}, { ...limit, channel: 'control' })).replied),
      completion: await attempt(async () => (await client.request('complete_request', request, limit)).replied),
    }
  })
}

/** Median milliseconds until three kinds of runaway cells have ended with an error and `kept` can be read again; or how many of them have. */
async function interrupt(peer: Peer): Promise<Measured> {
  const times: number[] = []
  const kinds = Object.keys(peer.cells.spin) as (keyof Peer['cells']['spin'])[]
  for (const kind of kinds) {
    await withKernel(peer, untyped, async (client) => {
      await client.ready()
      const running = await spinning(client, peer, kind)
      const begin = performance.now()
      if (peer.interrupt === 'signal') client.process.kill('SIGINT')
      else void client.request('interrupt_request', {}, { channel: 'control', wait: 'reply' }).catch(() => undefined)
      const ended = await Promise.race([...running, sleep(3000)])
      const taken = performance.now() - begin
      const kept = await client.execute(peer.cells.kept, {}, 2000).then(textOf, () => '')
      if (ended && strip(kept).includes('42')) times.push(taken)
    })
  }
  return times.length === kinds.length ? median(times) : `${times.length} of ${kinds.length}`
}

/** A cell that will not end by itself, begun: long enough ago that it computes. @returns its end, if it comes */
async function spinning(client: Client, { cells }: Peer, kind: keyof Peer['cells']['spin']): Promise<Promise<boolean>[]> {
  await client.execute(cells.keep, {}, 60_000)
  const running = client.execute(cells.spin[kind], {}, 60_000).then(() => true, () => false)
  await sleep(700)
  return [running]
}

const strip = (text: string): string => text.replace(/\x1b\[[\d;]*m/g, '')

const attempt = (work: () => Promise<Measured>): Promise<Measured> => work().catch((error: Error) => (/no (reply|idle)/.test(error.message) ? 'no answer' : error.message))

export async function withKernel<Result>(peer: Peer, env: Record<string, string>, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await Client.start(peer, env)
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
