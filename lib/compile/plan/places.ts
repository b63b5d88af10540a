// Where tensors lie while a program runs. Those on the way share one stretch of memory, the arena, each only for as long as it is needed;
// or lie where what is made of them will lie, if a pass reads each element where it writes the other. Results, and what is handed to
// operations that are done by themselves, are tensors of their own.
import type { DType } from '../../tensor/dtype.ts'
import { sizeOf } from '../../tensor/layout.ts'
import { bytesPerNumber, large } from '../../tensor/storage/index.ts'
import { dtypeOf, type Node, shapeOf } from '../program.ts'
import type { Chain } from './chains.ts'
import { layOut } from './memory.ts'
import { readsInPlace } from './reading.ts'
import { type Deed, readsOf, writesOf } from './schedule.ts'

export interface Place {
  readonly node: Node
  readonly dtype: DType
  readonly size: number
  /** Its own tensor, a stretch of the arena, or where the tensor lies that it is. */
  readonly home: 'own' | 'arena' | 'given'
  /** The place whose memory it has, instead of its own. */
  sameAs?: number
  /** In the arena. Small arguments, and what operations by themselves make, have a stretch there to be copied to. */
  offset: number
}

export const bytesOf = ({ dtype, size }: Pick<Place, 'dtype' | 'size'>): number => size * bytesPerNumber(dtype)

/** When a node is made and last read, as numbers of deeds. */
export interface Span {
  from: number
  to: number
}

/** The spans of all nodes that deeds read and make. */
export function spansOf(deeds: readonly Deed[], results: ReadonlySet<Node>): Map<Node, Span> {
  const spans = new Map<Node, Span>()
  deeds.forEach((deed, i) => {
    for (const node of readsOf(deed)) {
      const span = spans.get(node)
      if (span) span.to = Math.max(span.to, i)
      else spans.set(node, { from: 0, to: i })
    }
    for (const node of writesOf(deed)) spans.set(node, { from: i, to: results.has(node) ? deeds.length : i })
  })
  return spans
}

/** Which home each node has; those in the arena are put there by `settle`. */
export function placesOf(spans: ReadonlyMap<Node, Span>, deeds: readonly Deed[], results: ReadonlySet<Node>): Place[] {
  const byThemselves = deeds.filter(({ kind }) => kind === 'other')
  const madeElsewhere = new Set(byThemselves.flatMap(writesOf))
  const asTensors = new Set(byThemselves.flatMap(readsOf))
  return Array.from(spans.keys(), (node): Place => {
    const size = sizeOf(shapeOf(node))
    const isGiven = node.kind !== 'made' || madeElsewhere.has(node)
    const isOwn = size >= large && (results.has(node) || asTensors.has(node))
    return { node, dtype: dtypeOf(node), size, home: isGiven ? 'given' : isOwn ? 'own' : 'arena', offset: 0 }
  })
}

/** Whether deeds of a chain read a node only as the elements of the pass they are in. */
export function isReadInPlace(node: Node, { from, to }: Chain, deeds: readonly Deed[]): boolean {
  return deeds.slice(from, to + 1).every((deed) =>
    deed.kind === 'pass'
      ? deed.pass.reads.every((read) => read.node !== node || readsInPlace(read, deed.pass.rows * deed.pass.columns))
      : !readsOf(deed).includes(node))
}

/** Puts what is on the way into the arena. @returns how many bytes that takes */
export function settle(
  places: readonly Place[], spans: ReadonlyMap<Node, Span>, deeds: readonly Deed[], chains: readonly Chain[],
  isTaken: (place: number) => boolean,
): number {
  overlay(places, spans, deeds, chains, isTaken)
  const stays = new Map<number, Span>()
  places.forEach(({ node, home, size, sameAs }, i) => {
    const isSpare = home === 'given' && (node.kind === 'made' || (node.kind === 'argument' && size < large))
    if (home !== 'arena' && !isSpare) return
    const { from, to } = spans.get(node)!
    const span = { from: chains[from]!.from, to: chains[to]?.to ?? to }
    const root = sameAs ?? i
    const stay = stays.get(root) ?? span
    if (places[root]!.home !== 'own') stays.set(root, { from: Math.min(stay.from, span.from), to: Math.max(stay.to, span.to) })
  })
  const { offsets, bytes } = layOut(Array.from(stays, ([place, span]) => ({ bytes: bytesOf(places[place]!), ...span })))
  Array.from(stays.keys()).forEach((place, i) => { places[place]!.offset = offsets[i]! })
  return bytes
}

/** What a pass reads for the last time lies where it stores what it makes, element upon element. */
function overlay(
  places: readonly Place[], spans: ReadonlyMap<Node, Span>, deeds: readonly Deed[], chains: readonly Chain[],
  isTaken: (place: number) => boolean,
): void {
  const numberOf = new Map(places.map(({ node }, i) => [node, i]))
  for (let i = deeds.length - 1; i >= 0; i--) {
    const deed = deeds[i]!
    if (deed.kind !== 'pass') continue
    const { reads, writes, spec } = deed.pass
    const free = new Set(reads.map(({ node }) => node).filter((node) => {
      const { home, sameAs } = places[numberOf.get(node)!]!
      return home === 'arena' && sameAs === undefined && spans.get(node)!.to === i && isReadInPlace(node, chains[i]!, deeds)
    }))
    writes.forEach(({ node, isPadded }, k) => {
      const number = numberOf.get(node)!
      const root = places[number]!.sameAs ?? number
      if (spec.outputs[k]!.kind !== 'store' || isPadded || isTaken(root)) return
      const { dtype, size } = places[number]!
      const under = [...free].map((node) => places[numberOf.get(node)!]!).find((place) => place.dtype === dtype && place.size === size)
      if (!under) return
      free.delete(under.node)
      under.sameAs = root
    })
  }
}
