// What was measured, as numbers: results.json holds each workload as it was last measured, so that one can be measured again alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../app/paths.ts'
import { median } from '../table.ts'
import type { Workload } from './cases.ts'
import type { Measured } from './measure.ts'
import type { Kind } from './peers.ts'

/** Milliseconds of one step, the least and the median of so many samples; or why there are none. */
export interface Result {
  peer: string
  kind: Kind
  dtype: string
  min?: number
  median?: number
  samples?: number
  why?: string
  imprecise?: string
}

export interface Measurement {
  date: string
  machine: string
  /** How many processors other programs kept busy when it began. */
  busy: number
  versions: Record<string, string>
  cases: { name: string; work: string; dtype: string; size: number; results: Result[] }[]
}

/** By the names of workloads. */
export type Store = Record<string, Measurement>

const FILE = join(ROOT, 'bench/tensors/results.json')

export const readStore = (): Store => (existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Store) : {})

/** A result a line, so that what changed can be seen. */
export function writeStore(store: Store): void {
  const text = JSON.stringify(store, null, 2).replace(/\{[^{}]*\}/g, (flat) => flat.replace(/\s*\n\s*/g, ' '))
  writeFileSync(FILE, `${text}\n`)
}

export function measurementOf(measured: readonly Measured[], about: Pick<Measurement, 'machine' | 'busy' | 'versions'>): Measurement {
  return {
    date: new Date().toISOString().slice(0, 10),
    ...about,
    cases: measured.map(({ case: { name, work, dtype, size }, entries }) => ({ name, work, dtype, size, results: entries.map(resultOf) })),
  }
}

/** The workloads in the order in which they are told. */
export const inOrder = (store: Store, workloads: readonly Workload[]): [Workload, Measurement][] =>
  workloads.flatMap((workload) => (store[workload.id] ? [[workload, store[workload.id]!] as [Workload, Measurement]] : []))

function resultOf({ milliseconds = [], ...entry }: Measured['entries'][number]): Result {
  if (milliseconds.length === 0) return entry
  const digits = (value: number): number => Number(value.toPrecision(5))
  return { ...entry, min: digits(Math.min(...milliseconds)), median: digits(median(milliseconds)), samples: milliseconds.length }
}
