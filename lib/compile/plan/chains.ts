// Passes that follow one another over the same rows, and need of each other only what belongs to the row, are done a few rows at a time,
// all of them before the next rows: what one writes is still in the processor's cache when the next reads it. That is what makes softmax
// fast: the peak of each row, the powers and their sum, and the quotients.
import type { Node } from '../program.ts'
import type { Pass } from './formulas.ts'
import type { Deed } from './schedule.ts'

/** Deeds from one to another, both included, that are done together; mostly it is one. */
export interface Chain {
  readonly from: number
  readonly to: number
  /** How many rows the passes of several have in common. */
  readonly rows: number
}

/** Matrices of fewer numbers stay in the cache anyway. */
const worthIt = 64 * 1024

const alongRows = new Set(['store', 'rowSum', 'rowMax', 'rowMin'])

/** For each deed the chain that it belongs to. */
export function chainsOf(deeds: readonly Deed[]): Chain[] {
  const chains: Chain[] = []
  let open: { passes: Pass[]; from: number; rows: number } | undefined
  const close = (end: number): void => {
    if (!open) return
    for (let i = open.from; i < end; i++) chains[i] = { from: open.from, to: end - 1, rows: open.rows }
    open = undefined
  }
  deeds.forEach((deed, i) => {
    chains[i] = { from: i, to: i, rows: 1 }
    if (deed.kind !== 'pass') return close(i)
    if (open && continues(open.passes, deed.pass, open.rows)) {
      open.passes.push(deed.pass)
      return
    }
    close(i)
    const { rows, columns } = deed.pass
    if (rows * columns >= worthIt && rows > 1 && goesByRows(deed.pass, rows)) open = { passes: [deed.pass], from: i, rows }
  })
  close(deeds.length)
  return chains
}

/** Whether a pass works on each of the rows by itself: as on a row of a matrix, or as on a single element. */
function goesByRows({ rows: ownRows, columns, spec, writes }: Pass, rows: number): boolean {
  if (writes.some(({ isPadded }) => isPadded)) return false
  const isElement = ownRows === 1 && columns === rows
  if (!isElement) return ownRows === rows && spec.outputs.every(({ kind }) => alongRows.has(kind))
  return spec.outputs.every(({ kind }) => kind === 'store') && spec.inputs.every((access) => access === 'full' || access === 'scalar')
}

function continues(passes: readonly Pass[], next: Pass, rows: number): boolean {
  if (!goesByRows(next, rows)) return false
  const made = new Set<Node>(passes.flatMap(({ writes }) => writes.map(({ node }) => node)))
  return next.reads.every(({ node, access, start }) => !made.has(node) || (start === 0 && (access === 'full' || access === 'column')))
}
