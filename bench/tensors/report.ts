// The tables: for each workload the times of all programs, then how many times as fast ours are as the others, beside what is aimed at.
import type { Table } from '../table.ts'
import type { Workload } from './cases.ts'
import { EXPECTED, exponent } from './growth.ts'
import { OURS } from './peers.ts'
import type { Measurement, Result } from './store.ts'
import { HVP_COST, TARGETS, type Rival, type Target } from './targets.ts'

type MeasuredCase = Measurement['cases'][number]

/** Exponents may come out this much larger: times are not exact, and what fits into a cache is quicker. */
const LEEWAY = 0.15

export function tablesOf(workload: Workload, { cases }: Measurement): Table[] {
  if (workload.alone) return [growthTable(workload, cases)]
  const tables = [timeTable(workload, cases), speedTable(workload, cases)]
  const costs = costTable(workload, cases)
  return costs.length > 1 ? [...tables, costs] : tables
}

const peersOf = (cases: readonly MeasuredCase[]): string[] => [...new Set(cases.flatMap(({ results }) => results.map(({ peer }) => peer)))]
const find = ({ results }: MeasuredCase, peer: string): Result | undefined => results.find((result) => result.peer === peer)
const short = (ours: string): string => ours.replace('ours, ', '')

/** A row for each program, a column for each case: the least time, and the median. */
function timeTable(workload: Workload, cases: readonly MeasuredCase[]): Table {
  const rows = peersOf(cases).map((peer) => [peer, ...cases.map((each) => timeCell(workload, each, find(each, peer)))])
  const what = workload.unit === 'GFLOP/s' ? 'best (median)' : 'least (median)'
  return [[`${workload.id}: ${workload.title}. ${workload.unit}, ${what}`, ...cases.map(({ name }) => name)], ...rows]
}

function timeCell({ unit }: Workload, { size, dtype }: MeasuredCase, result: Result | undefined): string {
  if (!result) return '–'
  if (result.min === undefined || result.median === undefined) return result.why ?? 'not timed'
  const show = (milliseconds: number): string =>
    digits(unit === 'ms' ? milliseconds : unit === 'µs' ? milliseconds * 1000 : (2 * size ** 3) / milliseconds / 1e6)
  const remarks = [...(result.dtype === dtype ? [] : [result.dtype]), ...(result.imprecise === undefined ? [] : [result.imprecise])]
  return [`${show(result.min)} (${show(result.median)})`, ...remarks].join(', ')
}

/** Three digits that mean something. */
function digits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(value))))
}

/** A row for each of ours and each rival, a column for each case: the ratio of least times, and what it should be. */
function speedTable(workload: Workload, cases: readonly MeasuredCase[]): Table {
  const rivals: Rival[] = ['best library', 'tfjs, wasm', 'PyTorch', 'JavaScript by hand', 'limit']
  const rows: string[][] = []
  for (const ours of Object.values(OURS)) {
    for (const rival of rivals) {
      const isAimedAt = TARGETS.some((target) => target.workload === workload.id && target.rival === rival)
      if (rival === 'tfjs, wasm' && !isAimedAt) continue
      const cells = cases.map((each) => speedCell(workload.id, each, ours, rival))
      if (cells.some((cell) => cell !== '')) rows.push([`${short(ours)}, of ${rival}`, ...cells])
    }
  }
  return [[`${workload.id}: times as fast`, ...cases.map(({ name }) => name)], ...rows]
}

function speedCell(workload: string, each: MeasuredCase, ours: string, rival: Rival): string {
  const own = find(each, ours)?.min
  const isMeant = (target: Target): boolean =>
    target.workload === workload && target.case === each.name && target.ours === ours && target.rival === rival
  const target = TARGETS.find(isMeant)
  const other = rival === 'best library' ? bestLibrary(each) : find(each, rival)
  if (own === undefined || other?.min === undefined) return target ? `(≥ ${digits(target.atLeast)} not known)` : ''
  const ratio = other.min / own
  const who = rival === 'best library' ? ` ${other.peer}` : ''
  return `${digits(ratio)}${who}${target ? ` (≥ ${digits(target.atLeast)} ${ratio >= target.atLeast ? 'hit' : '**missed**'})` : ''}`
}

function bestLibrary({ results }: MeasuredCase): Result | undefined {
  const timed = results.filter(({ kind, min }) => kind === 'library' && min !== undefined)
  return timed.toSorted((a, b) => a.min! - b.min!)[0]
}

/** How many gradients a product with the Hessian costs. */
function costTable(workload: Workload, cases: readonly MeasuredCase[]): Table {
  const pairs = [['chainGradient', 'chainHvp', 'Rosenbrock, 100 dimensions'], ['mlpGradient', 'mlpHvp', 'perceptron']] as const
  const of = (work: string): MeasuredCase | undefined => cases.find((each) => each.work === work)
  const columns = pairs.filter(([gradient, product]) => of(gradient) && of(product))
  if (columns.length === 0) return []
  const rows = peersOf(cases).map((peer) => {
    const cells = columns.map(([gradient, product]) => {
      const [one, two] = [find(of(gradient)!, peer)?.min, find(of(product)!, peer)?.min]
      if (one === undefined || two === undefined) return ''
      const most = HVP_COST[peer]
      return `${digits(two / one)}${most === undefined ? '' : ` (≤ ${most} ${two / one <= most ? 'hit' : '**missed**'})`}`
    })
    return [peer, ...cells]
  })
  const heading = [`${workload.id}: cost of an HVP, in gradients`, ...columns.map(([, , name]) => name)]
  return [heading, ...rows.filter(([, ...cells]) => cells.some((cell) => cell !== ''))]
}

/** A row for each piece of work: its sizes and times, and the exponent with which they grow, for each of ours. */
function growthTable(workload: Workload, cases: readonly MeasuredCase[]): Table {
  const rows: string[][] = []
  for (const [work, expected] of Object.entries(EXPECTED)) {
    for (const ours of Object.values(OURS)) {
      const points = cases.filter((each) => each.work === work).map((each) => ({ size: each.size, time: find(each, ours)?.min }))
      const timed = points.filter((point): point is { size: number; time: number } => point.time !== undefined)
      if (timed.length < 2) continue
      const found = exponent(timed.map(({ size }) => size), timed.map(({ time }) => time))
      const times = timed.map(({ size, time }) => `${size.toLocaleString('en')}: ${digits(time)}`).join('; ')
      const verdict = found <= expected.exponent + LEEWAY ? 'hit' : '**missed**'
      rows.push([`${expected.name}, ${short(ours)}`, times, found.toFixed(2), `≤ ${expected.exponent}`, verdict])
    }
  }
  return [[`${workload.id}: ${workload.title}`, 'size: least time, ms', 'exponent', 'expected', ''], ...rows]
}
