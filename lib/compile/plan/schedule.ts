// What a program comes to before any of it is run: deeds one after another, and for each tensor that passes between them a place. Tensors on
// the way share one stretch of memory, the arena, each only for as long as it is needed. Results, and what is handed to operations that are
// done by themselves, are tensors of their own.
import type { DType } from '../../tensor/dtype.ts'
import { sizeOf } from '../../tensor/layout.ts'
import { large } from '../../tensor/storage/index.ts'
import { dtypeOf, type Made, type Node, type Program, shapeOf } from '../program.ts'
import { type Group, fuse } from './fuse.ts'
import { type Pass, passOf } from './formulas.ts'
import { takeovers } from './donation.ts'
import { layOut } from './memory.ts'
import { origin } from './reading.ts'
import { isPassable, type Work, worksOf } from './work.ts'

/** What is done in one go. */
export type Deed = { readonly kind: 'pass'; readonly pass: Pass } | { readonly kind: 'product' | 'other'; readonly node: Made }

/** Where a tensor's numbers lie while the program runs. */
export interface Place {
  readonly node: Node
  readonly dtype: DType
  readonly size: number
  /** Its own tensor, a stretch of the arena, or where the tensor lies that it is. */
  readonly home: 'own' | 'arena' | 'given'
  /** In the arena. Small arguments, and what operations by themselves make, have a stretch there to be copied to. */
  offset: number
}

export const bytesOf = ({ dtype, size }: Pick<Place, 'dtype' | 'size'>): number => size * (dtype === 'float32' ? 4 : 8)

export interface Schedule {
  readonly deeds: readonly Deed[]
  readonly places: readonly Place[]
  readonly placeOf: ReadonlyMap<Node, number>
  readonly arenaBytes: number
  /** For places of results, which argument's memory they take over. */
  readonly takeovers: ReadonlyMap<number, number>
}

/** @param donated which arguments are given away */
export function scheduleOf(program: Program, donated: readonly number[] = []): Schedule {
  const works = worksOf(program)
  const results = new Set(program.results.map(origin))
  const groups = fuse(works, results)
  const kept = keptOf(groups, results)
  const deeds = groups.map((group): Deed => {
    const [{ kind, node }] = group.works as [Work]
    return kind === 'product' || kind === 'other' ? { kind, node } : { kind: 'pass', pass: passOf(group, kept) }
  })
  const room = placed(deeds, results)
  return { deeds, ...room, takeovers: takeovers(program, donated, deeds, room.places, readsOf) }
}

/** What is needed outside of the group that makes it. */
function keptOf(groups: readonly Group[], results: ReadonlySet<Node>): Set<Node> {
  const kept = new Set(results)
  for (const { works } of groups) {
    const own = new Set<Node>(works.filter(isPassable).map(({ node }) => node))
    for (const { reads } of works) for (const { node } of reads) if (!own.has(node)) kept.add(node)
  }
  return kept
}

export const readsOf = (deed: Deed): readonly Node[] =>
  deed.kind === 'pass' ? deed.pass.reads : deed.node.inputs.flatMap((input) => (typeof input === 'number' || input.kind === 'number' ? [] : [origin(input)]))
const writesOf = (deed: Deed): readonly Made[] => (deed.kind === 'pass' ? deed.pass.writes : [deed.node])

function placed(deeds: readonly Deed[], results: ReadonlySet<Node>): Omit<Schedule, 'deeds' | 'takeovers'> {
  const spans = new Map<Node, { from: number; to: number }>()
  /** What operations by themselves read and make. */
  const asTensors = new Set<Node>()
  deeds.forEach((deed, i) => {
    for (const node of readsOf(deed)) {
      const span = spans.get(node)
      if (span) span.to = Math.max(span.to, i)
      else spans.set(node, { from: 0, to: i })
      if (deed.kind === 'other') asTensors.add(node)
    }
    for (const node of writesOf(deed)) spans.set(node, { from: i, to: results.has(node) ? deeds.length : i })
  })
  const madeElsewhere = new Set(deeds.flatMap((deed) => (deed.kind === 'other' ? [deed.node] : [])))
  const nodes = [...spans.keys()]
  const places = nodes.map((node): Place => {
    const size = sizeOf(shapeOf(node))
    const isGiven = node.kind !== 'made' || madeElsewhere.has(node)
    const isOwn = size >= large && (results.has(node) || asTensors.has(node))
    return { node, dtype: dtypeOf(node), size, home: isGiven ? 'given' : isOwn ? 'own' : 'arena', offset: 0 }
  })
  const inArena = places.filter(({ node, home, size }) =>
    home === 'arena' || (home === 'given' && (node.kind === 'made' || (node.kind === 'argument' && size < large))))
  const { offsets, bytes: arenaBytes } = layOut(inArena.map((place) => ({ bytes: bytesOf(place), ...spans.get(place.node)! })))
  inArena.forEach((place, i) => { place.offset = offsets[i]! })
  return { places, placeOf: new Map(nodes.map((node, i) => [node, i])), arenaBytes }
}

/** In words: how many passes over elements, products and other operations, and how much memory they share. */
export function summary({ deeds, arenaBytes }: Schedule): string {
  const count = (kind: Deed['kind'], one: string): string => {
    const found = deeds.filter((deed) => deed.kind === kind).length
    return `${found} ${one}${found === 1 ? '' : kind === 'pass' ? 'es' : 's'}`
  }
  return `${count('pass', 'pass')} over elements, ${count('product', 'product')}, ${count('other', 'other operation')}; ${arenaBytes} bytes on the way`
}
